"""Creates and edits clients, and reads one client."""

from collections.abc import Collection, Container
from dataclasses import asdict, dataclass, replace
from typing import Any, ClassVar

from peewee import ModelSelect

from models.custom_fields.definitions import definitions
from models.custom_fields.table import CustomRecord
from models.custom_fields.values import CustomValues, accepted, words
from models.people.categories.verbs import check_may_be_chosen
from models.people.clients import columns, details, lists, name_order
from models.people.clients.aliases import WITH_OTHERS, survivor_of, survivor_or_itself
from models.people.clients.columns import fields_of
from models.people.clients.fields import EMPTY, ClientFields, checked, faults
from models.people.clients.table import Client, ClientStatus, Named, name_key, search_entry
from models.refusals import N_, NoSuchClient, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.editing import CHANGES, OF_DETAILS, changes_in
from models.requests.rights import Right
from models.requests.trail import Trail
from models.requests.verb import verb
from models.store.connection import engine
from models.store.prepared import Prepared, given
from models.store.search.spellings.keys import sound_key

__all__ = ["ClientFields", "checked", "faults", "fields_of"]
"""What the verbs take and answer, and what is asked of it; the rest of it is in `fields` and `columns`."""

CREATES, EDITS = "clients.create", "clients.edit"
SAVES = (
    *(EDITS, "standing.archive", "standing.restore", "standing.sleep", "standing.wake"),
    *("privacy.redact", "merging.merge", "merging.undo"),
)
"""The verbs that raise a client's version by one."""


@dataclass
class CodeTaken(Refused):
    """Another client has this code, perhaps in the archives (INV-47)."""

    field: str
    code: str
    name: str
    sentence: ClassVar[str] = N_("The code {code} already belongs to {name}.")


@dataclass
class CodeInTrash(Refused):
    """A client in the trash keeps their code, as they may be restored (INV-47)."""

    field: str
    code: str
    name: str
    sentence: ClassVar[str] = N_("The code {code} belongs to {name}, who is in the trash.")


@dataclass
class ChangedMeanwhile(Refused):
    """Others saved this client since it was read (optimistic locking). `theirs` holds their values
    of the fields in conflict.

    `version` is the one to save over, once the person has seen what that would replace.
    """

    by: str
    theirs: dict[str, Any]
    version: int
    sentence: ClassVar[str] = N_("{by} changed this client meanwhile.")


@dataclass
class ClientAnonymised(Refused):
    """INV-43: an anonymised client stays so, and nothing is entered on their account any more."""

    client: int
    sentence: ClassVar[str] = N_("Client {client} was forgotten for good: nothing can be changed any more.")


@dataclass
class ClientInTrash(Refused):
    """INV-41: a deleted client is restored before anything is entered for them."""

    client: int
    name: str
    sentence: ClassVar[str] = N_("{name} (No. {client}) is in the trash: restore the fiche there first.")


@dataclass
class MergedMeanwhile(Refused):
    """The fiche was merged into another one: what was typed over its fields is not meant for those."""

    client: int
    name: str
    sentence: ClassVar[str] = N_("Client {client} was merged into {name} meanwhile. Edit that fiche.")


@dataclass(frozen=True, slots=True)
class Saved:
    """A client after saving."""

    id: int
    code: str
    version: int


@verb(CREATES, Right.EDIT_CLIENTS, answers=lambda done: saved(done.concerned()))
def create(values: ClientFields, *, by: By) -> Saved:
    """Creates a client. Raises `Missing`, `CodeTaken`, `CodeInTrash`, `NotAPhone`, `OrganismNotOffered` and
    the other refusals of a field.
    """
    clean = checked(values)
    lists.check(clean, EMPTY, by)
    engine().serialise("places")
    _check_code_is_free(clean.code, None)
    check_may_be_chosen(clean.category, None)
    clean = _with_custom(clean, {})
    key = name_key(clean.last_name, clean.first_name)
    place = name_order.take(key)
    kept = asdict(clean) | {"code": clean.code or f"new {by.key}"}
    row = Client.create(
        name_key=key,
        place=place,
        sound_key=sound_key(clean.last_name, clean.first_name),
        custom_words=_custom_words(clean),
        **{columns.attribute(name): kept[name] for name in columns.IN_CLIENT},
    )
    if not clean.code:
        row.code = _free_code(row.id)
        Client.update(code=row.code).where(Client.id == row.id).execute()
    if details.filled_in(kept, EMPTY):
        details.write(row.id, {name: kept[name] for name in columns.IN_DETAILS})
    engine().search_put([search_entry(row)])
    trail.leave(by, client=row.id)
    return saved(row.id)


