"""The datum a heading or a title names; `geo.ledger.placing.datums` tells what it is."""

from __future__ import annotations

import re

DATUM = re.compile(
    r"wgs[-_ ]?(?:19)?84|gcj[-_ ]?02|bd[-_ ]?09|cgcs[-_ ]?2000|epsg[:：]?\d{4,5}|国家?2000"
    r"|2000国家大地坐标系?|火星坐标系?|火星|百度|高德|腾讯|天地图|gps"
)
_STATED = re.compile(
    rf"坐标(?:系统?|基准|类型)?(?:[:：]|均?为|均?采用)?\s*(?P<datum>{DATUM.pattern})"
)


def datum_of(text: str) -> str:
    """Return the one datum a title or note states (坐标系：CGCS2000), "" if none or several."""
    found = {match["datum"] for match in _STATED.finditer(text.casefold())}
    return found.pop() if len(found) == 1 else ""
