"""What a row's project is called, and why a row without a usable name is no project."""

from __future__ import annotations

from geo.ledger.entering.rows import Row
from geo.ledger.entry import Gravity
from geo.ledger.values import said
from geo.texts import letter

# Excel keeps fifteen digits of a number.
_EXACT_DIGITS = 10**15
_NAME_LIMIT, _CODE_LIMIT = 500, 100


def name_of(row: Row) -> str:
    """Return the name; a row without one, or with a mere number, is refused."""
    name = row.said("name")
    if not name:
        row.refuse("name", _why_nameless(row), "name")
    elif name.isdecimal():
        text = f"项目名称只有数字“{name[:20]}”，像是个数或编号，未读入；请写明名称再导入"
        row.refuse("name", text, "name")
    elif len(name) > _NAME_LIMIT:
        text = f"名称有 {len(name)} 字，只取前 {_NAME_LIMIT} 字，请改短"
        row.warn("long", text, "name")
    return name[:_NAME_LIMIT]


def code_of(row: Row) -> str:
    """Return the code its owner gives the project; one that Excel has rounded is told."""
    code = row.value("code")
    if isinstance(code, int | float) and abs(code) >= _EXACT_DIGITS:
        text = "代码超过 15 位又存成数字，末尾已失真；请把该列设为文本格式后重新填写"
        row.warn("digits", text, "code")
    return row.said("code")[:_CODE_LIMIT]


def refuse_shifted(row: Row, surplus: int) -> str:
    """Refuse a row that has more cells than its heading, and return what stands as its name."""
    text = (
        f"这一行比表头多 {surplus} 格，可能是数字里的逗号没有加引号，各列已经错位，未读入；"
        "请给带逗号的格加上英文双引号再导入"
    )
    row.refuse("width", text)
    return row.said("name")[:_NAME_LIMIT]


def check_other_names(row: Row, name: str) -> None:
    """Tell of names in further columns: a project more, or the same under another name."""
    for column in row.sheet.others:
        other = row.said_in(column)
        if other and other != name:
            text = (
                f"{letter(column.index)} 列又是项目名称，写了“{other[:20]}”，没有当作项目读入；"
                "如是另一个项目，请另起一行"
            )
            row.tell(Gravity.WARNING, "names", text, column)


def _why_nameless(row: Row) -> str:
    before = row.sheet.lines.get(row.line.row - 1)
    above = said(row.sheet.value(before, "name")) if before else ""
    elsewhere = any(row.said_in(column) for column in row.sheet.others)
    if above and not elsewhere and not row.said("number"):
        return (
            f"没有项目名称，像是上一行“{above[:20]}”的续行，未读入；请并入上一行，或补上名称再导入"
        )
    return "没有项目名称，未读入；请补上名称再导入"
