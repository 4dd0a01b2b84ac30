"""The card of a thing of which much was said: the newest at once, the rest for who asks."""

from dataclasses import replace

from geo.catalogue import catalogue
from layers.document import build
from tests.browser.still import still

MANY, FIRST = 120, 50


def test_the_rest_of_long_evidence_is_listed_when_asked_for(facts, opened, tmp_path):
    said = next(s for s in facts.statements if s.feature == "PJ-04")
    more = tuple(replace(said, note=f"第 {n} 次说") for n in range(MANY))
    others = tuple(s for s in facts.statements if s.feature != "PJ-04")
    path = tmp_path / "said.html"
    html = build(catalogue(replace(facts, statements=(*others, *more))))
    path.write_text(html, encoding="utf-8")
    seen = opened(path, "#id=PJ-04")
    still(seen.page)
    items = seen.page.locator("#pm-card .said")
    assert items.count() == FIRST
    rest = seen.page.get_by_role("button", name=f"显示更早的 {MANY - FIRST} 条")
    rest.press("Enter")
    assert items.count() == MANY
    assert rest.count() == 0
    # Whoever asked by key reads on from there.
    assert seen.page.evaluate(
        "document.activeElement === document.querySelectorAll('#pm-card .said')[50]"
    )
    assert seen.errors == []
