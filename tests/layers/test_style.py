"""The palette keeps the limits of the style guide; codes and looks cover each other."""

import re
from itertools import combinations

import pytest
from colour import MACHADO, ciede2000, contrast, lab

from geo.lights.light import Light
from geo.model import Status
from layers import style
from layers.canvas import ASSETS

# The land is drawn by the page; its colour has its home there.
LAND = re.search(r'land: "(#\w{6})"', (ASSETS / "base/look.js").read_text()).group(1)
TINTS = [look.tint for look in style.PLATE_TINTS]


def test_every_status_has_one_look_in_listing_order():
    assert [look.code for look in style.STATUSES] == list(Status)


def test_shapes_differ_so_that_grey_print_still_reads():
    shapes = [look.shape for look in style.STATUSES]
    assert len(set(shapes)) == len(shapes)


@pytest.mark.parametrize("vision", MACHADO)
def test_faces_differ_for_every_eye(vision):
    pairs = combinations(style.STATUSES, 2)
    nearest = min(
        (ciede2000(lab(a.face, vision), lab(b.face, vision)), a.code, b.code) for a, b in pairs
    )
    assert nearest[0] >= 15, nearest


@pytest.mark.parametrize("look", style.STATUSES, ids=lambda look: look.code)
def test_ink_reads_on_land_and_on_every_tint(look):
    assert contrast(look.ink, LAND) >= 4.5
    assert min(contrast(look.ink, tint) for tint in TINTS) >= 5.9


def test_every_light_has_one_look_the_gravest_first():
    assert [look.code for look in style.LIGHTS] == list(Light)
    assert style.light_rows()[0] == {
        "code": "red", "word": "红灯", "face": "#A3123A", "ink": "#A3123A"
    }  # fmt: skip


@pytest.mark.parametrize("vision", MACHADO)
def test_lamps_differ_for_every_eye(vision):
    nearest = min(
        (ciede2000(lab(a.face, vision), lab(b.face, vision)), a.code, b.code)
        for a, b in combinations(style.LIGHTS, 2)
    )
    assert nearest[0] >= 15, nearest


@pytest.mark.parametrize("look", style.LIGHTS, ids=lambda look: look.code)
def test_the_word_of_a_light_reads_on_paper_land_and_every_tint(look):
    assert contrast(look.ink, "#FFFFFF") >= 7
    assert contrast(look.ink, LAND) >= 7
    assert min(contrast(look.ink, tint) for tint in TINTS) >= 5.9


@pytest.mark.parametrize("look", style.LIGHTS, ids=lambda look: look.code)
def test_no_lamp_is_lost_on_paper_or_land(look):
    grounds = ("#FFFFFF", LAND, *TINTS)
    assert min(ciede2000(lab(look.face), lab(ground)) for ground in grounds) >= 16


def test_no_other_look_has_the_red_that_means_late():
    red = style.LIGHTS[0].face
    for look in (*style.LIGHTS[1:], *style.STATUSES):
        assert ciede2000(lab(red), lab(look.face)) >= 15, look.code


@pytest.mark.parametrize("look", style.STATUSES, ids=lambda look: look.code)
def test_no_face_looks_like_a_plate(look):
    if look.code is not Status.UNKNOWN:  # drawn hollow: white is its point
        assert min(ciede2000(lab(look.face), lab(tint)) for tint in TINTS) >= 18


@pytest.mark.parametrize("look", [*style.PLATE_TINTS, style.NO_PLATE_LOOK], ids=lambda p: p.edge)
def test_plate_names_read_on_their_tint(look):
    assert contrast(look.text, look.tint) >= 6.9


def test_six_plates_get_the_tints_the_guide_names_in_any_order():
    names = ["足球小镇板块", "二七商圈板块", "新板块"]
    looks = style.plate_looks(names)
    assert looks[0] == style.PLATE_TINTS[4]
    assert looks[1] == style.PLATE_TINTS[0]
    assert looks[2] == style.PLATE_TINTS[0]


def test_colour_science_agrees_with_published_pairs():
    # Sharma, Wu & Dalal 2005, table 1, pairs 1 and 17.
    assert ciede2000((50, 2.6772, -79.7751), (50, 0, -82.7485)) == pytest.approx(2.0425, abs=1e-4)
    one, two = (60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387)
    assert ciede2000(one, two) == pytest.approx(1.2644, abs=1e-4)
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
