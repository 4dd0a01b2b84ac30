"""What is odd about an outline: where it lies, and whether its name was decoded rightly."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.crs import Datum, to_wgs84
from geo.errors import DatumError, InputError
from geo.ledger.placing.datums import looks_like
from geo.ledger.placing.surroundings import Area
from geo.outline.polygons import swapped

_MOSTLY = 0.05
# Read as the first what was written as the second.
_MISREADINGS = (("cp1252", "utf-8"), ("latin-1", "utf-8"), ("latin-1", "gbk"), ("gbk", "utf-8"))
_DATUMS = (Datum.WGS84, Datum.GCJ02, Datum.BD09, Datum.CGCS2000_GK114, Datum.CGCS2000_GK38)


def check_place(drawn: BaseGeometry, datum: Datum, area: Area) -> None:
    """Refuse an outline that lies elsewhere, telling what would bring it into the district.

    Args:
        drawn: the outline in the numbers of `datum`.
        datum: what it was declared as.
        area: the district.

    Raises:
        InputError: no part of it lies in the district.

    """
    if drawn.intersects(area.edge(datum)):
        return
    if swapped(drawn).intersects(area.edge(datum)):
        raise InputError("两个坐标的次序颠倒（应经度或东坐标在前）；请确认互换后再读")
    for other in _DATUMS:
        if drawn.intersects(area.edge(other)):
            raise InputError(
                f"按 {datum.word} 读不在{area.name}，按 {other.word} 读则在；请核对基准"
            )
        if swapped(drawn).intersects(area.edge(other)):
            raise InputError(f"像 {other.word}，且两个坐标的次序颠倒；请改选基准并确认互换")
    try:
        middle = to_wgs84(drawn, datum).centroid
    except DatumError:
        looks = looks_like(*shapely.get_coordinates(drawn)[0].tolist())
        hint = f"像{looks}" if looks else "请核对"
        raise InputError(f"坐标不可能是 {datum.word}，{hint}") from None
    off = area.metres_off(np.array([middle.x]), np.array([middle.y]))[0]
    raise InputError(f"在{area.name}外约 {off / 1000:,.0f} 公里，请核对坐标和坐标基准")


def doubts(title: str, geometry: BaseGeometry, area: Area) -> Iterator[str]:
    """Tell in Chinese what should be looked at again: parts outside the district, its name."""
    outside = shapely.difference(geometry, area.edge(Datum.WGS84)).area / geometry.area
    if outside > _MOSTLY:
        yield f"约 {outside:.0%} 的面积在{area.name}外，请核对"
    if not title:
        yield "没有名称，请指明是哪个板块"
    elif _is_garbled(title):
        yield f"名称“{title}”像乱码，请核对编码"


def _is_garbled(title: str) -> bool:
    """Tell text decoded wrongly: UTF-8 or GBK read as Latin-1, UTF-8 read as GBK, lost bytes."""
    if "\ufffd" in title or "锟斤拷" in title:
        return True
    for wrong, right in _MISREADINGS:
        try:
            mended = title.encode(wrong).decode(right)
        except UnicodeError:
            continue
        if mended != title and any("\u4e00" <= mark <= "\u9fff" for mark in mended):
            return True
    return False