@verb(EDITS, Right.EDIT_CLIENTS, answers=lambda done: saved(done.concerned()))
def edit(client: int, values: ClientFields, *, version: int, by: By) -> Saved:
    """Saves the fields that differ (optimistic locking). Raises `ChangedMeanwhile` if that would
    undo what others saved since, and `MergedMeanwhile` if these are no longer the fields of this client.
    """
    clean = checked(values)
    engine().serialise("places")  # Locked before the row: relabelling locks both, in this order.
    row = lock(client)
    if row.id != client:
        raise MergedMeanwhile(client, full_name(row))
    before = fields_of(row)
    clean = clean if clean.code else replace(clean, code=_free_code(client))
    clean = _with_custom(clean, before.custom)
    changed = {name: value for name, value in asdict(clean).items() if getattr(before, name) != value}
    if not changed:
        return saved(client)
    _refuse_to_undo(row, changed, since=version)
    lists.check(clean, asdict(before), by)
    if "code" in changed:
        _check_code_is_free(clean.code, client)
    check_may_be_chosen(clean.category, before.category)
    _write(row, clean, list(changed))
    trail.leave(by, client=client, **as_changes(columns.plain(before), columns.plain(clean), changed))
    return saved(client)


_IN_CHANGES = tuple(name for name in columns.IN_CLIENT if name != "category")
_IN_CHANGES_OF_DETAILS = (*columns.IN_DETAILS, "category")
"""What a redaction takes out of `changes` are the fields it names; the category is younger than that list,
and told with the details, which it takes out as a whole.
"""


def write(row: Client, clean: ClientFields, *, merged_words: str | None = None) -> dict[str, Any]:
    """Writes the fields of a client who is locked, inside the caller's verb, which took "places" before and
    judged the values; raises the version by one. Returns what the trail keeps of it. `merged_words` are those
    of the fiches merged into this one, where these change.
    """
    before = fields_of(row)
    changed = [name for name, value in asdict(clean).items() if getattr(before, name) != value]
    _write(row, clean, changed, merged_words)
    return as_changes(columns.plain(before), columns.plain(clean), changed)


def as_changes(before: dict[str, Any], after: dict[str, Any], changed: Container[str]) -> dict[str, Any]:
    """What the trail of an edit keeps: the old and the new value of each `changed` field, as
    `columns.plain`.
    """
    by_place = {
        place: {name: [before[name], after[name]] for name in names if name in changed}
        for place, names in ((CHANGES, _IN_CHANGES), (OF_DETAILS, _IN_CHANGES_OF_DETAILS))
    }
    return {place: changes for place, changes in by_place.items() if changes}


def get(client: int) -> Client:
    """The client's row. Raises `NoSuchClient`."""
    row = Client.get_or_none(Client.id == client)
    if row is None:
        raise NoSuchClient(client)
    return row


_VERSION_BEFORE = "version_before"


def _locking(wanted: Any) -> ModelSelect:
    seen = Client.alias()
    before = seen.select(seen.version).where(seen.id == Client.id).alias(_VERSION_BEFORE)
    beside = *details.WITH_COUNTRY, WITH_OTHERS, before
    return engine().locked(Client.select(Client, *beside).where(Client.id == wanted))


_LOCKED = Prepared(lambda: _locking(survivor_or_itself(given("client"))))
_LOCKED_ITSELF = Prepared(lambda: _locking(given("client")))


def _locked(query: Prepared, client: int) -> Client | None:
    """The row that the statement locks. Where PostgreSQL waited for it, it returns the row as it is now, but
    what it reads beside that is from before: whoever was saved or merged meanwhile is read again.
    """
    row: Client | None = query.row(client=client)
    if row is not None and row.version != row.__data__[_VERSION_BEFORE]:
        row = _LOCKED_ITSELF.row(client=row.id)
    return row


def lock(client: int) -> Client:
    """Locks the row of the fiche that stands for this client until the transaction ends, and returns it: of a
    merged one that is the survivor, with whose id everything new is written. Raises `NoSuchClient`,
    `ClientAnonymised` or `ClientInTrash`.
    """
    row = lock_with_trash(client)
    refuse_trashed(row)
    return row


