"""The pages of the guide, and their order."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from urllib.parse import unquote

from tui.guide.blocks import Block, Kind, Link, anchor, read

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "guide"
"""In the tree and in the wheel."""
CONTENTS = "README.md"
"""The page that lists all others; those that read the folder elsewhere are shown it first."""


@dataclass(frozen=True)
class Page:
    """One page."""

    name: str
    """The name of its file."""
    blocks: tuple[Block, ...]

    @cached_property
    def title(self) -> str:
        """Its first heading."""
        return next((block.text for block in self.blocks if block.kind is Kind.HEADING), self.name)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Its links in their order."""
        return _links(self.blocks)

    @cached_property
    def anchors(self) -> dict[str, int]:
        """The place of each heading among the blocks, by its name in links."""
        headings = [n for n, block in enumerate(self.blocks) if block.kind is Kind.HEADING]
        return {anchor(self.blocks[n].text): n for n in reversed(headings)}


@cache
def page(name: str) -> Page:
    """The page of this name. Raises `LookupError` for any other name, and `OSError` where the
    guide is not installed.
    """
    if name not in names():
        raise LookupError(name)
    return Page(name, _blocks(name))


@cache
def names() -> tuple[str, ...]:
    """Every page: the contents, the others as they are listed there, then what they do not list."""
    there = {file.name for file in FOLDER.glob("*.md")}
    listed = [link.address for link in _links(_blocks(CONTENTS)) if link.address in there]
    return tuple(dict.fromkeys([CONTENTS, *listed, *sorted(there)]))


@cache
def _blocks(name: str) -> tuple[Block, ...]:
    return read(FOLDER.joinpath(name).read_text(encoding="utf-8"))


def _links(blocks: Sequence[Block]) -> tuple[Link, ...]:
    pieces = (piece for block in blocks for cell in block.cells for piece in cell)
    return tuple(dict.fromkeys(piece.link for piece in pieces if piece.link is not None))


def place_of(address: str, present: str = CONTENTS) -> tuple[Page, int]:
    """The page of an address, and the block it leads to. `#heading` alone is within the present page.

    Raises `LookupError` where there is no such page; where it has no such heading, the page is meant.
    """
    name, _, heading = unquote(address).partition("#")
    there = page(name or present)
    return there, there.anchors.get(heading, 0)
