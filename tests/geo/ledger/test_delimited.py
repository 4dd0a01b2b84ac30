"""Delimited text: encodings, separators and quotes as real files have them."""

import codecs

import pytest

from geo.errors import FileError
from geo.ledger.opening import files, limits

TEXT = (
    '项目代码,项目名称,备注\n0012,马寨水厂,"第一行\n第二行, 逗号"\n'
    '410103202001010000017,地铁10号线,"引""号"\n'
)
ROWS = {
    1: ("项目代码", "项目名称", "备注"),
    2: ("0012", "马寨水厂", "第一行\n第二行, 逗号"),
    3: ("410103202001010000017", "地铁10号线", '引"号'),
}


def read(content):
    return files.open_book("二七台账.csv", content)


@pytest.mark.case(10, 13)
@pytest.mark.parametrize(
    ("content", "note"),
    [
        (TEXT.encode(), ""),
        (codecs.BOM_UTF8 + TEXT.encode(), ""),
        (TEXT.encode("gbk"), "GBK"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "UTF-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "UTF-16"),
        (TEXT.encode("utf-16-le"), "UTF-16"),
        (TEXT.encode("utf-16-be"), "UTF-16"),
        (TEXT.replace("\n", "\r\n").encode(), ""),
    ],
)
def test_every_encoding_gives_the_same_text_and_codes_stay_text(content, note):
    book = read(content)
    rows = {n: tuple(c.replace("\r\n", "\n") for c in row) for n, row in book.grids[0].rows.items()}
    assert (book.kind, book.grids[0].name, rows) == ("csv", "二七台账", ROWS)
    assert [note in text for text in book.notes] == [True] * len(book.notes)
    assert bool(book.notes) == bool(note)


def test_rare_characters_of_gb_18030_are_read():
    book = read("项目名称,联系人\n郑州㐂项目,朱镕基堃喆\n".encode("gb18030"))
    assert book.grids[0].rows[2] == ("郑州㐂项目", "朱镕基堃喆")


@pytest.mark.case(10)
@pytest.mark.parametrize(("separator", "word"), [(";", "分号"), ("\t", "制表符"), ("|", "竖线")])
def test_the_separator_is_the_one_that_divides_the_rows_alike(separator, word):
    lines = [["项目名称", "总投资", "说明"], ["水厂", "1,5", "甲,乙,丙"], ["道路", "2,25", "丁"]]
    text = "二七区台账\n" + "".join(separator.join(line) + "\n" for line in lines)
    book = read(text.encode())
    assert [book.grids[0].rows[n] for n in (2, 3, 4)] == [tuple(line) for line in lines]
    assert f"按{word}分列" in book.notes


def test_the_separator_may_be_declared_as_excel_does_and_rows_keep_their_numbers():
    assert read("sep=;\n甲;乙,丙\n".encode()).grids[0].rows == {2: ("甲", "乙,丙")}


def test_western_text_is_read_as_such_and_flagged():
    book = read("nombre;dirección\nConstrucción de cañería;Güemes 1\n".encode("latin-1"))
    assert book.grids[0].rows[2] == ("Construcción de cañería", "Güemes 1")
    assert "西欧字符集" in book.notes[0]


def test_text_spoilt_before_is_left_as_it_is_and_noted():
    spoilt = "Construcción".encode().decode("latin-1")
    book = read(f"nombre,monto\n{spoilt},1\n".encode())
    assert book.grids[0].rows[2] == (spoilt, "1")
    assert "1 处文字在文件里已是乱码" in book.notes[0]
    assert "ConstrucciÃ³" in book.notes[0]


def test_a_few_broken_bytes_do_not_turn_chinese_into_western_text():
    content = ("项目名称,建设地点\n" + "马寨水厂,二七区马寨镇\n" * 40).encode(
        "gbk"
    ) + b"\xff\xfe,x\n"
    book = read(content)
    assert book.grids[0].rows[2] == ("马寨水厂", "二七区马寨镇")
    assert any("乱码" in note for note in book.notes)


@pytest.mark.case(27)
def test_control_characters_are_stripped_and_the_cells_told():
    found = read("项目名称,备注\n马\x07寨\x00,好\n".encode() + "甲,乙\n".encode() * 50).grids[0]
    assert found.rows[2] == ("马寨", "好")
    assert found.stripped == {(2, 1)}


def test_blank_lines_count_as_rows_but_hold_nothing():
    assert read("甲,乙\n\n,\n丙,丁\n".encode()).grids[0].rows == {1: ("甲", "乙"), 4: ("丙", "丁")}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('甲,乙\n丙,丁\n戊,"己\n庚,辛\n'.encode(), "第 3 行有引号没有配对"),
        (b"a,b\n" + b"x" * (limits.FIELD_CHARACTERS + 1) + b",c\n", "第 2 行有一格超过 131072 字"),
        (b"a,b\n" * (limits.ROWS + 1), "超过上限 20000 行"),
        (b"1," * (limits.COLUMNS + 1) + b"1\n", "302 列"),
        (b"\n\n,,\n", "没有内容"),
    ],
)
def test_text_that_cannot_be_divided_or_is_too_large_is_refused_by_row(content, words):
    with pytest.raises(FileError) as caught:
        read(content)
    assert words in str(caught.value)
    assert "请" in str(caught.value)


def test_a_cell_that_took_in_whole_lines_is_noted():
    text = '名称,地点,投资\n甲,"乙,1\n丙,丁,2\n戊,己",3\n庚,辛,4\n'
    assert any("第 2 行的一格里像是吞进了后面的整行" in note for note in read(text.encode()).notes)


TRADITIONAL = "序號,工程名稱,總投資(萬元)\n1,臺北橋改建,3500\n2,捷運萬大線與環狀線,120000\n"


def test_big5_is_named_and_refused_and_not_read_as_something_else():
    with pytest.raises(FileError, match=r"Big5.*另存为 UTF-8"):
        read(TRADITIONAL.encode("big5"))


@pytest.mark.parametrize(
    "text",
    [
        "項目名稱,總投資（萬元）\n深水埗衞生所,5\n",
        "項目名稱,地點,狀態\n屋邨改善,石硤尾邨,在建\n深水埗公園,深水埗,竣工\n",
    ],
)
def test_big5_with_the_characters_of_hong_kong_is_named_and_refused(text):
    with pytest.raises(UnicodeEncodeError):
        text.encode("big5")
    with pytest.raises(FileError, match=r"Big5.*另存为 UTF-8"):
        read(text.encode("big5hkscs"))


@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "utf-16", "utf-8-sig"])
def test_traditional_text_in_other_encodings_is_read(encoding):
    assert read(TRADITIONAL.encode(encoding)).grids[0].rows[3][1] == "捷運萬大線與環狀線"
