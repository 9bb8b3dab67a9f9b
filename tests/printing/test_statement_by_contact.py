"""The relevé grouped by contact, read back from the paper and added up."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from models.trade.statements.content import Grouping, Statement, StatementGroup
from printing.papers import statement
from tests.printing.conftest import Make

TextOf = Callable[[bytes], list[str]]
NAMES = ("BENALI Adam", "MARTINEZ Zoé", "")
SUM = r"(?:Avoir )?\d[\d ]*,\d\d"
SUBTOTAL = re.compile(rf"Sous-total : (.+?) ({SUM}) ({SUM}) ((?:Avoir )?{SUM})")


def grouped(make: Make, grouping: Grouping = Grouping.CONTACTS, operations: int = 60) -> Statement:
    """Its operations one after the other for each contact and for none."""
    said = make(operations, 1, opening=125_000)
    groups = [StatementGroup(name, said.lines[place :: len(NAMES)]) for place, name in enumerate(NAMES)]
    return replace(said, groups=tuple(groups), grouping=grouping)


def amount(text: str) -> Decimal:
    figure = Decimal(re.sub(r"[^\d,]", "", text).replace(",", "."))
    return -figure if "Avoir" in text else figure


def test_inv_06_the_subtotals_on_paper_add_up_to_its_totals(make: Make, text_of: TextOf) -> None:
    pages = text_of(statement.render(grouped(make)))
    text = " ".join(pages)
    found = SUBTOTAL.findall(text)
    assert [name for name, *_ in found] == ["BENALI Adam", "MARTINEZ Zoé", "Sans contact"]
    debit, credit, share = (sum(amount(row[column]) for row in found) for column in (1, 2, 3))
    totals = re.search(rf"Totaux et solde au 31/10/2026 ({SUM}) ({SUM}) ({SUM})", text)
    assert totals is not None
    assert (debit, credit) == (amount(totals[1]), amount(totals[2])) == (1_440, 2_000)
    assert 1_250 + share == amount(totals[3]) == 690
    ungrouped = " ".join(text_of(statement.render(make(60, 1, opening=125_000))))
    for words in ("Solde avant le 01/10/2026 1 250,00", totals[0], "Solde au 31/10/2026 Doit 690,00 DH"):
        assert words in text
        assert words in ungrouped
    # What a page carries is what the next one begins with, and says amid which group it is.
    assert re.search(rf"À reporter ({SUM} {SUM} {SUM})", pages[0])[1] in pages[1]  # type: ignore[index]
    assert "BENALI Adam (suite)" in pages[1]


@pytest.mark.parametrize("operations", [9, 60, 100])
def test_each_contact_on_a_new_page_where_asked(make: Make, text_of: TextOf, operations: int) -> None:
    pages = text_of(statement.render(grouped(make, Grouping.CONTACT_PAGES, operations)))
    begin = [next(place for place, page in enumerate(pages) if f" {name} " in page) for name in NAMES if name]
    nobody = next(place for place, page in enumerate(pages) if " Sans contact " in page)
    assert begin[0] == 0 < begin[1] < nobody
    for page in pages:
        assert sum(f" {name} 0" in page for name in (*NAMES[:2], "Sans contact")) <= 1
    assert "Totaux et solde" in pages[-1]


@pytest.mark.parametrize("operations", range(45, 90, 4))
def test_no_page_ends_below_a_name_or_begins_with_a_subtotal(
    make: Make, text_of: TextOf, operations: int
) -> None:
    pages = text_of(statement.render(grouped(make, operations=operations)))
    assert len(pages) > 1
    for page in pages:
        assert not re.search(r"\(suite\) Sous-total", page)
        assert not re.search(r"(BENALI Adam|MARTINEZ Zoé|Sans contact) À reporter", page)
    assert sum(page.count("Sous-total") for page in pages) == 3
