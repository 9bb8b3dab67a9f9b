"""The Ventes tab: narrowed by state, and by what was sold (INV-10)."""

import pytest

from models.trade.cancelling import sale as cancelling
from models.values import Centimes
from tests.asking import by_staff
from tests.tui.fiche.fiche_ledger import Ledger, screen_text, top
from tests.tui.hands import at_fiche
from tui.fiche.screen import FicheDesk
from tui.frame.session import Session


@pytest.fixture
def ledger(session: Session) -> Ledger:
    return Ledger(session)


def shown(fiche: FicheDesk) -> list[int]:
    """The totals of the sales in the list."""
    return [row.amount for row in fiche.pane.rows.window]  # type: ignore[attr-defined]


async def test_sales_are_narrowed_by_state_and_by_product(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    wrong = ledger.sale(client, 1_000)
    cancelling.cancel(wrong, "typed twice", by=by_staff(session.staff))
    ledger.sale(client, 2_000)
    ledger.sale(client, 3_000)
    ledger.pay(client, 2_000, avoir_used=Centimes(0))
    async with at_fiche(session, client) as hands:
        fiche = top(hands.app, FicheDesk)
        await hands.press("right")
        for keys, totals in (
            (("down",), [3_000]),
            (("down", "down"), []),
            (("down", "down", "down"), [2_000]),
            (("end",), [1_000]),
            ((), [3_000, 2_000, 1_000]),
        ):
            await hands.press("e", *keys, "enter")
            assert shown(fiche) == totals
        await hands.press("e", "down", "down", "enter")
        assert "None of these." in screen_text(hands.app)
        await hands.press("e", "enter", "slash", *"1er ag")
        assert shown(fiche) == [3_000, 2_000, 1_000]
        await hands.press("x")
        assert shown(fiche) == []


async def test_what_a_discount_settled_of_a_sale_is_not_called_paid(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    ledger.sale(client, 3_000)
    ledger.pay(client, 0, discount=Centimes(1_000))
    async with at_fiche(session, client) as hands:
        await hands.press("right")
        heading, row = hands.line("Remaining"), hands.line("V-2026-00001")
        assert ("Cleared" in heading, "Paid" in heading) == (True, False)
        assert row.split()[-3:] == ["30.00", "10.00", "20.00"]
