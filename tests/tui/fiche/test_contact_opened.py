"""A contact opened: the client's own lists with what is for them, their figures, and who changed what."""

import pytest

from models.money.ledger import contact_shares
from models.people.contacts import verbs
from models.people.contacts.table import ContactFields
from models.store.engines.engine import Engine
from models.trade.documents import quotes
from models.trade.documents.sold import InvoicedListing, SoldListing
from models.trade.invoices import verbs as invoices
from models.trade.invoices.table import InvoiceKind
from models.trade.prices.lines import NewLine
from models.trade.sales import verbs as sales
from tests import statements
from tests.asking import by_staff
from tests.conftest import establish
from tests.models.conftest import Counter
from tests.models.people.contacts.around import add, relation
from tests.tui.fiche.fiche_ledger import Ledger, screen_text, to_tab, top
from tests.tui.hands import Hands, at_fiche, come_to
from tui.clients.contacts.dialog import ContactDialog
from tui.fiche.contacts.desk import ContactDesk
from tui.fiche.contacts.pane import TAB
from tui.fiche.contacts.tabs import counts, tabs_of
from tui.fiche.parts.pick_sale import PickSaleDialog
from tui.fiche.payments.pay_debt import PayDebtDialog
from tui.fiche.sales.new import SaleDesk
from tui.fiche.sales.opened import SaleDialog
from tui.fiche.screen import FicheDesk
from tui.forms.form import Form
from tui.frame.session import Session
from tui.widgets.text_lines import Lines


@pytest.fixture
def ledger(session: Session) -> Ledger:
    return Ledger(session)


@pytest.fixture
def family(ledger: Ledger) -> int:
    return ledger.client("Martinez", "Paul")


@pytest.fixture
def zoe(ledger: Ledger, family: int) -> int:
    """A contact with a sale of 50 and a quote of 3, beside a sale of 20 and a quote of 4 for nobody."""
    made = add(ledger, family, "Martinez", "Zoé", mobile="0612345678")
    add(ledger, family, "Martinez", "Anne", of="Conjoint")
    by = by_staff(ledger.staff)
    sales.sell(family, [NewLine(ledger.milk, 50_000)], for_contact=made, by=by_staff(ledger.staff))
    ledger.sale(family, 2_000)
    quotes.create(family, [NewLine(ledger.milk, 3_000)], for_contact=made, by=by)
    quotes.create(family, [NewLine(ledger.milk, 4_000)], by=by_staff(ledger.staff))
    return made


async def open_contact(hands: Hands) -> None:
    """Opens Zoé, who is second after Anne."""
    await to_tab(hands.pilot, TAB)
    await hands.press("end", "enter")
    await come_to(hands.pilot, ContactDesk)


def figures(hands: Hands) -> list[list[str]]:
    """The block of figures, a line each."""
    block = top(hands.app, ContactDesk).query_one("#balance", Lines)
    return [line.split() for line in block.text.splitlines()]


@pytest.mark.capability("ct-transactions")
@pytest.mark.usefixtures("zoe")
async def test_enter_on_a_contact_shows_what_they_bought_paid_and_owe_and_their_own_lists(
    session: Session, family: int
) -> None:
    async with at_fiche(session, family) as hands:
        await open_contact(hands)
        text = screen_text(hands.app)
        assert "Enfant of Martinez Paul" in text
        assert "06 12 34 56 78" in text
        assert figures(hands) == [["Bought", "50.00"], ["Paid", "0.00"], ["Owes", "50.00"]]
        assert "V-2026-00001" in text
        assert "V-2026-00002" not in text, "for nobody"
        assert "1 · 1 unpaid" in text
        await hands.press("3")
        assert "D-2026-00001" in screen_text(hands.app)
        assert "D-2026-00002" not in screen_text(hands.app)
        await hands.press("escape", "8")
        assert "quantity 50" in screen_text(hands.app)
        await hands.press("escape", "2", "enter")
        top(hands.app, SaleDialog)
        await hands.press("escape", "escape", "escape")
        top(hands.app, FicheDesk)


@pytest.mark.capability("ct-transactions")
async def test_what_is_sold_paid_and_brought_back_there_is_for_the_contact(
    session: Session, ledger: Ledger, family: int, zoe: int
) -> None:
    async with at_fiche(session, family) as hands:
        await open_contact(hands)
        await hands.press("n")
        top(hands.app, SaleDesk)
        assert "Contact: Martinez Zoé, Enfant" in screen_text(hands.app)
        await hands.press(*"lait", "enter", "f9", "enter")
        top(hands.app, ContactDesk)
        assert figures(hands)[0] == ["Bought", "51.00"]
        await hands.press("p")
        top(hands.app, PayDebtDialog)
        assert hands.app.screen.query_one(Form).value("for_contact") == zoe
        await hands.fill("amount", "10")
        await hands.press("enter", "escape")
        assert figures(hands) == [["Bought", "51.00"], ["Paid", "10.00"], ["Owes", "41.00"]]
        await hands.press("4", "n")
        top(hands.app, PickSaleDialog)
        assert "V-2026-00002" not in screen_text(hands.app), "for nobody"


