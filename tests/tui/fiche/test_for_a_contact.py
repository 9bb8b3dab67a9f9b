"""For which contact something is: picked in a sale or a document, and a field where money is entered."""

import pytest

from models.money.ledger import contact_shares, open_items
from models.money.ledger.attribution import contacts_of
from models.money.ledger.postings import Operation
from models.people.clients import verbs as clients
from models.people.contacts import verbs
from models.people.staff import drafts
from models.requests.trail import Trail
from models.trade.documents import quotes
from models.trade.documents.attribution import DocumentAttribution
from models.trade.prices.lines import NewLine
from models.trade.sales import verbs as sales
from models.trade.sales.table import Sale
from tests.asking import by_staff
from tests.models.people.contacts.around import add
from tests.tui.fiche.fiche_ledger import Ledger, said, screen_text, to_tab, top
from tests.tui.fiche.selling import selling, stocked
from tests.tui.hands import at_fiche
from tui.clients.contacts.choosing import PickContactDialog
from tui.fiche.adjustments.pane import TAB as ADJUSTMENTS
from tui.fiche.avoirs.pane import TAB as AVOIRS
from tui.fiche.contacts.pane import TAB
from tui.fiche.documents.desk import OrderDesk, PreparationDesk, QuoteDesk
from tui.fiche.documents.opened import DocumentOpened
from tui.fiche.documents.quotes import TAB as QUOTES
from tui.fiche.payments.pay_debt import PayDebtDialog
from tui.fiche.sales.new import SaleDesk
from tui.fiche.sales.opened import SaleDialog
from tui.fiche.screen import FicheDesk
from tui.forms.form import Form
from tui.frame.session import Session
from tui.lines.desk import LinesDesk
from tui.traceability.words import changes_of


@pytest.fixture
def ledger(session: Session) -> Ledger:
    return stocked(session)


@pytest.fixture
def family(ledger: Ledger) -> int:
    return ledger.client("Martinez", "Paul")


@pytest.fixture
def anne(ledger: Ledger, family: int) -> int:
    return add(ledger, family, "Martinez", "Anne", of="Conjoint")


@pytest.fixture
def zoe(ledger: Ledger, family: int) -> int:
    return add(ledger, family, "Martinez", "Zoé", mobile="0612345678")


def owed(client: int) -> dict[int | None, int]:
    return {share.contact: int(share.owes) for share in contact_shares.shares(client)}


def for_whom() -> list[int | None]:
    """For which contact each operation is, in their order."""
    keys = [row.id for row in Operation.select().order_by(Operation.id)]
    found = contacts_of(keys)
    return [found.get(key) for key in keys]


@pytest.mark.capability("ct-attribute")
async def test_a_sale_is_for_the_contact_picked_by_two_letters_who_is_proposed_again_today(
    session: Session, family: int, anne: int, zoe: int
) -> None:
    async with selling(session, family) as till:
        assert "Contact: none chosen" in screen_text(till.app)
        await till.type("cre", "enter", "f6")
        top(till.app, PickContactDialog)
        await till.press("z", "o", "enter")
        top(till.app, SaleDesk)
        assert "Contact: Martinez Zoé, Enfant" in screen_text(till.app)
        await till.press("f9", "enter")
        top(till.app, FicheDesk)
        await till.press("n")
        assert "Contact: Martinez Zoé, Enfant · as before today" in screen_text(till.app)
        await till.type("cre", "enter", "f6")
        await till.press("end", "up", "enter")
        assert "Contact: none chosen" in screen_text(till.app), "the last entry is for none"
        await till.press("f9", "enter")
    assert for_whom() == [zoe, None]
    assert owed(family) == {zoe: 5_800, anne: 0, None: 5_800}
    assert [sale.contact for sale in Sale.select().order_by(Sale.operation)] == ["Martinez Zoé", ""]


async def test_a_client_without_contacts_sees_nothing_of_it(session: Session, family: int) -> None:
    async with selling(session, family) as till:
        assert "Contact:" not in screen_text(till.app)
        assert "F6" not in screen_text(till.app)
        assert "who comes for it" in screen_text(till.app)
        await till.press("f6")
        top(till.app, SaleDesk)


async def test_a_draft_keeps_its_contact_unless_they_were_retired_meanwhile(
    session: Session, family: int, anne: int, zoe: int
) -> None:
    async with selling(session, family) as till:
        await till.type("cre", "enter", "f6")
        await till.press("z", "enter")
        till.desk.keep_draft()
    async with selling(session, family) as till:
        assert "Contact: Martinez Zoé, Enfant" in screen_text(till.app)
        assert "as before" not in screen_text(till.app)
        verbs.retire(zoe, by=by_staff(session.staff))
        await till.press("f9", "enter")
        assert "Martinez Zoé is retired" in screen_text(till.app)
        await till.press("f6")
        await till.press("a", "enter", "f9", "enter")
        top(till.app, FicheDesk)
    assert for_whom() == [anne]
    assert drafts.of(session.staff) == []


