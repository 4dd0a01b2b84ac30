"""One streaming pass of expat over a part of a workbook.

No DTD and so no entity is ever taken, elements are counted against a limit, and nothing of a part
is held but what its reader keeps.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from typing import Protocol
from xml.parsers import expat

from geo.errors import FileError
from geo.ledger.opening import limits

_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main "
WORKSHEET = _NAMESPACE + "worksheet"
_STRICT = "http://purl.oclc.org/ooxml/"
_CHUNK = 256 * 1024
_CROWDED = {
    WORKSHEET: (
        "带格式的单元格太多，超过上限 {cells} 格；请删去多余的内容、行列和格式，或拆成几个文件"
    ),
    "": "工作簿的样式或文字超过上限 {most} 项；请删去多余内容后另存",
}
Attributes = dict[str, str]
Starts = Mapping[str, Callable[[Attributes], None]]
Ends = Mapping[str, Callable[[list[str]], None]]


class Reader(Protocol):
    """What reads a part: handlers by the names of elements.

    `starts` get the attributes; `ends` the pieces of text since the last tag before.
    """

    starts: Starts
    ends: Ends


def starts(**handlers: Callable[[Attributes], None]) -> Starts:
    """Handle the beginning of elements of the spreadsheet namespace."""
    return {_NAMESPACE + name: handler for name, handler in handlers.items()}


def ends(**handlers: Callable[[list[str]], None]) -> Ends:
    """Handle the end of elements of the spreadsheet namespace."""
    return {_NAMESPACE + name: handler for name, handler in handlers.items()}


class Pass:
    """A pass over one part; afterwards `root` is its first element: namespace, blank, name.

    Without a reader the part is only checked; of one whose root is `skipped` only that is read.
    """

    def __init__(self, reader: Reader | None = None, skipped: str = "") -> None:
        self.root = ""
        self._reader, self._skipped, self._is_over = reader, skipped, False
        self._starts: Starts = reader.starts if reader else {}
        self._ends: Ends = reader.ends if reader else {}
        self._pieces: list[str] = []

    def run(self, archive: zipfile.ZipFile, name: str) -> None:
        """Read a part.

        Raises:
            FileError: a DTD, too many elements, or the strict edition of the format.
            expat.ExpatError: it is no XML, or broken.
            zipfile.BadZipFile, zlib.error: the zip is damaged.

        """
        count = 0
        parser = self._parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler, parser.StartElementHandler = _refuse, self._begin
        try:
            with archive.open(name) as part:
                while not self._is_over and (chunk := part.read(_CHUNK)):
                    parser.Parse(chunk)
                    # Counting marks takes no time, calling a handler for each element does.
                    count += chunk.count(b"<") - chunk.count(b"</")
                    self._check(count)
            if not self._is_over:
                parser.Parse(b"", True)
        finally:
            # The parser and this object's methods hold on to one another.
            parser.StartElementHandler = parser.EndElementHandler = None
            parser.CharacterDataHandler = parser.StartDoctypeDeclHandler = None

    def _begin(self, name: str, _: Attributes) -> None:
        if name.startswith(_STRICT):
            raise FileError(
                "这是“严格 Open XML”格式的工作簿；请在 Excel 中另存为“Excel 工作簿 (*.xlsx)”"
            )
        self.root = name
        self._is_over = bool(self._skipped) and self.root == self._skipped
        self._parser.StartElementHandler = None
        if self._reader:
            self._parser.StartElementHandler = self._start
            self._parser.EndElementHandler = self._end
            self._parser.CharacterDataHandler = self._pieces.append

    def _check(self, count: int) -> None:
        most = limits.ELEMENTS.get(local_name(self.root), limits.ELEMENTS[""])
        if count > most and not self._is_over:
            words = _CROWDED.get(self.root, _CROWDED[""])
            raise FileError(words.format(most=most, cells=most // 2))

    def _start(self, name: str, attributes: Attributes) -> None:
        self._pieces.clear()
        handler = self._starts.get(name)
        if handler is not None:
            handler(attributes)

    def _end(self, name: str) -> None:
        handler = self._ends.get(name)
        if handler is not None:
            handler(self._pieces)


def local_name(name: str) -> str:
    """Return the name of an element without its namespace."""
    return name.rpartition(" ")[2]


def _refuse(*_: object) -> None:
    raise FileError("工作簿里有 XML 实体定义（DTD），可能是恶意文件；请用 Excel 另存后再导入")
