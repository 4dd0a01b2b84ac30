"""The address of an opened file holds what is chosen and brings it back."""

import pytest

CHOICES = {
    "plate": "window.platemap.filter({plates: ['PL-01', 'none']})",
    "nothing of a kind": "window.platemap.filter({kinds: []})",
    "status": "window.platemap.filter({statuses: ['building']})",
    "kind": "window.platemap.filter({kinds: ['road', 'park']})",
    "road and place": "window.platemap.filter({roads: ['active', 'none'], places: ['approx']})",
    "text": "window.platemap.filter({text: '二七 & 路#?%'})",
    "date": "window.platemap.filter({asOf: '2021-04-01'})",
    "selection": "window.platemap.select('PJ-04')",
    "view": "map_platemap.setView([34.70, 113.62], 14.37, {animate: false})",
    "all": "window.platemap.filter({plates: ['PL-06'], statuses: ['building'], kinds: ['project'],"
    " text: '民宿', asOf: '2020-12-01'}); window.platemap.select('PJ-32');"
    " map_platemap.setView([34.65, 113.58], 13.5, {animate: false})",
}
STATE = """() => {
  const c = map_platemap.getCenter();
  return [window.platemap.counts(), PM.state.spec, PM.state.selected, PM.days.iso(PM.now.day),
          c.lng.toFixed(4), c.lat.toFixed(4), map_platemap.getZoom().toFixed(2)];
}"""


@pytest.mark.parametrize("choice", CHOICES)
def test_a_choice_survives_reload_and_a_new_tab(opened, choice):
    seen = opened()
    seen.page.evaluate(CHOICES[choice])
    seen.page.wait_for_function("location.hash.length > 3")
    seen.page.wait_for_timeout(400)
    want = seen.page.evaluate(STATE)
    fragment = "#" + seen.page.url.split("#", 1)[1]
    seen.page.reload()
    seen.page.evaluate("window.platemap.ready")
    assert seen.page.evaluate(STATE) == want
    again = opened(fragment=fragment)
    assert again.page.evaluate(STATE) == want
    assert seen.errors == again.errors == []


@pytest.mark.parametrize(
    "fragment",
    [
        "#",
        "#plates",
        "#%E0%A4%A",
        "#date=2020-99-99&view=a,b,c&id=<script>",
        "#view=999,999,99",
        "#view=113.6,34.7,1e9&plates",
        "#__proto__=1&constructor=2&q=%",
        "#" + "=" * 5000,
        "#plates=%",
        "#plates=,&statuses=neu,<b>&kinds=__proto__",
    ],
)
def test_a_garbage_fragment_is_ignored(opened, fragment):
    seen = opened(fragment=fragment)
    assert seen.page.evaluate("window.platemap.counts().shown") == 82
    assert seen.errors == []


def test_a_changed_address_is_taken_up_at_once(opened):
    page = opened().page
    page.evaluate("location.hash = 'plates=PL-01'")
    page.wait_for_function("window.platemap.counts().shown === 20")


def test_an_address_that_is_still_to_be_read_is_not_written_over(opened):
    page = opened().page
    page.evaluate("""() => {
      window.platemap.filter({ statuses: ['building'] });
      // The event of a new address comes a moment after it; here it is held back.
      history.replaceState(null, '', '#plates=PL-01');
    }""")
    page.wait_for_timeout(500)
    assert page.evaluate("location.hash") == "#plates=PL-01"
    page.evaluate("dispatchEvent(new HashChangeEvent('hashchange'))")
    page.wait_for_function("window.platemap.counts().shown === 20")
