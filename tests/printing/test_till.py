"""The arrêté de caisse, read back from the paper. In English where the French of a word may change."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

import locales
from models.money.ledger.accounts import TILL, Account, OperationKind
from models.money.till.figures import Closing, ModeFigures, TillDay, Turnover
from models.money.till.held import HeldRow
from models.money.till.paper import TillPaper
from models.seals.listing import SealRow
from models.seals.table import Occasion
from models.values import Centimes
from printing.papers import till
from tests.printing.conftest import PHARMACY

TextOf = Callable[[bytes], list[str]]
AT = datetime(2026, 11, 12, 18, 32, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_english(in_french: None) -> None:
    locales.speak("en")


def paper(payments: int = 2, *, note: str = "", earlier: tuple[Closing, ...] = ()) -> TillPaper:
    """Payments of 100 in cash and 25 by card each, and one that is cancelled; 5 are missing in cash."""
    modes = dict.fromkeys(TILL, (0, 0, 0, 0)) | {
        Account.CASH: (50_000, 10_000 * payments, 10_000, 39_500 + 10_000 * payments),
        Account.CARD: (0, 2_500 * payments, 0, 2_500 * payments),
    }
    figures = tuple(ModeFigures(account, *map(Centimes, amounts)) for account, amounts in modes.items())
    rows = [row(number, (Account.CASH, 10_000), (Account.CARD, 2_500)) for number in range(payments)]
    rows.append(row(payments, (Account.CASH, -10_000), kind=OperationKind.REVERSAL, reverses="P-2026-00000"))
    closing = Closing(2, AT, "S. Amrani", note, Centimes(-500), None, "", "")
    sold = Turnover(Centimes(90_000), Centimes(4_000), Centimes(1_000), Centimes(300))
    day = TillDay(date(2026, 11, 12), figures, sold, len(rows), closing, earlier)
    return TillPaper(PHARMACY, day, closing, tuple(rows))


def row(
    number: int,
    *moved: tuple[Account, int],
    kind: OperationKind = OperationKind.PAYMENT,
    reverses: str = "",
) -> HeldRow:
    moves = tuple((account, Centimes(amount)) for account, amount in moved)
    return HeldRow(
        id=number,
        number=f"P-2026-{number:05d}",
        kind=kind,
        client_id=1,
        client="Martinez Jeanne",
        note="",
        reference="",
        author="S. Amrani",
        entered=AT,
        reverses=reverses,
        moves=moves,
    )


def test_it_says_what_was_expected_and_what_was_counted(text_of: TextOf) -> None:
    (page,) = text_of(till.render(paper()))
    for words in (
        "Pharmacie Atlas",
        "Till of 12/11/2026",
        "By S. Amrani",
        "Cash 500.00 200.00 100.00 600.00 595.00 Short 5.00",
        "Card 0.00 50.00 0.00 50.00 50.00 Exact",
        "Total 500.00 250.00 100.00 650.00 645.00 Short 5.00",
        "Turnover 850.00",
        "Returns -40.00",
    ):
        assert words in page, words


def test_it_lists_every_movement_by_mode_and_adds_them_up(text_of: TextOf) -> None:
    (page,) = text_of(till.render(paper()))
    assert "P-2026-00001 Payment · Martinez Jeanne Cash 100.00" in page
    assert "P-2026-00001 Payment · Martinez Jeanne Card 25.00" in page
    assert "P-2026-00002 Cancellation P-2026-00000 · Martinez Jeanne Cash 100.00" in page
    assert "Total 250.00 100.00" in page


def test_what_does_not_fit_is_carried_from_page_to_page(text_of: TextOf) -> None:
    pages = text_of(till.render(paper(60, note="The drawer was counted twice.")))
    assert len(pages) == 3
    carried = pages[0].rpartition("Carried forward ")[2].split(" ")[0]
    assert f"Brought forward {carried}" in pages[1]
    assert "Total 7,500.00 100.00" in pages[2]
    assert "Note: The drawer was counted twice." in pages[2]


def test_a_day_without_money_says_so(text_of: TextOf) -> None:
    made = paper(0)
    nothing = TillPaper(made.pharmacy, made.day, made.closing, ())
    assert "No money came in or went out." in text_of(till.render(nothing))[0]


def test_a_closing_that_was_reopened_stays_to_be_seen(text_of: TextOf) -> None:
    early = Closing(1, AT, "Y. Bennani", "", Centimes(700), AT, "S. Amrani", "a client came back")
    (page,) = text_of(till.render(paper(earlier=(early,))))
    assert "Closed by Y. Bennani on" in page
    assert "(Over 7.00), reopened by S. Amrani on" in page
    assert ": a client came back" in page


def test_it_says_which_seal_covers_it_or_that_none_does(text_of: TextOf) -> None:
    assert "Not sealed yet" in "\n".join(text_of(till.render(paper())))
    seal = SealRow(12, AT, Occasion.TILL, 340, "4f2a91c077d3b0e15a09" + 44 * "0")
    said = "\n".join(text_of(till.render(replace(paper(), seal=seal))))
    assert "Seal no. 12 of 12/11/2026 18:32 · 4F2A 91C0 77D3 B0E1 5A09" in said
    assert "Not sealed yet" not in said


def test_a_reprint_is_the_same_bytes_and_names_sort_by_day() -> None:
    assert till.render(paper(5)) == till.render(paper(5))
    assert till.file_name(paper()) == "till-2026-11-12.pdf"
