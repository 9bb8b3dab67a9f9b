"""Checks of clients and staff: codes, archives, the trash, and the search index."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from peewee import JOIN, fn

from models.custom_fields.definitions import definitions
from models.custom_fields.table import CustomRecord
from models.custom_fields.values import faults, words
from models.doctor.fault import Check, Fault, first
from models.people.categories.table import ClientCategory
from models.people.clients.details import ClientDetails
from models.people.clients.table import STATUS_RANKS, Client, ClientStatus, name_key, words_of
from models.people.staff import codes
from models.refusals import N_
from models.requests.actors import Staff
from models.requests.trail import Trail
from models.store.connection import engine
from models.store.engines.engine import SearchEntry
from models.store.search.folding import fold
from models.store.search.spellings.keys import sound_key
from models.trash import linked
from models.trash.verbs import DELETE

CHUNK = 2000


def archived_are_settled() -> Iterator[Fault]:
    """INV-40: an archived client owes nothing and has no credit."""
    rows = Client.select(Client.id, Client.balance).where(
        Client.status == ClientStatus.ARCHIVED, Client.balance != 0
    )
    sentence = N_("Client {client} is archived with a balance of {balance}.")
    for client, balance in rows.tuples():
        yield Fault("INV-40", sentence, {"client": client}, {"balance": balance}, client)


def nothing_is_linked_to_the_trash() -> Iterator[Fault]:
    """INV-41: no record is linked to a client who was deleted."""
    sentence = N_("Client {client} is in the trash, and {table} holds {count} records of them.")
    for client, table, count in linked.of_the_trash():
        yield Fault("INV-41", sentence, {"client": client, "table": table, "count": count}, client=client)


def the_trash_says_who_filled_it() -> Iterator[Fault]:
    """INV-41: who is in the trash was deleted by a request, which says as what they are to come back."""
    deleted = Trail.select().where(Trail.client_id == Client.id, Trail.verb == DELETE)
    found = Client.select(Client.id).where(Client.status == ClientStatus.TRASHED, ~fn.EXISTS(deleted))
    sentence = N_("Client {client} is in the trash, and no request deleted them.")
    for (client,) in first(found):
        yield Fault("INV-41", sentence, {"client": client}, client=client)


def codes_are_unique() -> Iterator[Fault]:
    """INV-47: a code belongs to one client, in whatever spelling."""
    rows = Client.select(fn.UPPER(Client.code), fn.MIN(Client.id), fn.COUNT(Client.id)).group_by(
        fn.UPPER(Client.code)
    )
    sentence = N_("The code {code} belongs to {count} clients.")
    for code, client, count in rows.having(fn.COUNT(Client.id) > 1).tuples():
        yield Fault("INV-47", sentence, {"code": code, "count": count}, client=client)


@dataclass(frozen=True, slots=True)
class _Found:
    """The columns of a client that searching and listing need; reading whole rows
    would take ten times as long.
    """

    id: int
    place: int
    status: ClientStatus
    name_key: str
    last_name: str
    first_name: str
    code: str
    email: str
    registration_number: str
    mobile: str
    work_phone: str
    home_phone: str
    custom_words: str
    merged_words: str
    sound_key: str


_COLUMNS = [getattr(Client, column.name) for column in fields(_Found)]


def search_finds_everybody() -> Iterator[Fault]:
    """The search index holds every client once, with their present words, the sort labels are in name order,
    and the key of how a name sounds is that of the name.
    """
    last, last_key = 0, ""
    while True:
        with engine().reading():
            page = Client.select(*_COLUMNS).where(Client.place > last).order_by(Client.place).limit(CHUNK)
            rows = [_Found(*row) for row in page.tuples()]
            top = rows[-1].place if len(rows) == CHUNK else None
            indexed = {entry.place: entry for entry in engine().search_entries(last, top)}
        for row in rows:
            yield from _faults_of(row, last_key, indexed.pop(row.place, None))
            last_key = row.name_key
        for place in indexed:
            yield Fault(
                "search", N_("A search finds somebody who is not there (place {place})."), {"place": place}
            )
        if top is None:
            return
        last = top


def _faults_of(row: _Found, key_before: str, indexed: SearchEntry | None) -> Iterator[Fault]:
    key = name_key(row.last_name, row.first_name)
    if key_before > row.name_key:
        sentence = N_("Client {client} is out of order in the list.")
        yield Fault("places", sentence, {"client": row.id}, client=row.id)
    if row.name_key != key:
        sentence = N_("Client {client} is sorted by another name than theirs.")
        yield Fault("places", sentence, {"client": row.id}, client=row.id)
    if row.sound_key != sound_key(row.last_name, row.first_name):
        sentence = N_("Client {client} is compared with others by another name than theirs.")
        yield Fault("search", sentence, {"client": row.id}, client=row.id)
    words = words_of(row, row.code, row.custom_words, row.merged_words)
    if indexed is None or indexed.status != STATUS_RANKS[row.status] or not _same(indexed.words, words):
        sentence = N_("A search does not find client {client} as they are.")
        yield Fault("search", sentence, {"client": row.id}, client=row.id)


def _same(some: str, others: str) -> bool:
    """Whether both are the same words; PostgreSQL returns them in another order."""
    return some == others or set(some.split()) == set(others.split())


def staff_can_log_in() -> Iterator[Fault]:
    """Every member of staff is found by name and has a hashed code."""
    for row in Staff.select():
        if row.name_key != fold(row.name) or not codes.HASHED.fullmatch(row.code_hash):
            yield Fault("staff", N_("{name} could not log in."), {"name": row.name})
    if Client.select().exists() and not Staff.select().where(Staff.active).exists():
        yield Fault("staff", N_("There are clients, but nobody works here who could log in."))


def fiches_can_be_used() -> Iterator[Fault]:
    """A client's fields are valid: a name, a code in capitals, phones as +212612345678, an
    e-mail address with an @.
    """
    phones = [Client.mobile, Client.work_phone, Client.home_phone]
    wrong = (fn.TRIM(Client.last_name) == "") | (fn.UPPER(fn.TRIM(Client.code)) != Client.code)
    for phone in phones:
        shape = phone.startswith("+") & fn.LENGTH(phone).between(8, 16)
        wrong |= (phone != "") & (~shape | (fn.LTRIM(phone, "+0123456789") != ""))
    wrong |= (Client.email != "") & ~Client.email.contains("@")
    sentence = N_("The fiche of client {client} holds a name, a code, a phone or an address that is none.")
    for (client,) in first(Client.select(Client.id).where(wrong)):
        yield Fault("clients", sentence, {"client": client}, client=client)


def custom_values_fit() -> Iterator[Fault]:
    """Each value of a custom field fits the kind of its field, and a search finds the client by it where the
    field is searchable.
    """
    known = {each.id: each for each in definitions(CustomRecord.CLIENT)}
    wrong = N_("Client {client} has a value that does not fit the field {field}.")
    lost = N_("Client {client} has a value of a field that does not exist.")
    unfound = N_("A search does not find client {client} by their custom fields.")
    rows = Client.select(Client.id, Client.custom_words, ClientDetails.custom).join(
        ClientDetails, JOIN.LEFT_OUTER, on=ClientDetails.client == Client.id
    )
    for client, found_by, custom in rows.where(
        (Client.custom_words != "") | (ClientDetails.custom != {})
    ).tuples():
        for _, definition in faults(custom or {}, known):
            name = definition.name if definition else ""
            yield Fault(
                "fields", wrong if definition else lost, {"client": client, "field": name}, client=client
            )
        if found_by != words(custom or {}, known.values()):
            yield Fault("search", unfound, {"client": client}, client=client)


def categories_have_names() -> Iterator[Fault]:
    """A category of clients is found by its name in any spelling, which no other one has."""
    sentence = N_("The category of clients {name} is filed under another name.")
    for name, key in ClientCategory.select(ClientCategory.name, ClientCategory.name_key).tuples():
        if not key or fold(name) != key:
            yield Fault("names", sentence, {"name": name})


CHECKS: tuple[Check, ...] = (
    archived_are_settled,
    nothing_is_linked_to_the_trash,
    the_trash_says_who_filled_it,
    codes_are_unique,
    search_finds_everybody,
    staff_can_log_in,
    fiches_can_be_used,
    categories_have_names,
    custom_values_fit,
)
