"""Headings in traditional characters, as ledgers from Taiwan and Hong Kong write them."""

from __future__ import annotations

# The characters headings and units are made of, each before its simplified form; 圓 is 元 there.
_PAIRS = (
    "項项稱称總总資资萬万億亿圓元單单時时間间開开計计劃划實实際际內内規规責责進进設设類类別别狀状態态"
    "階阶經经緯纬標标長长區区縣县辦办業业執执額额達达統统編编號号碼码屬属領领備备註注說说聯联電电話话"
    "產产歸归處处點点終终數数積积報报層层級级關关優优發发機机構构運运營营現现場场預预訂订約约價价費费"
    "東东據据來来質质環环橋桥園园學学"
)
_TABLE = str.maketrans(_PAIRS[::2], _PAIRS[1::2])


def simplified(text: str) -> str:
    """Write the words of a heading in simplified characters; others are left as they are."""
    return text.translate(_TABLE)
