"""INV-41: whatever a fiche holds and whatever others do meanwhile, the trash gives back the very same."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from models import doctor
from models.appointments import verbs as appointments
from models.appointments.table import AppointmentFields
from models.importing.clients import verbs as client_import
from models.importing.clients.known import Known
from models.money.ledger import client_status
from models.outbox.channels.channel import Channel
from models.outbox.consents import verbs as consents
from models.outbox.consents.table import ConsentSource, Word
from models.people.clients import selections
from models.people.clients import verbs as clients
from models.people.clients.table import Client
from models.people.clients.verbs import ClientFields
from models.people.photos import pictures
from models.people.photos import verbs as photos
from models.people.sites import verbs as sites
from models.people.sites.table import SiteFields
from models.people.staff import drafts
from models.people.technical_sheets import keeping
from models.people.technical_sheets import verbs as technical_sheets
from models.people.technical_sheets.verbs import NewEntry
from models.privacy.rows import ROWS
from models.store.connection import engine
from models.trade.prices import discounts
from models.trade.prices.discounts import ClientDiscounts
from models.trash import verbs as trash
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.pictures import jpeg

Step = Callable[[Counter, int], Any]

FACE = pictures.made_of(jpeg(40, 50))


def asked(counter: Counter) -> dict[str, Any]:
    return {"by": by_staff(counter.staff)}


def edit(counter: Counter, client: int) -> None:
    row = clients.get(client)
    values = ClientFields(
        last_name="Martinez",
        code="CARTE7",
        mobile="0612345678",
        alert="⚠ ",
        birth_date=None,
        siren="732829320",
    )
    clients.edit(client, values, version=row.version, **asked(counter))


def note(counter: Counter, client: int) -> None:
    theme = keeping.create(None, "Coloration", **asked(counter))
    criterion = keeping.create(theme, "Blond", **asked(counter))
    technical_sheets.write(client, NewEntry(counter.staff, criterion, None, "40 ml"), **asked(counter))


FILLING: dict[str, Step] = {
    "fields": edit,
    "a site": lambda counter, client: sites.create(client, SiteFields(f"Dépôt {client}"), **asked(counter)),
    "a technical sheet": note,
    "an appointment": lambda counter, client: appointments.create(
        client, AppointmentFields(date(2026, 12, 1), 600, 30, "Vaccin", counter.staff), **asked(counter)
    ),
    "a photo": lambda counter, client: photos.add(client, FACE, **asked(counter)),
    "discounts": lambda counter, client: discounts.choose(
        client, ClientDiscounts(500), seen=ClientDiscounts(), **asked(counter)
    ),
    "a list": lambda counter, client: selections.save("Fidèles", [client], **asked(counter)),
    "a consent": lambda counter, client: consents.record(
        client, Channel.SMS, Word.STOP, ConsentSource.FORM, **asked(counter)
    ),
    "a draft": lambda counter, client: drafts.keep(counter.staff, "client", str(client), {"name": "x"}),
    "sleep": lambda counter, client: client_status.put_to_sleep(client, **asked(counter)),
    "archives": lambda counter, client: client_status.archive(client, **asked(counter)),
}
"""What belongs to a fiche. Each can be done once, in any order."""


def imported(counter: Counter, folder: Path) -> None:
    file = folder / "clients.csv"
    file.write_text("Martinez Jean;12,00\nAlami Salma;-3,00\n", encoding="utf-8")
    client_import.carry_out(client_import.read(file), known=Known.ADD, **asked(counter))


def sold(counter: Counter) -> None:
    counter.sell(counter.client("Martinez", "Jeannette"), 500)


MEANWHILE: dict[str, Callable[[Counter, Path], Any]] = {
    "a sale to somebody else": lambda counter, _: sold(counter),
    "an import": imported,
    "somebody else deleted": lambda counter, _: trash.delete(counter.client("Zouhair"), **asked(counter)),
    "nearly the same name": lambda counter, _: [counter.client("Martinez", "Jeann") for _ in range(3)],
}


def rows(of: int | None = None) -> dict[str, Any]:
    """Every row but those of the trail, which only grows, or the rows about a client; with the search."""
    run = engine().run
    found: dict[str, Any] = {}
    for table, columns in engine().columns().items():
        if table == "trail" or (of is not None and table not in ROWS):
            continue
        where = f" WHERE {ROWS[table].of([of])}" if of is not None else ""
        read = run(f"SELECT {', '.join(columns)} FROM {table}{where}", ()).fetchall()
        found[table] = sorted(map(repr, read))
    entries = engine().search_entries(0, None)
    place = Client.get_by_id(of).place if of is not None else None
    found["search"] = [repr(each) for each in entries if place in (None, each.place)]
    return found


@settings(max_examples=6)
@given(
    filled=st.lists(st.sampled_from(sorted(FILLING)), unique=True),
    meanwhile=st.lists(st.sampled_from(sorted(MEANWHILE)), unique=True, max_size=2),
)
def test_inv_41_the_very_same_fiche_comes_back(
    renewed: Callable[[], Counter], tmp_path_factory: Any, filled: list[str], meanwhile: list[str]
) -> None:
    counter, folder = renewed(), tmp_path_factory.mktemp("files")
    client = counter.client()
    if "archives" in filled and "sleep" in filled:
        filled.remove("sleep")
    for name in filled:
        FILLING[name](counter, client)
    before, theirs = rows(), rows(client)
    trash.delete(client, **asked(counter))
    assert rows() != before
    for name in meanwhile:
        MEANWHILE[name](counter, folder)
    trash.restore(client, **asked(counter))
    assert rows(client) == theirs
    if not meanwhile:
        assert rows() == before
    assert doctor.examine() == []
