"""A tile server on this machine that draws streets and marks one place with a red cross."""

import io
import math
import re
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from PIL import Image, ImageDraw

SIZE, ARM, BLOCK = 256, 60, 150
RED = (255, 0, 0)
_GROUND, _CASING, _STREET = "#EDF0EA", "#C9CED4", "#FFFFFF"
_ADDRESS = re.compile(r"/(?P<base>\w+)/(?P<z>\d+)/(?P<x>\d+)/(?P<y>\d+)\.png(\?.*)?")


def world_pixel(lon, lat, zoom):
    """Web Mercator, as every one of our base maps is cut."""
    scale, sine = SIZE * 2**zoom, math.sin(math.radians(lat))
    y = 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)
    return (lon / 360 + 0.5) * scale, y * scale


def tile(corner, zoom, x, y):
    """Draw a tile: a grid of streets, two of which cross under the cross at `corner`.

    Lines are boxes around where they run, so that none lies a pixel to one side.
    """
    at = world_pixel(*corner, zoom)
    cx, cy = round(at[0]) - x * SIZE, round(at[1]) - y * SIZE
    image = Image.new("RGB", (SIZE, SIZE), _GROUND)
    draw = ImageDraw.Draw(image)
    streets = [(cx % BLOCK + k * BLOCK, cy % BLOCK + k * BLOCK) for k in range(-1, 3)]
    for colour, half in ((_CASING, 8), (_STREET, 6)):
        for sx, sy in streets:
            draw.rectangle((sx - half, 0, sx + half - 1, SIZE), colour)
            draw.rectangle((0, sy - half, SIZE, sy + half - 1), colour)
    draw.rectangle((cx - ARM, cy - 1, cx + ARM - 1, cy), RED)
    draw.rectangle((cx - 1, cy - ARM, cx, cy + ARM - 1), RED)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


class TileServer:
    """Serves /<base>/z/x/y.png for each base of `corners`, its (lon, lat) as that base draws it."""

    def __init__(self, corners):
        self.corners, self.asked = corners, []
        self.silent, self._closing = False, threading.Event()
        served = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                served.answer(self)

            def log_message(self, *arguments):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def template(self, base):
        return f"{self.address}/{base}/{{z}}/{{x}}/{{y}}.png"

    def answer(self, request):
        self.asked.append(request.path)
        if self.silent:
            self._closing.wait()
        found = _ADDRESS.fullmatch(request.path)
        corner = found and self.corners.get(found["base"])
        if not corner:
            request.send_error(404)
            return
        content = tile(corner, *(int(found[name]) for name in "zxy"))
        # The map no longer wants what it has moved away from.
        with suppress(ConnectionError):
            request.send_response(200)
            request.send_header("Content-Type", "image/png")
            request.end_headers()
            request.wfile.write(content)

    def close(self):
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
