"""What each service means by its words for how well it knows a place.

The words of 高德 are those of https://lbs.amap.com/news/geocoder_api. 天地图 publishes none: 门址
and 地名地址 have been seen in its replies, the rest is expected. A word that is not in a table is
doubtful. How many metres an answer may be off is our own cautious estimate: no service says.
"""

from __future__ import annotations

from geo.geocode.record import Level
from geo.model import Method

_ONLY_ROAD = "只认得道路，不知道在哪一段"
_COARSE = "只认得大片地方，没有更细的结果"
_DOOR = Level(method=Method.CROSSING, accuracy_m=100)
_POI = Level(method=Method.POI, accuracy_m=200)
_STOP = Level(method=Method.STOP, accuracy_m=150)
_CROSSING = Level(method=Method.CROSSING, accuracy_m=100)
_ESTATE = Level(method=Method.POI, accuracy_m=300)
_VILLAGE = Level(method=Method.NAME, accuracy_m=1000)
_NAME = Level(method=Method.NAME, accuracy_m=500)
_ROAD = Level(method=Method.LINE, accuracy_m=2000, doubt=_ONLY_ROAD)
_QUARTER = Level(method=Method.NAME, accuracy_m=1500, doubt=_COARSE)
_TOWN = Level(method=Method.UNIT, accuracy_m=3000, doubt=_COARSE)
_DISTRICT = Level(method=Method.UNIT, accuracy_m=10_000, doubt=_COARSE)
_CITY = Level(method=Method.UNIT, accuracy_m=50_000, doubt=_COARSE)
TIANDITU = {
    "门址": _DOOR,
    "兴趣点": _POI,
    "地名地址": _NAME,
    "道路交叉口": _CROSSING,
    "道路": _ROAD,
    "村": _VILLAGE,
    "乡镇": _TOWN,
    "区县": _DISTRICT,
    "市": _CITY,
    "省": _CITY,
}
AMAP = {
    "门牌号": _DOOR,
    "门址": _DOOR,
    "单元号": _DOOR,
    "楼层": _DOOR,
    "房间": _DOOR,
    "兴趣点": _POI,
    "住宅区": _ESTATE,
    "道路交叉路口": _CROSSING,
    "公交地铁站点": _STOP,
    "公交站台、地铁站": _STOP,
    "村庄": _VILLAGE,
    "道路": _ROAD,
    "小巷": _ROAD,
    "热点商圈": _QUARTER,
    "开发区": _TOWN,
    "乡镇": _TOWN,
    "区县": _DISTRICT,
    "市": _CITY,
    "省": _CITY,
    "国家": _CITY,
}
NOMINATIM = {
    "门牌或地点": _POI,
    "道路": _ROAD,
    "片区或村庄": _QUARTER,
    "区县及以上": _DISTRICT,
}
