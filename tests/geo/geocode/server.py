"""A real server on this machine that speaks as the services do, and remembers who asked what."""

import json
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Reply:
    """What is sent back; `body` is a text, or something to be sent as JSON."""

    body: object = ""
    status: int = 200
    headers: dict = field(default_factory=dict)
    delay: float = 0.0
    drip: bool = False
    length: int | None = None

    @property
    def bytes(self):
        if isinstance(self.body, bytes):
            return self.body
        return (self.body if isinstance(self.body, str) else json.dumps(self.body)).encode()


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        parts = urlsplit(self.path)
        query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        reply = self.server.asked_for(parts.path, query, dict(self.headers))
        time.sleep(reply.delay)
        body = reply.bytes
        try:
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(reply.length or len(body)))
            self.end_headers()
            for part in [body[i : i + 1] for i in range(len(body))] if reply.drip else [body]:
                self.wfile.write(part)
                self.wfile.flush()
                time.sleep(0.1 if reply.drip else 0)
        except OSError:
            self.close_connection = True  # whoever asked has stopped waiting

    def log_message(self, *arguments):
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """`says` replies in turn, the last one for ever, or asks a function of the query."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.forget()

    def forget(self):
        self.asked, self.times, self.headers = [], [], []
        self._replies = [Reply()]

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}"

    def says(self, *replies):
        self._replies = list(replies)

    def asked_for(self, path, query, headers):
        self.asked.append({"path": path, **query})
        self.times.append(time.monotonic())
        self.headers.append(headers)
        reply = self._replies.pop(0) if len(self._replies) > 1 else self._replies[0]
        return reply(query) if callable(reply) else reply

    def handle_error(self, request, client_address):
        """A connection that broke off is what some tests are about."""


@contextmanager
def serving(server):
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def tianditu(lon="113.64", lat="34.72", level="门址", **more):
    place = {"lon": lon, "lat": lat, "level": level, "keyWord": "大学路1号", "score": 100, **more}
    return {"status": "0", "msg": "ok", "searchVersion": "6.4.9V", "location": place}


def amap(*places):
    return {
        "status": "1",
        "info": "OK",
        "infocode": "10000",
        "count": str(len(places)),
        "geocodes": list(places),
    }


def amap_place(location="113.64,34.72", level="门牌号", adcode="410103", **more):
    return {
        "formatted_address": "河南省郑州市二七区大学路1号",
        "country": "中国",
        "province": "河南省",
        "citycode": "0371",
        "city": "郑州市",
        "district": "二七区",
        "township": [],
        "neighborhood": {"name": [], "type": []},
        "building": {"name": [], "type": []},
        "adcode": adcode,
        "street": "大学路",
        "number": "1号",
        "location": location,
        "level": level,
        **more,
    }


def amap_failure(infocode, info="SOMETHING"):
    return {"status": "0", "info": info, "infocode": infocode}


def nominatim(lon="113.64", lat="34.72", rank=30, **more):
    x, y = float(lon), float(lat)
    return {
        "place_id": 1,
        "licence": "Data © OpenStreetMap contributors, ODbL 1.0.",
        "lat": lat,
        "lon": lon,
        "class": "amenity",
        "type": "school",
        "place_rank": rank,
        "importance": 0.1,
        "display_name": "大学路小学, 二七区, 郑州市, 河南省, 中国",
        "boundingbox": [str(y - 1e-4), str(y + 1e-4), str(x - 1e-4), str(x + 1e-4)],
        **more,
    }
