"""Creates and edits clients, and reads one client."""

from collections.abc import Container
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, ClassVar

from models.people.clients import name_order
from models.people.clients.table import Client, ClientKind, ClientStatus, name_key, search_entry
from models.people.phones import to_e164
from models.refusals import N_, Missing, NoSuchClient, Refused, check_size
from models.requests import trail
from models.requests.by import By
from models.requests.rights import Right
from models.requests.trail import Trail
from models.requests.verb import verb
from models.store.connection import engine
from models.store.prepared import Prepared, given
from models.store.search import scanned
from models.store.search.wanted import as_number
from models.store.text import check_email, check_text
from models.values import Centimes

CREATES, EDITS = "clients.create", "clients.edit"
SAVES = (
    *(EDITS, "standing.archive", "standing.restore", "standing.sleep", "standing.wake"),
    "privacy.redact",
)
"""The verbs that raise a client's version by one."""


@dataclass(frozen=True, slots=True)
class ClientFields:
    """The fields of a client as a person types them. Phones in any local notation; stored as E.164.

    `ceiling` None means the pharmacy's default; 0 means no credit at all (credit-ceiling).
    """

    last_name: str = ""
    first_name: str = ""
    title: str = ""
    kind: ClientKind = ClientKind.REGULAR
    code: str = ""
    mobile: str = ""
    work_phone: str = ""
    home_phone: str = ""
    email: str = ""
    address: str = ""
    postal_code: str = ""
    city: str = ""
    organism: int | None = None
    registration_number: str = ""
    affiliation_number: str = ""
    share_balance: bool = False
    share_points: bool = False
    share_history: bool = False
    ceiling: Centimes | None = None
    alert: str = ""
    info: str = ""
    blocked: bool = False


@dataclass
class NotACeiling(Refused):
    """The ceiling is below 0."""

    field: ClassVar[str] = "ceiling"
    sentence: ClassVar[str] = N_("A ceiling is 0 or more.")


@dataclass
class CodeTaken(Refused):
    """Another client has this code, perhaps in the archives (INV-47)."""

    field: str
    code: str
    name: str
    sentence: ClassVar[str] = N_("The code {code} already belongs to {name}.")


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


@dataclass(frozen=True, slots=True)
class Saved:
    """A client after saving."""

    id: int
    code: str
    version: int


@verb(CREATES, Right.EDIT_CLIENTS, answers=lambda done: saved(done.concerned()))
def create(values: ClientFields, *, by: By) -> Saved:
    """Creates a client. Raises `Missing`, `CodeTaken`, `NotAPhone` and the other refusals of a field."""
    clean = checked(values)
    engine().serialise("places")
    _check_code_is_free(clean.code, None)
    key = name_key(clean.last_name, clean.first_name)
    place = name_order.take(key)
    columns = _columns(clean)
    columns["code"] = clean.code or f"new {by.key}"
    row = Client.create(name_key=key, place=place, **columns)
    if not clean.code:
        row.code = _free_code(row.id)
        Client.update(code=row.code).where(Client.id == row.id).execute()
    engine().search_put([search_entry(row)])
    trail.leave(by, client=row.id)
    return saved(row.id)


@verb(EDITS, Right.EDIT_CLIENTS, answers=lambda done: saved(done.concerned()))
def edit(client: int, values: ClientFields, *, version: int, by: By) -> Saved:
    """Saves the fields that differ (optimistic locking). Raises `ChangedMeanwhile` if that would
    undo what others saved since.
    """
    clean = checked(values)
    engine().serialise("places")  # Locked before the row: relabelling locks both, in this order.
    row = lock(client)
    before = fields_of(row)
    clean = clean if clean.code else replace(clean, code=_free_code(client))
    changed = {name: value for name, value in asdict(clean).items() if getattr(before, name) != value}
    if not changed:
        return saved(client)
    _refuse_to_undo(row, changed, since=version)
    if "code" in changed:
        _check_code_is_free(clean.code, client)
    _write(row, clean, list(changed))
    trail.leave(
        by, client=client, changes={name: [getattr(before, name), value] for name, value in changed.items()}
    )
    return saved(client)


