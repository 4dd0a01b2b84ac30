"""Traditional characters, as ledgers from Taiwan and Hong Kong write their words."""

from __future__ import annotations

# The characters of headings, units, sums, notes and stages, each before its simplified form;
# 圓 is 元 there.
_PAIRS = (
    "項项稱称總总資资萬万億亿圓元單单時时間间開开計计劃划實实際际內内規规責责進进設设類类別别狀状態态"
    "階阶經经緯纬標标長长區区縣县辦办業业執执額额達达統统編编號号碼码屬属領领備备註注說说聯联電电話话"
    "產产歸归處处點点終终數数積积報报層层級级關关優优發发機机構构運运營营現现場场預预訂订約约價价費费"
    "東东據据來来質质環环橋桥園园學学"
    "彙汇匯汇審审復复簽签繫系負负導导員员擬拟續续儲储謀谋籌筹啟启動动試试驗验暫暂緩缓廢废遷迁徵征"
    "許许問问題题築筑畢毕結结頂顶裝装條条沒没組组塊块門门為为爲为覽览細细帳账臺台錄录體体個个"
)
_TABLE = str.maketrans(_PAIRS[::2], _PAIRS[1::2])


def simplified(text: str) -> str:
    """Write a ledger's words in simplified characters; others are left as they are."""
    return text.translate(_TABLE)
