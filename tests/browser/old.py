"""The old browsers that `tools/npm.sh` fetches, and what tests ask of a document in them."""

import json
from pathlib import Path

from tests.browser import pictures
from tests.browser.cdp import running
from tests.browser.looks import look

VERSIONS = ("80", "85")
TOOLS = Path(__file__).resolve().parents[2] / ".test-tools"
LOOKS = {"outside": None, "overlaps": None, "tight": None, "cut": "body"}
CARD = "(n => n && n.offsetWidth ? n.textContent : '')(document.querySelector('#pm-card h2'))"
FOCUSED = "(a => a.getAttribute('aria-label') || a.textContent)(document.activeElement)"
# Colours that cover at least a few whole pixels of the map, as #RRGGBB.
PAINTED = """(() => {
  const tally = {};
  document.querySelectorAll("canvas").forEach(canvas => {
    if (!canvas.width || !canvas.height) return;
    const p = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
    for (let i = 0; i < p.length; i += 4) {
      const key = (p[i] << 16) | (p[i + 1] << 8) | p[i + 2];
      if (p[i + 3] === 255) tally[key] = (tally[key] || 0) + 1;
    }
  });
  const many = Object.keys(tally).filter(key => tally[key] > 8);
  return many.map(key => "#" + Number(key).toString(16).padStart(6, "0").toUpperCase());
})()"""


def running_old(version, profile):
    """Run the Chromium of that version."""
    program = TOOLS / f"chromium-{version}" / "chromium"
    assert program.exists(), "找不到旧版 Chromium：先运行 sh tools/npm.sh"
    return running(program, profile)


def keep_picture(page, old, name):
    page.evaluate("new Promise(done => setTimeout(done, 300))")
    if pictures.WANTED:
        page.picture(pictures.place(f"old-{old.version}-{name}.png"))


def layout_faults(page):
    """Return what is cut off or overlaps: kind -> where."""
    return {kind: found for kind, where in LOOKS.items() if (found := look(page, kind, where))}


def counts(page):
    return page.evaluate("window.platemap.counts()")


def call(page, name, argument):
    return page.evaluate(f"window.platemap.{name}({json.dumps(argument)})")


def tab_to(page, word):
    """Go on with Tab until what has the focus begins with the word."""
    for _ in range(120):
        page.press("Tab")
        if page.evaluate(FOCUSED).strip().startswith(word):
            return
    raise AssertionError(f"Tab never reaches {word}")
