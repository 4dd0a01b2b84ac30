"""The app's map page in a browser."""

from pathlib import Path

from tests.browser.traffic import Traffic


def headline(page):
    """Read the numbers above the map: word -> number."""
    terms = page.locator(".headline dt").all_text_contents()
    numbers = page.locator(".headline dd").all_text_contents()
    return {word: int(number) for word, number in zip(terms, numbers, strict=True)}


class Map:
    """The app's map page: the page, the document in its frame, and the bytes that travel."""

    def __init__(self, watch, address, **size):
        self.seen = watch(**size)
        self.page = self.seen.page
        self.traffic = Traffic(self.seen)
        self.page.goto(address)
        self.open()

    def open(self):
        """Wait until the document in the frame is up, and hold on to it."""
        element = self.page.wait_for_selector("iframe[title='地图']")
        self.frame = element.content_frame()
        self.frame.wait_for_function("window.platemap && document.body.classList.contains('ready')")
        self.settle()

    def settle(self):
        """Wait until the app has run and nothing travels any more."""
        self.traffic.settle(self.page)

    def counts(self):
        return self.frame.evaluate("window.platemap.counts()")

    def choose(self, word):
        self.page.get_by_test_id("stSidebar").get_by_role("button", name=word).first.click()
        self.settle()

    def headline(self):
        return headline(self.page)

    def download(self, label):
        self.page.get_by_role("button", name="导出").click()
        self.settle()
        with self.page.expect_download() as waiting:
            self.page.get_by_role("button", name=label).click()
        self.page.keyboard.press("Escape")
        self.settle()
        return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()
