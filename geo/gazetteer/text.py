"""An address as it is typed, made comparable: one form of each character, nothing invisible."""

from __future__ import annotations

import re
import unicodedata

# Longer than any address; a page of text pasted by mistake is not read.
MAX_LENGTH = 300
# Each character and what is read in its place: traditional ones of addresses, then 砦 and 穎, which
# stand for 寨 and 颍 in the names of Zhengzhou, then dashes, commas, crosses and brackets.
_PAIRS = (
    "學学長长韓韩劉刘張张鄭郑頂顶體体館馆電电車车鐵铁糧粮蘭兰隴陇連连雲云風风陽阳開开發发達达縣县處处間间寶宝錦锦銀银銘铭聯联義义廟庙廠厂崗岗窪洼爾尔記记賈贾醫医灣湾"
    "區区號号與与東东門门樓楼層层廣广場场國国際际貿贸業业華华興兴龍龙匯汇園园鎮镇鄉乡溝沟頭头對对邊边側侧線线環环橋桥莊庄陳陈趙赵馬马農农紡纺綠绿豐丰慶庆漢汉濱滨灣湾"
    "砦寨颖颍穎颍潁颍閻阎~-—-–-―-‐-−-﹣-;,:,。,×x✕x╳x*x【([(〔({(《(<(】)])〕)})》)>)"
)
_SAME = str.maketrans(dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)))
_INVISIBLE = re.compile(
    r"[\s\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
_MARKS = re.compile(r"[ⓇⓍⓅⓊ·•・\"'“”‘’]")
_BRACKETS = re.compile(r"\(([^()]*)\)")
# 四至:东大学路、西嵩山路 leaves out the 至 that 东至大学路 has.
_FOUR, _SIDE = "四至", re.compile(r"([:、,;为][东西南北])[,:]?(?![,至临邻接到起靠以抵侧面边:])")
# At the beginning nothing is said of where it is; further on it is a doubt.
NOT = r"并?不(?:在|是|属|位于|含|包|到|至|邻|临|靠|沿|经|过)|并非|未(?:到|至|达|含|在|包)"
_DENIAL = re.compile(rf"(?:非|[^路街道巷号口,()]{{0,5}}?(?:{NOT}))(?=[\u4e00-\u9fff])")
# 1,500 is one number, 12,300米 may be two; only what is written in thousands is joined.
_THOUSANDS = re.compile(r"(?<![\d-])(\d{1,3}),(\d{3})(?=多?余?(?:米|m))")
# 地铁5号线京广南路站 is 京广南路站 whichever line is meant.
_LINE = re.compile(
    r"(?:地铁|轨道交通)(?:\d{1,2}|[一二三四五六七八九十]{1,2})号线(?=[\u4e00-\u9fff])"
)
_SENSE = re.compile(r"[\u4e00-\u9fff]{2}")


def clean(text: str) -> str:
    """Return a text in one form of each character, without blanks and control characters."""
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).translate(_SAME)
    if "," in plain:
        plain = _THOUSANDS.sub(r"\1\2", plain)
    if "号线" in plain:
        plain = _LINE.sub("", plain)
    return _MARKS.sub("", _SIDE.sub(r"\1至", plain) if _FOUR in plain else plain)


def unbracketed(text: str) -> tuple[str, str]:
    """Split a cleaned text into what is outside brackets and what is inside the first of them."""
    if "(" not in text:
        return text, ""
    inside = _BRACKETS.search(text)
    outside = _BRACKETS.sub("", text).replace("(", "").replace(")", "")
    return outside, inside[1] if inside else ""


def is_denial(text: str) -> bool:
    """Tell whether a cleaned text says where something is not."""
    return _DENIAL.match(text) is not None


def is_words(text: str) -> bool:
    """Tell whether a cleaned text has anything in it that could name a place."""
    return _SENSE.search(text) is not None
