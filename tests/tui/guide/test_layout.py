"""Pages laid out: every word is there, within the width, where a reader expects it."""

import re

import pytest
from rich.cells import cell_len

from models.store.search.folding import loose
from tui.guide import pages
from tui.guide.blocks import read
from tui.guide.layout import Laid, Marks, lay_out

TABLE = """
| pour | tapez |
|---|---|
| trois boîtes, ou quatre | `3*doli` puis **Entrée** |
| retirer | **Suppr** |
"""


def said(laid: Laid) -> list[str]:
    return ["".join(text for text, _meaning in line).rstrip() for line in laid.lines]


@pytest.mark.parametrize("width", [24, 40, 76, 116])
@pytest.mark.parametrize("name", pages.names())
def test_every_word_of_a_page_is_there_within_the_width(name: str, width: int) -> None:
    blocks = pages.page(name).blocks
    laid = lay_out(blocks, width, Marks())
    assert max(map(cell_len, said(laid))) <= width
    wanted = sorted(word for block in blocks for word in loose(f"{block.marker} {block.text}").split())
    found = sorted(loose(" ".join(said(laid)).replace("Picture", "")).split())
    assert len("".join(found)) == len("".join(wanted))  # the longest ones may be broken
    if width >= 40:
        assert found == wanted


def test_a_table_is_aligned_and_breaks_inside_its_columns() -> None:
    laid = said(lay_out(read(TABLE), 38, Marks()))
    assert laid == [
        "  pour               tapez",
        "  trois boîtes, ou   3*doli puis",
        "  quatre             Entrée",
        "  retirer            Suppr",
    ]


def test_points_go_on_under_their_first_word_and_are_numbered() -> None:
    laid = said(lay_out(read("1. un deux trois\n2. quatre\n   - cinq"), 14, Marks()))
    assert laid == ["  1. un deux", "     trois", "  2. quatre", "", "    • cinq"]


def test_no_line_begins_with_the_punctuation_that_french_separates() -> None:
    for width in (40, 57, 76):
        for name in pages.names():
            lines = said(lay_out(pages.page(name).blocks, width, Marks()))
            assert [line for line in lines if re.match(r"\s*[:;?!»](\s|$)", line)] == []


def test_what_is_found_and_where_one_is_are_marked() -> None:
    blocks = read("Une vente, une autre.\n\nDes [ventes](vendre.md) anciennes.")
    laid = lay_out(blocks, 60, Marks(("vente",), frozenset({0, 1}), here=1, link=0))
    meanings = {text: meaning for line in laid.lines for text, meaning in line}
    assert (meanings["vente,"], meanings["ventes"]) == ("found", "mark")
    assert [line.startswith("▸") for line in said(laid)] == [False, False, True]


def test_a_page_that_is_not_there_is_none() -> None:
    for name in ("../../README.md", "/etc/passwd", "nowhere.md", "https://example.org"):
        with pytest.raises(LookupError):
            pages.place_of(name)
    assert pages.place_of("liste.md#nowhere") == (pages.page("liste.md"), 0)
