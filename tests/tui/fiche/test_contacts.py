"""The contacts of a client, by the keys: created, edited, retired on the fiche."""

import pytest

from models.people.contacts import verbs
from models.people.contacts.listing import contacts_of
from models.people.contacts.table import ContactFields
from models.people.sites import verbs as sites
from models.people.sites.table import SiteFields
from models.trade.prices.lines import NewLine
from models.trade.sales import verbs as sales
from tests.asking import by_staff
from tests.models.people.contacts.around import add, relation
from tests.tui.fiche.fiche_ledger import Ledger, said, screen_text, to_tab, top
from tests.tui.hands import at_fiche, come_to
from tui.clients.contacts.dialog import ContactDialog
from tui.clients.pick import PickClientDialog
from tui.dialogs.choose import ChooseDialog
from tui.fiche.contacts.pane import TAB
from tui.fiche.screen import FicheDesk
from tui.fiche.sidebar import Sidebar
from tui.forms.form import Form
from tui.frame.session import Session
from tui.shell.app import OfficineApp


@pytest.fixture
def ledger(session: Session) -> Ledger:
    return Ledger(session)


@pytest.fixture
def family(ledger: Ledger) -> int:
    return ledger.client("Martinez", "Paul")


def listed(client: int) -> list[tuple[str, str, bool]]:
    return [(row.name, row.relation, row.active) for row in contacts_of(client)]


def counted(app: OfficineApp) -> str:
    """The number beside the tab."""
    fiche = top(app, FicheDesk)
    return fiche.query_one(Sidebar).counts[fiche.tabs.index(TAB)]


@pytest.mark.capability("ct-create")
async def test_a_contact_is_created_and_wrong_fields_are_named_beside_themselves(
    session: Session, family: int
) -> None:
    async with at_fiche(session, family) as hands:
        await to_tab(hands.pilot, TAB)
        assert "Nobody yet" in screen_text(hands.app)
        await hands.press("n", "ctrl+s")
        top(hands.app, ContactDialog)
        assert "New contact of Martinez Paul" in screen_text(hands.app)
        assert screen_text(hands.app).count("This may not be empty") == 2, "the name and the relation"
        await hands.press(*"Martinez", "tab", *"Zoé", "tab", *"enf")
        await hands.fill("mobile", "12")
        await hands.fill("birth_date", "01/01/1790")
        await hands.press("ctrl+s")
        assert "is not a phone number" in hands.prose
        await hands.fill("mobile", "06 12 34 56 78")
        await hands.press("ctrl+s")
        assert "1790" in screen_text(hands.app)
        top(hands.app, ContactDialog)
        await hands.fill("birth_date", "12/11/2019")
        assert "7 years" in screen_text(hands.app)
        await hands.press("ctrl+s")
        top(hands.app, FicheDesk)
        line = hands.line("Zoé")
        assert "Enfant" in line
        assert "06 12 34 56 78" in line
        assert "0.00" not in line, "who owes nothing has a dash, as in the list of clients"
        assert counted(hands.app) == "1", "the sidebar counts it"
    assert listed(family) == [("Martinez Zoé", "Enfant", True)]


@pytest.mark.capability("ct-create")
async def test_another_client_is_picked_while_creating_and_what_was_typed_stays(
    session: Session, ledger: Ledger, family: int
) -> None:
    clinic = ledger.client("Clinique", "Atlas")
    depot = sites.create(clinic, SiteFields("Dépôt"), by=by_staff(session.staff))
    async with at_fiche(session, family) as hands:
        await hands.press("o")
        actions = await come_to(hands.pilot, ChooseDialog)
        at = [way.key for way in actions._ways].index("fiche.contact")
        await hands.press(*["down"] * at, "enter")
        await come_to(hands.pilot, ContactDialog)
        assert "Site" not in hands.prose
        await hands.press(*"Bennis", "tab", *"Leïla", "f4")
        top(hands.app, PickClientDialog)
        await hands.press(*"cliniq", "enter")
        await come_to(hands.pilot, ContactDialog)
        assert "New contact of Clinique Atlas" in screen_text(hands.app)
        form = hands.app.screen.query_one(Form)
        form.put("relation", relation("Représentant"))
        form.put("site", depot)
        await hands.press("ctrl+s")
        top(hands.app, FicheDesk)
        assert "a contact of Clinique Atlas" in said(hands.app)
    assert listed(family) == []
    (made,) = contacts_of(clinic)
    assert (made.name, made.relation, made.site) == ("Bennis Leïla", "Représentant", "Dépôt")


