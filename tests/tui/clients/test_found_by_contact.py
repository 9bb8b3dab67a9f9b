"""Who is found by a contact is marked in the list, and opened on that contact."""

from models.people.clients import verbs as people
from models.people.clients.verbs import ClientFields
from models.people.contacts import verbs as contacts
from tests.asking import by_staff
from tests.models.people.contacts.around import typed
from tests.tui.clients.test_listing import lines, names, opened, said, settled
from tests.tui.fiche.fiche_ledger import screen_text
from tests.tui.hands import come_to
from tui.fiche.contacts.desk import ContactDesk
from tui.fiche.screen import FicheDesk
from tui.frame.session import Session


async def test_a_client_is_found_by_a_contact_marked_and_opened_on_them(
    session: Session, clients: list[int]
) -> None:
    by = by_staff(session.staff)
    client = people.create(ClientFields("Quessar", "Paul"), by=by).id
    around = typed("Quessar", "Zineb", mobile="0661998877")
    contacts.create(client, around, by=by_staff(session.staff))
    async with opened(session) as (pilot, desk):
        await pilot.press(*"zineb")
        await settled(pilot)
        assert names(desk) == ["Quessar"]
        assert "› Quessar" in "\n".join(lines(desk))
        assert said(desk, "About").startswith("› Contact: Quessar Zineb")
        await pilot.press("enter")
        contact = await come_to(pilot, ContactDesk)
        assert "Quessar Zineb" in screen_text(contact.officine)
        await pilot.press("escape")
        fiche = await come_to(pilot, FicheDesk)
        assert fiche.client == client
        await pilot.press("escape")
        await come_to(pilot, type(desk))
        await pilot.press(*"quess")
        await settled(pilot)
        assert "›" not in "\n".join(lines(desk))
        await pilot.press("enter")
        await come_to(pilot, FicheDesk)
