"""Everything that goes wrong between us and a service: one table, each row with its remedy.

Codes of 高德: https://lbs.amap.com/api/webservice/guide/tools/info. Those of 天地图 are few and
partly measured by others; what is not in the table is a fault of the service.
"""

from __future__ import annotations

from dataclasses import dataclass

from geopy.exc import (
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderQuotaExceeded,
    GeocoderServiceError,
    GeocoderTimedOut,
    GeocoderUnavailable,
)

from geo.answers import Verdict
from geo.geocode.record import Source

# A service that asks for a longer wait than this is left alone for now, in seconds.
LONGEST_WAIT = 10.0


class RefusedError(GeocoderServiceError):  # type: ignore[misc] # geopy has no types
    """No answer, and why: `code` is a row of the table. Holds no address, which may hold a key.

    `body` is what the service sent beside it; `wait` the seconds it asks for before the next try.
    """

    def __init__(self, code: str, *, body: str = "", wait: float = 0.0) -> None:
        super().__init__(code)
        self.code, self.body, self.wait = code, body, wait


@dataclass(frozen=True)
class Fault:
    """What a failure means, in words with {name}, {key}, {address}; whether a retry can help."""

    verdict: Verdict
    words: str
    retried: bool = False


_NET, _KEY, _FULL, _ILL = Verdict.NETWORK, Verdict.KEY, Verdict.QUOTA, Verdict.SERVICE
_BAD_KEY = "{name}不认这个密钥：请核对环境变量 {key}"
_OVER = "{name}的{limit}，明天再继续"
_DENSE = "向{name}的请求太密：请隔几分钟再继续"
_AMAP_BAD = "高德地图不认这个密钥：请在高德控制台核对“Web服务”密钥及其设置，再改环境变量 {key}"
_ODD = "{name}的答复看不懂：请稍后再试；仍不行，核对环境变量 {address}"
FAULTS = {
    "no key": Fault(_KEY, "没有{name}的密钥：请设置环境变量 {key}"),
    "odd key": Fault(_KEY, "{name}的密钥写得不对，应是一串字母和数字：请核对环境变量 {key}"),
    "timeout": Fault(_NET, "{name}没有按时答复：请检查网络，稍后再试", retried=True),
    "dns": Fault(
        _NET,
        "找不到{name}的服务器：请检查本机能否上网；内网有代理的，用环境变量 {address} 指定",
    ),
    "tls": Fault(
        _NET,
        "与{name}的加密连接没有通过验证：请核对本机日期，或问网络管理员是否有设备拦截",
    ),
    "refused": Fault(_NET, "连不上{name}：请检查网络和防火墙，或核对环境变量 {address}"),
    "broken": Fault(_NET, "与{name}的连接中断：请稍后再试", retried=True),
    "http 407": Fault(_NET, "上网代理要求登录，没能连到{name}：请先登录代理"),
    "http 511": Fault(_NET, "上网要先登录认证，没能连到{name}：请在浏览器里登录后再试"),
    "moved": Fault(
        _ILL,
        "{name}的请求被转到别处，可能是上网认证页：请先登录网络，或核对环境变量 {address}",
    ),
    "http 401": Fault(_KEY, _BAD_KEY),
    "http 402": Fault(_FULL, _OVER),
    "http 403": Fault(_KEY, _BAD_KEY),
    "http 429": Fault(_FULL, _DENSE, retried=True),
    "http 4": Fault(_ILL, "{name}不接受请求：请核对环境变量 {address}，或把这条地址改短"),
    "http 5": Fault(_ILL, "{name}出了故障：请稍后再试", retried=True),
    "html": Fault(
        _ILL,
        "{name}答来一张网页而不是数据，可能是上网认证页：请先登录网络，再试一次",
    ),
    "unreadable": Fault(_ILL, _ODD),
    "status": Fault(_ILL, "{name}报告出错而没有说明：请稍后再试"),
    "tianditu 301012": Fault(
        _KEY,
        "天地图的密钥类型不对：查地址要用“服务端”密钥，底图用的是“浏览器端”密钥；"
        "请另申请一个，设为环境变量 {key}",
    ),
    "tianditu http 403": Fault(
        _KEY, "天地图拒绝了密钥：请核对环境变量 {key}，须是“服务端”密钥且白名单含本机"
    ),
    "nominatim http 403": Fault(
        _FULL, "OpenStreetMap 拒绝了请求，可能超出其使用政策：请停用一天，或自建服务器"
    ),
    **{f"amap {code}": Fault(_KEY, _AMAP_BAD) for code in (10001, 10006, 10007, 10008, 10012)},
    "amap 10002": Fault(_KEY, "这个高德密钥没有开通“Web服务”：请另申请，设为环境变量 {key}"),
    "amap 10003": Fault(_FULL, _OVER),
    "amap 10004": Fault(_ILL, _DENSE, retried=True),
    "amap 10005": Fault(_KEY, "高德密钥的IP白名单不含本机出口：请在高德控制台补上"),
    "amap 10009": Fault(
        _KEY, "高德密钥的类型不对：查地址要用“Web服务”密钥，请另申请，设为环境变量 {key}"
    ),
    "amap 10010": Fault(_FULL, "本机出口被高德封停，不会自动恢复：请向高德提交工单"),
    "amap 10013": Fault(_KEY, "这个高德密钥已被删除：请另申请，设为环境变量 {key}"),
    "amap 10014": Fault(_ILL, _DENSE, retried=True),
    "amap 10015": Fault(_ILL, _DENSE, retried=True),
    "amap 10016": Fault(_ILL, "{name}出了故障：请稍后再试", retried=True),
    **{f"amap {code}": Fault(_ILL, _DENSE, retried=True) for code in (10019, 10020, 10021)},
    "amap 10029": Fault(_ILL, _DENSE, retried=True),
    "amap 10044": Fault(_FULL, _OVER),
    "amap 10045": Fault(_FULL, _OVER),
}
# What geopy itself raises, by the sharpest class first.
_OF_GEOPY: tuple[tuple[type[Exception], str], ...] = (
    (GeocoderQuotaExceeded, "http 429"),
    (GeocoderAuthenticationFailure, "http 401"),
    (GeocoderInsufficientPrivileges, "http 403"),
    (GeocoderTimedOut, "timeout"),
    (GeocoderUnavailable, "refused"),
)


def code_of(error: Exception) -> str:
    """Return the code of any failure of a request; what is not known is `unreadable`."""
    if isinstance(error, RefusedError):
        return error.code
    return next((code for sort, code in _OF_GEOPY if isinstance(error, sort)), "unreadable")


def fault(source: Source, code: str, wait: float = 0.0) -> Fault:
    """Return what a code means of this service; its own rows go before the general ones."""
    names = (f"{source.provider.value} {code}", code, code[: len("http 5")], "status")
    found = next(FAULTS[name] for name in names if name in FAULTS)
    if wait > LONGEST_WAIT:
        return Fault(Verdict.QUOTA, found.words)
    return found


def note(source: Source, fault: Fault) -> str:
    """Tell a failure with its remedy, in Chinese; never with a key or an address in full."""
    return fault.words.format(
        name=source.word,
        key=source.key_variable,
        address=source.address_variable,
        limit=source.limit,
    )