def checked(values: ClientFields) -> ClientFields:
    """The values trimmed, phones as E.164. Raises the refusal of the first wrong field."""
    texts: dict[str, Any] = {
        field.name: check_text(field.name, getattr(values, field.name))
        for field in fields(values)
        if field.type is str
    }
    clean = replace(values, **texts)
    if not any(letter.isprintable() and letter != " " for letter in clean.last_name):
        raise Missing("last_name")
    if clean.ceiling is not None:
        check_size(clean.ceiling)
        if clean.ceiling < 0:
            raise NotACeiling
    return replace(
        clean,
        mobile=to_e164(clean.mobile, "mobile"),
        work_phone=to_e164(clean.work_phone, "work_phone"),
        home_phone=to_e164(clean.home_phone, "home_phone"),
        email=check_email(clean.email),
        code=clean.code.upper(),
    )


def faults(values: ClientFields) -> dict[str, Refused]:
    """The refusal of every wrong field, by name, for a form that shows all of them."""
    found: dict[str, Refused] = {}
    for field in fields(values):
        alone = ClientFields(last_name="x")
        try:
            checked(replace(alone, **{field.name: getattr(values, field.name)}))
        except Refused as refused:
            found[field.name] = refused
    return found


def fields_of(row: Client) -> ClientFields:
    """The fields of a client, as the form shows them."""
    names = (field.name for field in fields(ClientFields) if field.name != "organism")
    return ClientFields(organism=row.organism_id, **{name: getattr(row, name) for name in names})


def get(client: int) -> Client:
    """The client's row. Raises `NoSuchClient`."""
    row = Client.get_or_none(Client.id == client)
    if row is None:
        raise NoSuchClient(client)
    return row


_LOCKED = Prepared(lambda: engine().locked(Client.select().where(Client.id == given("client"))))


def lock(client: int) -> Client:
    """Locks the client's row until the transaction ends, and returns it. Raises
    `NoSuchClient` or `ClientAnonymised`.
    """
    row: Client | None = _LOCKED.row(client=client)
    if row is None:
        raise NoSuchClient(client)
    if row.status is ClientStatus.ANONYMISED:
        raise ClientAnonymised(client)
    return row


def saved(client: int) -> Saved:
    """The client as a screen needs it after saving. Raises `NoSuchClient`."""
    row = get(client)
    return Saved(row.id, row.code, row.version)


def full_name(row: Client) -> str:
    """`MARTINEZ Jeanne`"""
    return f"{row.last_name} {row.first_name}".strip()


def own_code(client: int, taken: Container[str] = ()) -> str:
    """The code of a client without a card: their number (fiche-code), or a similar one if it is taken."""
    code = f"{999900000000000 + client}"
    while code in taken:
        code += "A"
    return code


def find_by_code(text: str) -> int | None:
    """The client whose code or number is exactly this: a badge scanner types it before Enter."""
    word = scanned.as_scanned(text).lstrip("#")
    bears, number = bearer(word if word.isdigit() else text.strip().lstrip("#")), as_number(word)
    if bears is not None or number is None:
        return bears
    row = Client.get_or_none(Client.id == number)
    return row.id if row else None


def bearer(text: str) -> int | None:
    """The client with this code, never with this number: digits may be those of a product."""
    codes = [each for each in (scanned.as_scanned(text), scanned.perhaps_meant(text)) if each]
    row = Client.get_or_none(Client.code.in_(codes)) if codes else None
    return row.id if row else None


def _write(row: Client, clean: ClientFields, changed: list[str]) -> None:
    key = name_key(clean.last_name, clean.first_name)
    place = name_order.take(key) if key != row.name_key else row.place
    row.place = get(row.id).place  # Making room may have moved this very client.
    old = search_entry(row)
    for name, value in _columns(clean).items():
        if name.removesuffix("_id") in changed:
            setattr(row, name, value)
    row.name_key, row.place = key, place
    row.version += 1
    row.save(only=[*(row.dirty_fields)])
    new = search_entry(row)
    if new != old:
        engine().search_drop([old])
        engine().search_put([new])


def _columns(clean: ClientFields) -> dict[str, Any]:
    columns = asdict(clean)
    columns["organism_id"] = columns.pop("organism")
    return columns


def _check_code_is_free(code: str, but: int | None) -> None:
    if not code:
        return
    row = Client.get_or_none(Client.code == code, Client.id != (but or 0))
    if row is not None:
        raise CodeTaken("code", code, full_name(row))


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
        touched = wanted.keys() & save.details().get("changes", {}).keys()
        if touched:
            theirs |= {name: getattr(fields_of(row), name) for name in touched}
            names.append(save.staff.name if save.staff else "")
    if theirs:
        raise ChangedMeanwhile(names[0], theirs, row.version)