@pytest.mark.capability("ct-edit")
async def test_a_contact_is_moved_after_a_question(session: Session, ledger: Ledger, family: int) -> None:
    clinic = ledger.client("Clinique", "Atlas")
    zoe = add(ledger, family, "Martinez", "Zoé")
    buyer = add(ledger, family, "Bennis", "Leïla")
    lines = [NewLine(ledger.product(500))]
    sales.sell(family, lines, for_contact=buyer, by=by_staff(session.staff))
    async with at_fiche(session, family) as hands:
        await to_tab(hands.pilot, TAB)
        for sentence in ("operations 1, documents 0, appointments 0", "Moved: Martinez Zoé"):
            await hands.press("f7")
            await come_to(hands.pilot, PickClientDialog)
            await hands.press(*"cliniq", "enter")
            await come_to(hands.pilot, ChooseDialog)
            assert "to Clinique Atlas?" in screen_text(hands.app)
            await hands.press("down", "enter")
            await come_to(hands.pilot, FicheDesk)
            assert sentence in said(hands.app)
            await hands.press("down")
    assert [name for name, *_ in listed(family)] == ["Bennis Leïla"]
    assert [row.id for row in contacts_of(clinic)] == [zoe]


@pytest.mark.capability("ct-edit")
async def test_a_contact_is_edited_and_what_another_saved_meanwhile_is_said(
    session: Session, ledger: Ledger, family: int
) -> None:
    zoe = add(ledger, family, "Martinez", "Zoé", mobile="0612345678")
    async with at_fiche(session, family) as hands:
        await to_tab(hands.pilot, TAB)
        await hands.press("f3")
        top(hands.app, ContactDialog)
        assert "Contact of Martinez Paul" in screen_text(hands.app)
        assert "F4" not in screen_text(hands.app), "whose contact it is stays"
        seen = verbs.read(zoe)
        theirs = ContactFields(seen.relation, "Martinez", "Zoé", mobile="0612345678", note="asthme")
        verbs.edit(zoe, theirs, seen=seen, by=by_staff(session.staff))
        await hands.fill("note", "allergies")
        await hands.fill("first_name", "Zoë")
        await hands.press("ctrl+s")
        assert "Somebody saved “asthme” here meanwhile" in hands.prose
        await hands.press("ctrl+s")
        top(hands.app, FicheDesk)
        assert "Martinez Zoë" in screen_text(hands.app)
    assert verbs.read(zoe).note == "allergies"


@pytest.mark.capability("ct-edit")
async def test_a_contact_is_retired_after_a_question_and_put_back(
    session: Session, ledger: Ledger, family: int
) -> None:
    add(ledger, family, "Martinez", "Anne", of="Conjoint")
    add(ledger, family, "Martinez", "Zoé")
    async with at_fiche(session, family) as hands:
        await to_tab(hands.pilot, TAB)
        await hands.press("delete")
        await come_to(hands.pilot, ChooseDialog)
        assert "Retire Martinez Anne?" in screen_text(hands.app)
        await hands.press("enter")
        assert [active for _, _, active in listed(family)] == [True, True], "staying is the first choice"
        await hands.press("delete", "down", "enter")
        top(hands.app, FicheDesk)
        assert listed(family) == [("Martinez Zoé", "Enfant", True), ("Martinez Anne", "Conjoint", False)]
        assert "retired" in hands.line("Anne")
        assert counted(hands.app) == "1"
        await hands.press("end", "delete")
        assert ("Martinez Anne", "Conjoint", True) in listed(family)