@pytest.mark.capability("ct-trace")
async def test_who_created_and_changed_a_contact_is_a_tab_of_the_contact(
    session: Session, ledger: Ledger, family: int, zoe: int
) -> None:
    seen = verbs.read(zoe)
    other = ContactFields(relation(), "Martinez", "Zoé", mobile="0612345678", note="asthme")
    verbs.edit(zoe, other, seen=seen, by=by_staff(session.staff))
    async with at_fiche(session, family, (120, 40)) as hands:
        await open_contact(hands)
        await hands.press("g", *"tra", "enter")
        assert "asthme" in hands.line("Note")
        assert "Anne" not in screen_text(hands.app)
        await hands.press("f3")
        top(hands.app, ContactDialog)
        await hands.fill("first_name", "Zoë")
        await hands.press("ctrl+s")
        assert "Zoé → Zoë" in hands.line("First name")
        assert "Martinez Zoë" in screen_text(hands.app)


@pytest.mark.capability("ct-comments")
@pytest.mark.usefixtures("zoe")
async def test_a_comment_is_written_on_the_contact_who_is_opened(session: Session, family: int) -> None:
    async with at_fiche(session, family) as hands:
        await open_contact(hands)
        await hands.press("g", *"com", "enter", "n", *"vient le lundi", "ctrl+s")
        top(hands.app, ContactDesk)
        assert "vient le lundi" in screen_text(hands.app)
        await hands.press("escape", "escape", "up")
        await hands.press("enter")
        await come_to(hands.pilot, ContactDesk)
        await hands.press("g", *"com", "enter")
        assert "No comment yet" in screen_text(hands.app), "Anne has none"


@pytest.mark.capability("ct-transactions")
async def test_an_avoir_and_an_adjustment_made_there_are_for_the_contact_and_add_up(
    session: Session, family: int, zoe: int
) -> None:
    async with at_fiche(session, family) as hands:
        await open_contact(hands)
        await hands.press("0", "n")
        await hands.fill("amount", "5")
        await hands.press("enter")
        assert "5.00" in hands.line("A-2026-00001")
        await to_tab_of_contact(hands, "adjustments")
        await hands.press("n")
        await hands.fill("amount", "-8")
        await hands.fill("note", "geste")
        await hands.press("ctrl+s")
        assert "8.00" in hands.line("J-2026-00001")
        assert figures(hands) == [
            ["Bought", "50.00"],
            ["Paid", "5.00"],
            ["Other", "-8.00"],
            ["Owes", "37.00"],
        ]
    assert {share.contact: int(share.owes) for share in contact_shares.shares(family)}[zoe] == 3_700


async def to_tab_of_contact(hands: Hands, key: str) -> None:
    await top(hands.app, ContactDesk).action_tab(key)
    await hands.pilot.pause()


def test_the_counts_of_all_tabs_of_a_contact_are_one_statement(store: Engine) -> None:
    """On both engines, and only of what is for the contact."""
    counter = Counter(establish().id)
    family = counter.client("Martinez", "Paul")
    zoe = add(counter, family, "Martinez", "Zoé")
    milk = [NewLine(counter.product(5_800), 1_000)]
    for contact in (zoe, zoe, None):
        sales.sell(family, milk, for_contact=contact, by=by_staff(counter.staff))
    quotes.create(family, milk, for_contact=zoe, by=by_staff(counter.staff))
    billed = SoldListing(family).read(9)
    for row in billed:
        invoices.issue(row.id, by=by_staff(counter.staff))
    theirs = InvoicedListing(family, (InvoiceKind.INVOICE,), contact=zoe)
    assert {row.operation for row in theirs.read(9)} == {
        row.id for row in SoldListing(family, contact=zoe).read(9)
    }
    assert (theirs.count(), len(theirs.last(9)), len(billed)) == (2, 2, 3)
    tabs = tabs_of(zoe)
    counts(tabs, zoe)  # what is prepared once
    with statements.counted() as run:
        shown = counts(tabs, zoe)
    assert len(run) == 1
    found = {tab.key: count for tab, count in zip(tabs, shown, strict=True)}
    assert (found["sales"], found["quotes"], found["orders"], found["comments"]) == ("2", "1", "0", "0")
    assert (found["sale_invoices"], found["credit_notes"]) == ("2", "0")
    assert found["products"] == "", "not counted, as on the fiche"