@pytest.mark.parametrize("kind", [QuoteDesk, OrderDesk, PreparationDesk])
async def test_a_document_is_for_the_contact_who_was_picked(
    session: Session, family: int, zoe: int, kind: type[LinesDesk[object]]
) -> None:
    async with at_fiche(session, family) as hands:
        await hands.app.push_screen(kind(family))
        await hands.press(*"cre", "enter", "f6", "z", "o", "enter")
        assert "Contact: Martinez Zoé, Enfant" in screen_text(hands.app)
        await hands.press("f9")
    assert [row.contact_id for row in DocumentAttribution.select()] == [zoe]


@pytest.mark.capability("ct-attribute")
async def test_money_an_avoir_and_an_adjustment_are_for_the_contact_of_their_dialog(
    session: Session, ledger: Ledger, family: int, zoe: int
) -> None:
    ledger.sale(family, 5_000)

    async def choose(name: int) -> None:
        hands.app.screen.query_one(Form).put("for_contact", name)
        await hands.press("ctrl+s")

    async with at_fiche(session, family) as hands:
        await hands.press("p")
        top(hands.app, PayDebtDialog)
        await hands.fill("amount", "20")
        await choose(zoe)
        await hands.press("escape")
        await to_tab(hands.pilot, AVOIRS)
        await hands.press("n")
        await hands.fill("amount", "7")
        await choose(zoe)
        await to_tab(hands.pilot, ADJUSTMENTS)
        await hands.press("n")
        await hands.fill("amount", "-1")
        await hands.fill("note", "geste")
        await choose(zoe)
        await hands.press("v", "space")
        await choose(zoe)
        await hands.press("escape")
        await to_tab(hands.pilot, TAB)
        assert "without contact: Owes 50.00" in screen_text(hands.app)
        assert "In credit" in hands.line("Zoé")
    assert for_whom() == [None, zoe, zoe, zoe, zoe]
    assert sum(owed(family).values()) == open_items.position(family).balance


async def test_paying_for_a_contact_proposes_what_they_owe_and_settles_it(
    session: Session, ledger: Ledger, family: int, zoe: int
) -> None:
    ledger.sale(family, 5_000)
    line = [NewLine(ledger.milk, 1_000)]
    theirs = sales.sell(family, line, for_contact=zoe, by=by_staff(session.staff))
    price = int(open_items.position(family).unpaid) - 5_000
    async with at_fiche(session, family) as hands:
        await hands.press("p")
        form = hands.app.screen.query_one(Form)
        everything = form.value("amount")
        form.put("for_contact", zoe)
        await hands.pilot.pause()
        proposed = form.value("amount")
        await hands.press("ctrl+s")
    assert (everything, proposed) == (5_000 + price, price)
    assert owed(family) == {zoe: 0, None: 5_000}
    (left,) = open_items.debits(clients.get(family))
    assert (left.operation != theirs.id, left.open) == (True, 5_000)


@pytest.mark.capability("ct-attribute")
async def test_a_sale_is_said_afterwards_to_be_for_another_contact_with_what_was_paid_of_it(
    session: Session, family: int, anne: int, zoe: int
) -> None:
    async with selling(session, family) as till:
        await till.type("cre", "enter", "f6")
        await till.press("z", "enter", "f9", "space", "enter")
        top(till.app, FicheDesk)
        await till.press("right", "enter")
        top(till.app, SaleDialog)
        assert "Martinez Zoé, Enfant" in till.line("For")
        await till.press("f6", "a", "n", "enter")
        assert "It is for Martinez Anne, and so is what belongs to it" in said(till.app)
        assert "Martinez Anne, Conjoint" in till.line("For  ")
        await till.press("escape")
        assert for_whom() == [anne, anne], "the sale and its payment"
        told = changes_of(Trail.get(Trail.verb == "attribution.attribute").id)
        assert told == [("Contact", "Martinez Zoé → Martinez Anne")]
        await till.press("enter", "f6", "end", "up", "enter")
        assert "It is for no contact" in said(till.app)
        assert "For  " not in screen_text(till.app)
    assert for_whom() == [None, None]
    assert Sale.get().contact == "Martinez Zoé", "what was printed stays"


async def test_a_quote_is_for_another_contact_until_it_is_sold(
    session: Session, ledger: Ledger, family: int, anne: int, zoe: int
) -> None:
    quote = quotes.create(family, [NewLine(ledger.milk, 1_000)], for_contact=zoe, by=by_staff(session.staff))
    async with at_fiche(session, family) as hands:
        await to_tab(hands.pilot, QUOTES, "enter")
        top(hands.app, DocumentOpened)
        await hands.press("f6", "a", "n", "enter")
        assert "Martinez Anne, Conjoint" in hands.line("For  ")
        quotes.sell(quote.id, by=by_staff(session.staff))
        await hands.press("f6", "z", "enter")
        assert "was already sold" in said(hands.app)
    assert for_whom() == [anne], "the sale is for whom the quote was"


async def test_a_paper_of_a_client_without_contacts_says_nothing_of_them(
    session: Session, ledger: Ledger, family: int
) -> None:
    ledger.sale(family, 5_000)
    async with at_fiche(session, family) as hands:
        await hands.press("right", "enter")
        top(hands.app, SaleDialog)
        assert "For  " not in screen_text(hands.app)
        await hands.press("f6")
        top(hands.app, SaleDialog)