def lock_with_trash(client: int) -> Client:
    """The same, also for a client in the trash. Raises `NoSuchClient` or `ClientAnonymised`."""
    row = _locked(_LOCKED, client)
    while row is not None and (row.id != client or row.status is ClientStatus.MERGED):
        # While it waited for the row, somebody may have merged this fiche, or given it back.
        meant = survivor_of(client)
        if meant == row.id:
            break
        row = _locked(_LOCKED_ITSELF, meant)
    return _usable(client, row)


def lock_itself(client: int) -> Client:
    """Locks the row of this very fiche, merged or not. Raises `NoSuchClient`, `ClientAnonymised` or
    `ClientInTrash`.
    """
    row = _usable(client, _locked(_LOCKED_ITSELF, client))
    refuse_trashed(row)
    return row


def _usable(client: int, row: Client | None) -> Client:
    if row is None:
        raise NoSuchClient(client)
    if row.status is ClientStatus.ANONYMISED:
        raise ClientAnonymised(client)
    return row


def refuse_trashed(row: Client) -> None:
    """Raises `ClientInTrash` for a client in the trash."""
    if row.status is ClientStatus.TRASHED:
        raise ClientInTrash(row.id, full_name(row))


def saved(client: int) -> Saved:
    """The client as a screen needs it after saving. Raises `NoSuchClient`."""
    row = get(client)
    return Saved(row.id, row.code, row.version)


def full_name(client: Named) -> str:
    """`MARTINEZ Jeanne`"""
    return f"{client.last_name} {client.first_name}".strip()


def own_code(client: int, taken: Container[str] = ()) -> str:
    """The code of a client without a card: their number (fiche-code), or a similar one if it is taken."""
    code = f"{999900000000000 + client}"
    while code in taken:
        code += "A"
    return code


def _write(
    row: Client, clean: ClientFields, changed: Collection[str], merged_words: str | None = None
) -> None:
    key = name_key(clean.last_name, clean.first_name)
    place = name_order.take(key) if key != row.name_key else row.place
    row.place = get(row.id).place  # Making room may have moved this very client.
    old = search_entry(row)
    for name in columns.IN_CLIENT:
        if name in changed:
            setattr(row, columns.attribute(name), getattr(clean, name))
    if "custom" in changed:
        row.custom_words = _custom_words(clean)
    if merged_words is not None:
        row.merged_words = merged_words
    row.name_key, row.place = key, place
    sounds = sound_key(clean.last_name, clean.first_name)
    if sounds != row.sound_key:
        row.sound_key = sounds
    row.version += 1
    row.save(only=[*(row.dirty_fields)])
    beside = {name: getattr(clean, name) for name in columns.IN_DETAILS if name in changed}
    if beside:
        details.write(row.id, beside)
    new = search_entry(row)
    if new != old:
        engine().search_drop([old])
        engine().search_put([new])


def _with_custom(values: ClientFields, before: CustomValues) -> ClientFields:
    """The same with the values of custom fields as they are kept. Raises what `accepted` raises."""
    if values.custom == before:
        return values
    return replace(values, custom=accepted(values.custom, before, definitions(CustomRecord.CLIENT)))


def _custom_words(values: ClientFields) -> str:
    return words(values.custom, definitions(CustomRecord.CLIENT)) if values.custom else ""


def code_taken(code: str, row: Client) -> CodeTaken | CodeInTrash:
    """The refusal of a code that this client has."""
    taken = CodeInTrash if row.status is ClientStatus.TRASHED else CodeTaken
    return taken("code", code, full_name(row))


def _check_code_is_free(code: str, but: int | None) -> None:
    if not code:
        return
    row = Client.get_or_none(Client.code == code, Client.id != (but or 0))
    if row is not None:
        raise code_taken(code, row)


def _free_code(client: int) -> str:
    """Their automatic code, or a similar one if it was given to somebody by hand."""
    code = own_code(client)
    while Client.select().where(Client.code == code, Client.id != client).exists():
        code += "A"
    return code


def _refuse_to_undo(row: Client, wanted: dict[str, Any], since: int) -> None:
    """Each save raises the version by one, so the saves since `since` are the last ones of the trail."""
    if row.version == since:
        return
    saves = (
        Trail.select()
        .where(Trail.client_id == row.id, Trail.verb.in_(SAVES))
        .order_by(Trail.id.desc())
        .limit(row.version - since)
    )
    theirs: dict[str, Any] = {}
    names: list[str] = []
    for save in saves:
        touched = wanted.keys() & changes_in(save.details()).keys()
        if touched:
            theirs |= {name: getattr(fields_of(row), name) for name in touched}
            names.append(save.staff.name if save.staff else "")
    if theirs:
        raise ChangedMeanwhile(names[0], theirs, row.version)
