import json
import logging
import socket
import ssl
import subprocess
import sys
import traceback
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from geo.answers import Verdict
from geo.crs import Datum
from geo.geocode.cache import Cache
from geo.geocode.faults import FAULTS, RefusedError
from geo.geocode.limits import wanted_wait
from geo.geocode.services import SERVICES
from tests.geo.geocode import server as says
from tests.geo.geocode.conftest import KEY
from tests.geo.geocode.server import Reply, Server, serving

ROOT = Path(__file__).resolve().parents[3]
NET, QUOTA, BAD, ILL = Verdict.NETWORK, Verdict.QUOTA, Verdict.KEY, Verdict.SERVICE
ALL = list(SERVICES)
TWICE_MORE = 3
BAD_DAY = "Fri, 99 Foo 99999"
# What the service sends → verdict, how often it was asked, a word of the remedy.
OF_ANY = {
    "slow": (Reply("{}", delay=0.7), NET, 3, "检查网络"),
    "dripping": (Reply("x" * 200, drip=True), NET, 3, "检查网络"),
    "500": (Reply("oops", 500), ILL, 3, "稍后再试"),
    "503": (Reply("", 503), ILL, 3, "稍后再试"),
    "400": (Reply("", 400), ILL, 1, "PLATEMAP_GEOCODER_"),
    "407": (Reply("", 407), NET, 1, "登录代理"),
    "511": (Reply("", 511), NET, 1, "登录"),
    "429": (Reply("", 429), QUOTA, 3, "隔几分钟"),
    "429 for an hour": (Reply("", 429, {"Retry-After": "3600"}), QUOTA, 1, "隔几分钟"),
    "429 for ever": (Reply("", 429, {"Retry-After": "9" * 400}), QUOTA, 1, "隔几分钟"),
    "429 till no day": (Reply("", 429, {"Retry-After": BAD_DAY}), QUOTA, 3, "隔几分钟"),
    "429 till 2099": (
        Reply("", 429, {"Retry-After": "Thu, 01 Jan 2099 00:00:00 GMT"}),
        QUOTA,
        1,
        "隔几分钟",
    ),
    "402": (Reply("", 402), QUOTA, 1, "明天再继续"),
    "login page": (Reply("<html><body>请登录</body></html>"), ILL, 1, "上网认证页"),
    "redirect": (Reply("", 302, {"Location": "http://127.0.0.1:1/login"}), ILL, 1, "上网认证页"),
    "truncated": (Reply('{"status":"0","loca'), ILL, 1, "看不懂"),
    "cut off": (Reply('{"status":', length=900), ILL, 1, "看不懂"),
    "empty body": (Reply(""), ILL, 1, "看不懂"),
    "no object": (Reply("7"), ILL, 1, "看不懂"),
    "null": (Reply("null"), ILL, 1, "看不懂"),
    "no utf-8": (Reply("郑州".encode("gbk")), ILL, 1, "看不懂"),
    "deep": (Reply("[" * 100_000), ILL, 1, "看不懂"),
    "endless": (Reply(" " * 1_200_000), ILL, 1, "看不懂"),
}
WRONG_SORT = {"code": 301012, "msg": "权限类型错误", "resolve": "Key权限类型为:浏览器端"}
OF_TIANDITU = {
    "401": (Reply("", 401), BAD, 1, "PLATEMAP_GEOCODER_KEY_TIANDITU"),
    "403": (Reply("forbidden", 403), BAD, 1, "服务端"),
    "wrong sort": (Reply(WRONG_SORT), BAD, 1, "另申请"),
    "wrong sort 403": (Reply(WRONG_SORT, 403), BAD, 1, "另申请"),
    "404": (Reply({"status": "404", "msg": "error"}), ILL, 1, "稍后再试"),
    "unknown code": (Reply({"code": 999, "msg": "?"}), ILL, 1, "稍后再试"),
    "nothing at all": (Reply({}), ILL, 1, "看不懂"),
    "place a text": (Reply({"status": "0", "location": "郑州"}), ILL, 1, "看不懂"),
    "NaN": (Reply(says.tianditu(lon="NaN")), ILL, 1, "看不懂"),
    "bare NaN": (Reply('{"status":"0","location":{"lon":NaN,"lat":34.7}}'), ILL, 1, "看不懂"),
    "0, 0": (Reply(says.tianditu(lon="0", lat="0")), ILL, 1, "看不懂"),
    "null numbers": (Reply(says.tianditu(lon=None)), ILL, 1, "看不懂"),
    "[] for a number": (Reply(says.tianditu(lat=[])), ILL, 1, "看不懂"),
    "swapped": (Reply(says.tianditu(lon="34.72", lat="113.64")), ILL, 1, "看不懂"),
}
OF_AMAP = {
    **{
        str(code): (Reply(says.amap_failure(str(code))), BAD, 1, "高德")
        for code in (10001, 10002, 10005, 10006, 10007, 10008, 10009, 10012, 10013)
    },
    **{
        str(code): (Reply(says.amap_failure(str(code))), QUOTA, 1, "继续")
        for code in (10003, 10044, 10045)
    },
    **{
        str(code): (Reply(says.amap_failure(str(code))), ILL, 3, "隔几分钟")
        for code in (10004, 10014, 10015, 10019, 10020, 10021)
    },
    "10010": (Reply(says.amap_failure("10010")), QUOTA, 1, "提交工单"),
    "403": (Reply("", 403), BAD, 1, "PLATEMAP_GEOCODER_KEY_AMAP"),
    "unknown code": (Reply(says.amap_failure("99999")), ILL, 1, "稍后再试"),
    "no code": (Reply({"status": "0"}), ILL, 1, "稍后再试"),
    "code a list": (Reply({"status": "0", "infocode": []}), ILL, 1, "稍后再试"),
    "no list": (Reply({"status": "1", "geocodes": "x"}), ILL, 1, "看不懂"),
    "list of texts": (Reply(says.amap("x")), ILL, 1, "看不懂"),
    "NaN": (Reply(says.amap(says.amap_place("NaN,NaN"))), ILL, 1, "看不懂"),
    "0, 0": (Reply(says.amap(says.amap_place("0,0"))), ILL, 1, "看不懂"),
    "one number": (Reply(says.amap(says.amap_place("113.64"))), ILL, 1, "看不懂"),
    "infinite": (Reply(says.amap(says.amap_place("1e999,34"))), ILL, 1, "看不懂"),
}
OF_NOMINATIM = {
    "403": (Reply("", 403), QUOTA, 1, "使用政策"),
    "error": (Reply({"error": {"code": 500}}), ILL, 1, "稍后再试"),
    "list of texts": (Reply(["x"]), ILL, 1, "看不懂"),
    "no numbers": (Reply([says.nominatim(lat="34", lon="113") | {"lat": None}]), ILL, 1, "看不懂"),
    "0, 0": (Reply([says.nominatim("0", "0")]), ILL, 1, "看不懂"),
    "NaN": (Reply([says.nominatim() | {"lon": "NaN"}]), ILL, 1, "看不懂"),
}
OF = {"tianditu": OF_TIANDITU, "amap": OF_AMAP, "nominatim": OF_NOMINATIM}
ROWS = [
    pytest.param(code, row, id=f"{code} {name}")
    for code in ALL
    for name, row in {**OF_ANY, **OF[code]}.items()
    # What takes long is tried with one of them: it is the same code for all.
    if name not in {"slow", "dripping", "endless"} or code == "amap"
]


