"""A page of the guide taken apart: headings, paragraphs, points of a list, pictures, and rows of tables.

Its text is data: nothing in it is markup of the terminal or of Textual.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import count

from markdown_it import MarkdownIt
from markdown_it.token import Token

_NO_ANCHOR = re.compile(r"[^\w\- ]")
_MEANINGS = {"strong_open": "strong", "em_open": "label", "code_inline": "accent"}


class Kind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    POINT = "point"
    """A point of a list."""
    PICTURE = "picture"
    """Its caption: a terminal shows no picture."""
    ROW = "row"
    """A row of a table; the first one names the columns."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a page."""

    number: int
    """The how manieth of its page, from 0 on."""
    address: str
    """As the page writes it: `caisse.md#compter`."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one meaning."""

    text: str
    meaning: str = "plain"
    link: Link | None = None


Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """The smallest part that is laid out, and found, by itself."""

    kind: Kind
    cells: tuple[Pieces, ...]
    """One, but for a row of a table."""
    level: int = 0
    """Of a heading, 1 to 6; of a point, how deep its list stands in others."""
    first: bool = False
    """Whether a list or a table begins with it."""
    marker: str = ""
    """What stands before a point."""

    @property
    def text(self) -> str:
        """Everything it says."""
        return " ".join("".join(piece.text for piece in cell) for cell in self.cells)


def anchor(heading: str) -> str:
    """The name of a heading in links, as GitHub makes it: `Qui a réglé quoi` is `qui-a-réglé-quoi`."""
    return _NO_ANCHOR.sub("", heading.strip().lower()).replace(" ", "-")


def read(source: str) -> tuple[Block, ...]:
    """The blocks of a page in their order; `source` is what its file holds."""
    return tuple(_blocks(MarkdownIt("commonmark").enable("table").parse(source), count()))


def _blocks(tokens: Sequence[Token], numbers: Iterator[int]) -> Iterator[Block]:
    lists: list[str] = []
    """What the next point of each open list begins with: `•`, or its number."""
    heading = 0
    begins = False
    marker = ""
    row: list[Pieces] | None = None
    for token in tokens:
        match token.type:
            case "heading_open":
                heading = int(token.tag[1:])
            case "bullet_list_open":
                lists.append("•")
                begins = True
            case "ordered_list_open":
                lists.append(str(token.attrGet("start") or 1))
                begins = True
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "list_item_open":
                marker = lists[-1]
                if marker.isdecimal():
                    lists[-1], marker = str(int(marker) + 1), f"{marker}."
            case "table_open":
                begins = True
            case "tr_open":
                row = []
            case "tr_close" if row is not None:
                yield Block(Kind.ROW, tuple(row), first=begins)
                row, begins = None, False
            case "inline" if row is not None:
                row.append(_pieces(token, numbers))
            case "inline" if heading:
                yield Block(Kind.HEADING, (_pieces(token, numbers),), heading)
                heading = 0
            case "inline" if lists:
                yield Block(Kind.POINT, (_pieces(token, numbers),), len(lists) - 1, begins, marker)
                begins, marker = False, ""
            case "inline":
                yield _paragraph(token, numbers)
            case "fence" | "code_block":
                for line in token.content.splitlines():
                    yield Block(Kind.POINT, ((Piece(line, "accent"),),), 0)


def _paragraph(token: Token, numbers: Iterator[int]) -> Block:
    children = token.children or []
    if len(children) == 1 and children[0].type == "image":
        return Block(Kind.PICTURE, ((Piece(children[0].content, "quiet"),),))
    return Block(Kind.PARAGRAPH, (_pieces(token, numbers),))


def _pieces(token: Token, numbers: Iterator[int]) -> Pieces:
    pieces: list[Piece] = []
    meanings: list[str] = []
    link: Link | None = None
    for child in token.children or []:
        meaning = meanings[-1] if meanings else "plain"
        match child.type:
            case "link_open":
                link = Link(next(numbers), str(child.attrGet("href") or ""))
            case "link_close":
                link = None
            case "strong_open" | "em_open":
                meanings.append(_MEANINGS[child.type])
            case "strong_close" | "em_close":
                meanings.pop()
            case "softbreak" | "hardbreak":
                pieces.append(Piece(" ", meaning, link))
            case "code_inline":
                pieces.append(Piece(child.content, _MEANINGS[child.type], link))
            case _:
                pieces.append(Piece(child.content, meaning, link))
    return tuple(piece for piece in pieces if piece.text)
