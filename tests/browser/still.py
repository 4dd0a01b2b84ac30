"""Waits until a page has drawn what it was told to and nothing in it moves any more."""

# What is asked is drawn in the next frame, and what that moves in the one after it.
_STILL = """async () => {
  const frame = () => new Promise(requestAnimationFrame);
  await frame();
  await frame();
  await Promise.allSettled(document.getAnimations().map(each => each.finished));
  await frame();
  await frame();
  // Lists follow the frame that shows a change, and names find their places a moment later.
  while (window.PM && PM.busy && PM.busy()) await frame();
}"""


def still(page):
    """Wait for a page, or for a document in its frame."""
    page.evaluate(_STILL)
