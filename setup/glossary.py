"""Holds docs/glossary.md against the code.

A word that the page writes as code, such as `open_item`, is part of a name in the code. A rejected word is
part of no name that the code defines and, where the page says so, of no docstring. The files are parsed and
not imported, so this is quick. Silent when all is well; otherwise one sentence a fault, and exit code 1.
"""

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = Path("docs", "glossary.md")
ROOMS = ("models", "messaging", "printing", "locales", "machine", "demo", "commands", "tui", "portal")
"""The folders of the program; one that does not exist is left out."""
REJECTED = "## Rejected words"
ANYWHERE = "names, docstrings"
_CODE = re.compile(r"`([a-z][a-z0-9_]*)`")
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A word that is not used for a thing. `anywhere`: in docstrings neither."""

    word: str
    anywhere: bool


@dataclass(slots=True)
class Sources:
    """The names that the code defines or uses, and its docstrings; with the place of each."""

    defined: dict[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    docstrings: list[tuple[str, str]] = field(default_factory=list)


def main() -> int:
    page = (ROOT / PAGE).read_text(encoding="utf-8")
    faults = compared(page, read(ROOT))
    for fault in faults:
        print(fault)
    return 1 if faults else 0


def compared(page: str, sources: Sources) -> list[str]:
    """What the page says and the code does not, and the other way round."""
    used, rejected = words_of_page(page)
    names = {words(name) for name in (*sources.used, *sources.defined)}
    faults = [
        f"{PAGE}: `{word}` is written as code, but no name in the code holds it."
        for word in used
        if not any(_holds(name, words(word)) for name in names)
    ]
    if not rejected:
        faults.append(
            f"{PAGE}: the table under “{REJECTED}” has no row such as | `word` | instead | names |."
        )
    for each in rejected:
        faults += _found(each, sources)
    return faults


def _found(rejected: Rejected, sources: Sources) -> Iterator[str]:
    wanted = words(rejected.word)
    for name, place in sources.defined.items():
        if _holds(words(name), wanted):
            yield f"{place}: the name {name} holds “{rejected.word}”, which {PAGE} rejects."
    if rejected.anywhere:
        spelled = re.compile(rf"\b{'[ _]'.join(wanted)}\b", re.IGNORECASE)
        for text, place in sources.docstrings:
            if spelled.search(text):
                yield f"{place}: the docstring says “{rejected.word}”, which {PAGE} rejects."


def words_of_page(page: str) -> tuple[list[str], list[Rejected]]:
    """The words that the page writes as code, and those that it rejects."""
    kept, _, refused = page.partition(REJECTED)
    used = [word for row in _rows(kept) for word in _CODE.findall(row[0])]
    rejected = [
        Rejected(word, row[2] == ANYWHERE) for row in _rows(refused) for word in _CODE.findall(row[0])
    ]
    return used, rejected


def _rows(text: str) -> Iterator[list[str]]:
    """The cells of each row of three columns, headings included: they hold no code."""
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == 3:
            yield cells


@cache
def words(name: str) -> Words:
    """The words of a name: `OpenItem`, `open_item` and `_OPEN_ITEMS[0]` all begin with open and item."""
    return tuple(word.lower() for word in _WORD.findall(name))


def _holds(name: Words, wanted: Words) -> bool:
    """Whether these words follow one another in a name; the last one may have a plural s there."""
    for start in range(len(name) - len(wanted) + 1):
        part = name[start : start + len(wanted)]
        if part == wanted or (part[:-1] == wanted[:-1] and part[-1] == f"{wanted[-1]}s"):
            return True
    return False


def read(root: Path, rooms: Iterable[str] = ROOMS) -> Sources:
    """The names and docstrings of all modules of these folders; a module defines its own name."""
    sources = Sources()
    for room in rooms:
        for path in sorted((root / room).rglob("*.py")):
            place = str(path.relative_to(root))
            for name in path.relative_to(root).with_suffix("").parts:
                sources.defined.setdefault(name, place)
            _take(ast.parse(path.read_text(encoding="utf-8")), place, sources)
    return sources


def _take(module: ast.Module, place: str, sources: Sources) -> None:
    for node in ast.walk(module):
        line = f"{place}, line {getattr(node, 'lineno', 1)}"
        for name in _defines(node):
            sources.defined.setdefault(name, line)
        if isinstance(node, ast.Name):
            sources.used.add(node.id)
        elif isinstance(node, ast.Attribute):
            sources.used.add(node.attr)
        elif text := _docstring(node):
            sources.docstrings.append((text, line))


def _defines(node: ast.AST) -> Iterator[str]:
    """The names that this node gives: to a function, a class, an argument, a variable or an attribute."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.arg):
        yield node.arg
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id
    elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
        yield node.attr
    elif isinstance(node, ast.alias) and node.asname:
        yield node.asname


def _docstring(node: ast.AST) -> str:
    """The text of a docstring: also of one that stands below a variable or an attribute."""
    if (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    ):
        return node.value.value
    return ""


if __name__ == "__main__":
    sys.exit(main())
