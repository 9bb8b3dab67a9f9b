"""The editor shows what is no longer offered where it was chosen, and saving the fiche keeps it."""

from models.people.clients import verbs as clients
from models.people.organisms import listing
from models.people.organisms import verbs as organisms
from tests.asking import by_staff
from tests.tui.fiche.fiche_ledger import Ledger, screen_text
from tests.tui.hands import Hands, at_fiche, come_to
from tui.clients.editor import EditorDesk
from tui.frame.session import Session


def retire(session: Session, name: str) -> int:
    row = next(row for row in listing.organisms() if row.name == name)
    organisms.retire(row.id, seen=organisms.fields_of(row.id), by=by_staff(session.staff))
    return row.id


async def at_organism(hands: Hands) -> EditorDesk:
    await hands.press("f3")
    desk: EditorDesk = await come_to(hands.pilot, EditorDesk)
    desk.form.go_to("organism")
    await hands.pilot.pause()
    return desk


async def test_a_retired_organism_is_shown_and_kept_where_it_was_chosen(session: Session) -> None:
    saham = next(row.id for row in listing.organisms() if row.name == "Saham")
    client = Ledger(session).client(organism=saham)
    retire(session, "Saham")
    async with at_fiche(session, client) as hands:
        await at_organism(hands)
        assert "‹Saham (retired)›" in screen_text(hands.app)
        await hands.press("ctrl+s")
        assert clients.get(client).organism_id == saham


async def test_what_is_retired_is_not_offered_to_anybody_else(session: Session) -> None:
    saham = retire(session, "Saham")
    client = Ledger(session).client()
    async with at_fiche(session, client) as hands:
        desk = await at_organism(hands)
        await hands.press(*"sah")
        assert desk.form.value("organism", ...) != saham
        assert "Saham" not in screen_text(hands.app)
