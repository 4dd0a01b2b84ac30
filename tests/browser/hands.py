"""Somebody at the app's pages that write: ledgers as they bring them, and what they do."""

import io
import re
from http import HTTPStatus

import openpyxl
from playwright.sync_api import expect

from geo import store
from geo.workspaces import seeds_batch
from tests.browser.maps import headline
from tests.browser.traffic import PATIENCE_MS, Traffic

HEADING = (
    *("序号", "工程全名", "项目代码", "项目状态", "建设地点", "总投资（亿元）"),
    *("责任单位", "经度", "纬度"),
)
NAME_COLUMN = 1


def ledger(rows=12, *, names=None, changed=(), heading=HEADING):
    """Make a workbook: every third row has no coordinates, row 5 no name, and a sum at the end."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "台账"
    sheet.append(["二七区重点项目台账（截至2026年10月31日）"])
    sheet.append(heading)
    for n in range(1, rows + 1):
        name = names[n - 1] if names else f"测试项目{n:02d}"
        status = "建成" if n in changed else "在建"
        code, place = f"2026-410103-48-01-{n:06d}", (113.62 + n / 1000, 34.72 + n / 1000)
        lon, lat = place if n % 3 else (None, None)
        sheet.append([n, None if n == 5 else name, code, status, "淮河路", 1.5, "住建局", lon, lat])
    sheet.append(["合计", None, None, None, None, 1.5 * rows])
    return _saved(book)


def _saved(book):
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


class Hands:
    """A session of the app in which somebody works under a name."""

    def __init__(self, watch, address, name="李明", **size):
        self.seen = watch(**size)
        self.page, self.address, self.name = self.seen.page, address, name
        self.missing = []
        self.traffic = Traffic(self.seen)
        self.seen.listen("response", self._see_response)

    def _see_response(self, response):
        # Opened by a page's address, Streamlit first looks for its server below it.
        if response.status == HTTPStatus.NOT_FOUND and "/_stcore/" not in response.url:
            self.missing.append(response.url)

    def complaints(self):
        """Return what the browser complained about."""
        return [text for text in self.seen.errors if "404 (Not Found)" not in text] + self.missing

    def settle(self):
        """Wait until the app has answered everything it was asked, and asks nothing more."""
        self.traffic.settle(self.page)

    def open(self, path, ws=""):
        """Open a page by its address in a new session, and say who one is if asked."""
        self.page.goto(f"{self.address}/{path}" + (f"?ws={ws}" if ws else ""))
        self.page.wait_for_selector(".standing")
        self.settle()
        self.introduce()

    def go(self, title):
        """Go to a page by its link, and say who one is if asked."""
        link = self.page.get_by_test_id("stSidebarNav").get_by_role("link", name=title, exact=True)
        link.click()
        self.page.wait_for_selector(f"a[aria-current=page] [label={title}]")
        self.settle()
        self.introduce()

    def introduce(self):
        if self.page.get_by_label("操作人姓名").count():
            self.page.get_by_label("操作人姓名").fill(self.name)
            self.press("确定")

    def press(self, name):
        self.page.get_by_role("button", name=name, exact=True).first.click()
        self.settle()

    def choose(self, label, option):
        box = self.page.get_by_role("combobox", name=re.compile(re.escape(label)))
        box.first.click()
        # The list shows a few options at a time.
        box.first.fill(option)
        self.page.get_by_role("option", name=option, exact=True).click()
        self.settle()

    def make(self, name, *, seeds=False):
        """Make a workspace where a page offers to."""
        self.page.get_by_label("名称", exact=True).first.fill(name)
        if seeds:
            self.page.get_by_text("带上二七区 2020 年种子数据").first.click()
        self.press("建立并打开")

    def bring(self, content, name="二七区台账.xlsx"):
        """Give a file to the uploader."""
        file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        self.page.locator("input[type=file]").first.set_input_files(file)
        self.settle()

    def correct(self, heading, meaning):
        """Say what a column means."""
        self.page.get_by_text("的列：").first.click()
        self.let_grow()
        self.choose(heading, meaning)

    def let_grow(self):
        """Wait until a box that was unfolded stands; a list in it is closed while it grows."""
        self.page.wait_for_timeout(1000)

    def show(self, group):
        """Choose which rows of the preview are shown."""
        self.page.get_by_test_id("stButtonGroup").get_by_text(group).click()
        self.settle()

    def text(self):
        return self.page.inner_text("body")

    def sees(self, text):
        """Wait until the page says something; it fails with what the page says instead."""
        expect(self.page.locator("body")).to_contain_text(text, timeout=PATIENCE_MS)

    def sums(self):
        """Read the numbers of the preview: word -> number."""
        said = self.page.locator(".ledger-sums p").first.inner_text()
        found = re.findall(r"(精确上图|约位上图|未定位|未读入) (\d+)", said)
        rows = re.search(r"读到 (\d+) 行", said)
        return {word: int(number) for word, number in found} | {"行": int(rows[1])}

    def headline(self):
        return headline(self.page)

    def history(self):
        """Read the kinds of the changes, newest first."""
        self.go("记录")
        return self.page.locator(".change > b").all_text_contents()


def started(watch, app, home, name, page, *, seeds=False, **size):
    """Open a page on a new workspace that was made without the browser."""
    hands = Hands(watch, app, **size)
    batch = seeds_batch() if seeds else None
    store.create(home / f"{name}.db", operator=hands.name, batch=batch).close()
    hands.open(page, ws=name)
    return hands
