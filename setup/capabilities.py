"""Holds docs/capabilities.md against the tests.

The page has a row for each capability and names the tests that show it; each of these tests bears the id,
as in `@pytest.mark.capability("pay-credit")`. The tests are parsed and not imported, so this is quick. Silent
when all is well; otherwise one sentence for each difference, and exit code 1.
"""

import ast
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard

ROOT = Path(__file__).resolve().parent.parent
PAGE = Path("docs", "capabilities.md")
MARK = "pytest.mark.capability"
HEADING = "| id | what | where | test |"
NOT_YET = "*not yet*"
PART = "*Not yet:*"
"""Stands before what is still missing of a capability that works in part."""
_ROW = re.compile(r"\| `(?P<id>[a-z0-9-]+)` \| (?P<what>[^|]+) \| [^|]+ \| (?P<test>[^|]+) \|")
_COUNTS = re.compile(r"\*\*(\d+)\*\* work, \*\*(\d+)\*\* in part, \*\*(\d+)\*\* not yet")


@dataclass(frozen=True, slots=True)
class Row:
    """A capability on the page. `tests` are names of functions, none where it does not work yet."""

    id: str
    works_in_part: bool
    tests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A test that says which capability it shows, and in which file."""

    id: str
    test: str
    path: str


def main() -> int:
    marks, faults = marked(ROOT / "tests")
    faults += compared((ROOT / PAGE).read_text(encoding="utf-8"), marks)
    for fault in faults:
        print(fault)
    return 1 if faults else 0


def compared(page: str, marks: list[Marked]) -> list[str]:
    """What the page says and the tests do not, and the other way round."""
    read, faults = rows(page)
    by_id = {row.id: row for row in read}
    twice = [name for name, times in Counter(row.id for row in read).items() if times > 1]
    faults += [f"{PAGE}: {name} has more than one row." for name in twice]
    for mark in marks:
        row = by_id.get(mark.id)
        if row is None:
            faults.append(f"{mark.path}: {mark.test} shows {mark.id}, which has no row in {PAGE}.")
        elif not row.tests:
            faults.append(f"{PAGE}: {mark.id} is not yet there, but {mark.test} in {mark.path} shows it.")
        elif mark.test not in row.tests:
            faults.append(f"{PAGE}: {mark.id} does not name {mark.test} in {mark.path}, which shows it.")
    shown = {(mark.id, mark.test) for mark in marks}
    faults += [
        f'{PAGE}: {row.id} names {test}, but no such test is marked @{MARK}("{row.id}").'
        for row in read
        for test in row.tests
        if (row.id, test) not in shown
    ]
    return faults + _miscounted(page, read)


def rows(page: str) -> tuple[list[Row], list[str]]:
    """The rows of the page, and the lines of its tables that cannot be read as one."""
    read, faults = [], []
    for number, line in enumerate(page.splitlines(), 1):
        if not line.startswith("|") or line.startswith((HEADING, "|---")):
            continue
        found = _ROW.fullmatch(line)
        if found is None:
            faults.append(f"{PAGE}, line {number}: a row is written | `id` | what | where | test |.")
            continue
        works_in_part, waits = PART in found["what"], found["test"] == NOT_YET
        if works_in_part and waits:
            faults.append(f"{PAGE}, line {number}: {found['id']} works in part, but has no test.")
        tests = () if waits else tuple(map(_function, found["test"].split(";")))
        read.append(Row(found["id"], works_in_part, tests))
    return read, faults


def _function(sentence: str) -> str:
    """The page says the name of a test as a sentence, and not its file: a test may move."""
    return "test_" + sentence.strip().replace(" ", "_")


def _miscounted(page: str, read: list[Row]) -> list[str]:
    part = sum(row.works_in_part for row in read)
    waiting = sum(not row.tests for row in read)
    counts = (len(read) - part - waiting, part, waiting)
    found = _COUNTS.search(page)
    if found and tuple(map(int, found.groups())) == counts:
        return []
    rightly = "**{}** work, **{}** in part, **{}** not yet".format(*counts)
    return [f"{PAGE}: the counts at its head should read: {rightly}."]


def marked(folder: Path) -> tuple[list[Marked], list[str]]:
    """Every test below a folder that says what it shows, and the markers that cannot be read."""
    marks, faults = [], []
    for path, module in _modules(folder):
        readable = set()
        for test in _tests(module):
            for decorator in test.decorator_list:
                if ids := _ids(decorator):
                    readable.add(decorator)
                    marks += [Marked(name, test.name, path) for name in ids]
        faults += [
            f'{path}, line {node.lineno}: write @{MARK}("an-id") above a test.'
            for node in ast.walk(module)
            if _is_marker(node) and node not in readable
        ]
    return marks, faults


def _modules(folder: Path) -> Iterator[tuple[str, ast.Module]]:
    """The files that hold the marker at all, as the others need not be parsed."""
    for path in sorted(folder.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        if MARK in source:
            yield str(path.relative_to(folder.parent)), ast.parse(source)


def _tests(module: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            yield node


def _ids(decorator: ast.expr) -> list[str]:
    """The ids that a marker names; none where it is another decorator, or does not write them all out."""
    if not _is_marker(decorator):
        return []
    texts = [each.value for each in decorator.args if isinstance(each, ast.Constant)]
    ids = [text for text in texts if isinstance(text, str)]
    return ids if len(ids) == len(decorator.args) else []


def _is_marker(node: ast.AST) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == MARK


if __name__ == "__main__":
    sys.exit(main())