@pytest.mark.case(28, 29, 33)
@pytest.mark.parametrize(("code", "row"), ROWS)
def test_a_failure_is_told_apart_with_its_remedy_and_asked_again_only_where_that_helps(
    server, asking, code, row
):
    reply, verdict, requests, remedy = row
    server.says(reply)
    answer = asking(code, server.address).locate("大学路1号")
    assert (answer.verdict, len(server.asked)) == (verdict, requests)
    assert remedy in answer.note
    assert SERVICES[code].word[:2] in answer.note
    assert not answer.candidates
    assert answer.provider.value == code


def unused_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
def self_signed(tmp_path):
    """A server with a certificate nobody vouches for."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    command += ["-nodes", "-days", "2", "-subj", "/CN=localhost", "-keyout", key, "-out"]
    subprocess.run([*command, certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = Server()
    server.socket = context.wrap_socket(server.socket, server_side=True)
    with serving(server):
        yield server.address.replace("http://", "https://")


@pytest.mark.case(28)
@pytest.mark.parametrize("code", ALL)
def test_a_certificate_nobody_vouches_for_is_refused(self_signed, asking, code):
    answer = asking(code, self_signed).locate("大学路1号")
    assert (answer.verdict, "加密连接" in answer.note) == (NET, True)


@pytest.mark.case(28)
@pytest.mark.parametrize("code", ALL)
def test_no_server_and_no_such_name_are_told_apart(asking, code):
    nobody = asking(code, f"http://127.0.0.1:{unused_port()}").locate("大学路1号")
    unknown = asking(code, "http://geocoder.invalid").locate("大学路1号")
    assert (nobody.verdict, unknown.verdict) == (NET, NET)
    assert "连不上" in nobody.note
    assert "找不到" in unknown.note


@pytest.mark.case(28)
def test_a_connection_that_breaks_off_is_tried_again(asking):
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(5)
        service = asking("amap", f"http://127.0.0.1:{listening.getsockname()[1]}")

        def hang_up():
            for _ in range(TWICE_MORE):
                listening.accept()[0].close()

        thread = Thread(target=hang_up)
        thread.start()
        answer = service.locate("大学路1号")
        thread.join()
    assert (answer.verdict, "中断" in answer.note) == (NET, True)


@pytest.mark.case(29)
@pytest.mark.parametrize("reply", [Reply(says.amap_failure("10021")), Reply("", 503)])
def test_a_service_that_recovers_is_heard(server, asking, inside, reply):
    place = says.amap_place(f"{inside.lon},{inside.lat}")
    server.says(reply, reply, Reply(says.amap(place)))
    assert asking("amap", server.address).locate("大学路1号").verdict is Verdict.FOUND
    assert len(server.asked) == TWICE_MORE


@pytest.mark.case(28)
@pytest.mark.parametrize(
    ("code", "body"),
    [
        ("tianditu", {"status": "101", "msg": "结果为空"}),
        ("tianditu", {"status": "0", "msg": "ok", "location": {}}),
        ("tianditu", {"status": "0", "msg": "ok", "location": []}),
        ("tianditu", {"status": "0", "msg": "ok", "location": ""}),
        ("amap", {"status": "1", "count": "0", "infocode": "10000", "geocodes": []}),
        ("amap", says.amap(says.amap_place([]))),
        ("nominatim", []),
    ],
)
def test_nothing_found_is_an_answer_not_a_failure(server, asking, code, body):
    server.says(Reply(body))
    answer = asking(code, server.address).locate("没有的地方")
    assert (answer.verdict, len(server.asked)) == (Verdict.NOT_FOUND, 1)
    assert "没有找到“没有的地方”" in answer.note


@pytest.mark.case(33)
@pytest.mark.parametrize("key", ["", "短", "has space in it", "x" * 200, "line\r\nbreak-in-key"])
@pytest.mark.parametrize("code", ["tianditu", "amap"])
def test_without_a_usable_key_nobody_is_asked(server, asking, code, key):
    answer = asking(code, server.address, key=key).locate("大学路1号")
    assert (answer.verdict, server.asked) == (BAD, [])
    assert SERVICES[code].key_variable in answer.note


def everywhere(error):
    """All that a failure would show anywhere: its words, those behind it, a traceback."""
    seen = [repr(error), str(error), *traceback.format_exception(error)]
    while error := error.__cause__ or error.__context__:
        seen += [repr(error), str(error), repr(vars(error))]
    return "\n".join(seen)


@pytest.fixture
def shown(caplog, capfd):
    """All that a service which fails shows: answer, error, log, and what is printed."""
    caplog.set_level(logging.DEBUG)

    def everything(service):
        answer = service.locate("大学路1号")
        assert answer.verdict.is_failure
        with pytest.raises(RefusedError) as caught:
            service.geocoder.geocode("大学路1号")
        texts = [repr(service), repr(service.geocoder), repr(answer), everywhere(caught.value)]
        return "\n".join([*texts, caplog.text, *capfd.readouterr()])

    return everything


SLOW = {"amap slow", "amap dripping"}
KEYED = [row for row in ROWS if row.values[0] != "nominatim" and row.id not in SLOW]


@pytest.mark.case(33)
@pytest.mark.parametrize(("code", "row"), KEYED)
def test_a_key_is_in_no_message_log_or_traceback(shown, server, asking, code, row):
    """A page that tells of an error tells the address it was asked for, as many do."""
    reply = row[0]
    page = f"{reply.body} {KEY}" if reply.status >= 400 else reply.body
    server.says(replace(reply, body=page, headers={**reply.headers, "X-Asked-For": KEY}))
    assert KEY not in shown(asking(code, server.address, backoff=()))
    assert KEY in [entry.get("tk", entry.get("key")) for entry in server.asked]


@pytest.mark.case(33)
@pytest.mark.parametrize("address", ["http://geocoder.invalid", "http://127.0.0.1:1"])
def test_a_key_is_in_no_message_of_the_network(shown, asking, address):
    assert KEY not in shown(asking("amap", address, backoff=()))


@pytest.mark.case(33)
def test_a_key_a_service_sends_back_is_blotted_out(server, asking, inside):
    own = inside.to(Datum.GCJ02)
    place = says.amap_place(f"{own.lon},{own.lat}", formatted_address=f"大学路 {KEY}")
    server.says(Reply(says.amap(place)))
    answer = asking("amap", server.address).locate("大学路1号")
    assert answer.place.matched == "大学路 ***"
    assert KEY not in repr(answer)


NUMBERED = "".join(f"\\u{ord(letter):04x}" for letter in KEY)
PARTED = "\\u202e".join(KEY)
OVERLONG = "\\u0000".join(KEY)


@pytest.mark.case(33)
@pytest.mark.parametrize("written", [NUMBERED, PARTED, OVERLONG])
@pytest.mark.parametrize("where", ["formatted_address", "level"])
def test_a_key_written_in_other_letters_is_blotted_out_too(
    server, asking, tmp_path, where, written
):
    body = json.dumps(says.amap(says.amap_place(**{where: "KEY"})))
    server.says(Reply(body.replace('"KEY"', f'"{written}"')))
    answer = asking("amap", server.address).locate("大学路1号")
    cache = Cache(tmp_path / "缓存.csv")
    cache.put(answer)
    assert "***" in answer.candidates[0].basis
    assert KEY not in repr(answer) + (tmp_path / "缓存.csv").read_text("utf-8")


@pytest.mark.case(33)
def test_a_key_of_figures_sent_back_as_a_number_is_blotted_out(server, asking, inside):
    own = inside.to(Datum.GCJ02)
    server.says(Reply(says.amap(says.amap_place(f"{own.lon},{own.lat}", level=12345678))))
    answer = asking("amap", server.address, key="12345678").locate("大学路1号")
    assert "级别 ***" in answer.candidates[0].basis


def test_a_wait_that_cannot_be_read_is_no_word_on_the_console(server, asking):
    """In a process of its own: there nobody catches what is logged."""
    server.says(Reply("", 429, {"Retry-After": BAD_DAY}))
    code = (
        "from geopy.exc import GeopyError\n"
        "from geo.geocode.amap import Amap\n"
        f"asking = Amap(key={KEY!r}, address={server.address!r}, city='', timeout=5,"
        " user_agent='x')\n"
        "try:\n    asking.geocode('x')\n"
        "except GeopyError as error:\n    print(error.code)\n"
    )
    command = [sys.executable, "-c", code]
    told = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    assert (told.stdout, told.stderr) == ("http 429\n", "")


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("", 0, 0),
        ("7", 7, 7),
        (" 120 ", 120, 120),
        ("-5", 0, 0),
        ("²", 0, 0),
        (BAD_DAY, 0, 0),
        ("Fri, 31 Dec 1999 23:59:59 GMT", 0, 0),
        ("Thu, 01 Jan 2099 00:00:00 GMT", 1e7, 1e10),
        ("Thu, 01 Jan 2099 00:00:00 -0000", 1e7, 1e10),
    ],
)
def test_a_wait_is_read_as_seconds_or_as_a_moment(text, least, most):
    assert least <= wanted_wait(text) <= most


@pytest.mark.parametrize("code", FAULTS)
def test_the_words_of_a_fault_name_who_and_what_to_do(code):
    words = FAULTS[code].words
    assert "：" in words or "，" in words
    assert FAULTS[code].verdict.is_failure
