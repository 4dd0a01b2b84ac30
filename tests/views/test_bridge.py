"""What is sent to the page beside the document."""

import re

import shapely

from views.bridge import with_edge


def test_the_edge_stands_in_a_line_before_the_document():
    hole = shapely.box(113.62, 34.72, 113.64, 34.74)
    district = shapely.box(113.6, 34.7, 113.7, 34.8).difference(hole)
    path, document = with_edge("<!DOCTYPE html>\n<p>一张图</p>", district).decode().split("\n", 1)
    assert document == "<!DOCTYPE html>\n<p>一张图</p>"
    assert re.fullmatch(r"(M-?\d+ -?\d+(L-?\d+ -?\d+){4}Z){2}", path)


def test_the_edge_is_as_wide_as_it_is_on_the_ground():
    path = with_edge("", shapely.box(113.6, 34.7, 113.7, 34.8)).decode()
    xs, ys = ([int(n) for n in re.findall(pattern, path)] for pattern in (r"[ML](\d+)", r" (-\d+)"))
    # A tenth of a degree each way; at this latitude one of longitude is 0.82 of one of latitude.
    assert round((max(xs) - min(xs)) / (max(ys) - min(ys)), 2) == 0.82
    assert max(ys) - min(ys) == 100_000
