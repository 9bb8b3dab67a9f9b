"""Keeps the reference lists: create, edit, arrange, retire and put back. Nothing is deleted."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, ClassVar

from peewee import fn

from models.people.phones import to_e164
from models.people.references.payment_terms import check_days
from models.people.references.table import WITH_PHONE, Reference, ReferenceKind
from models.refusals import N_, Missing, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.editing import differences
from models.requests.rights import Right
from models.requests.verb import verb
from models.store.connection import engine
from models.store.search.folding import fold
from models.store.text import check_text

CREATES, EDITS, ARRANGES = "references.create", "references.edit", "references.arrange"
RETIRES, PUTS_BACK = "references.retire", "references.put_back"


RELATIONS = ("Conjoint", "Enfant", "Parent", "Représentant", "Acheteur", "Aidant", "Autre")
"""The relations that a new pharmacy has to choose from, in French as its lists are."""


@dataclass(frozen=True, slots=True)
class ReferenceFields:
    """The fields of an entry. `phone` is for people, the rule (`days`, `end_of_month`) for payment terms."""

    name: str = ""
    phone: str = ""
    days: int | None = None
    end_of_month: bool = False


@dataclass
class ReferenceNameTaken(Refused):
    """The list already has an entry of this name, in whatever spelling."""

    name: str
    field: ClassVar[str] = "name"
    sentence: ClassVar[str] = N_("The list already has {name}.")


@dataclass
class RetiredNameTaken(Refused):
    """A retired entry of the list has this name, in whatever spelling."""

    name: str
    field: ClassVar[str] = "name"
    sentence: ClassVar[str] = N_("{name} is in this list, retired. Put it back instead.")


@dataclass
class NoSuchReference(Refused):
    reference: int
    sentence: ClassVar[str] = N_("This is no longer in the lists.")


@dataclass
class ReferenceChanged(Refused):
    """Another person saved it since it was read."""

    name: str
    sentence: ClassVar[str] = N_("{name} was changed meanwhile. Look at it again.")


@dataclass
class ListChanged(Refused):
    """Another person added to the list, or arranged it, since it was read."""

    sentence: ClassVar[str] = N_("The list was changed meanwhile. Look at it again.")


@verb(CREATES, Right.CHANGE_SETTINGS, answers=lambda done: int(done.details()["reference"]))
def create(kind: ReferenceKind, values: ReferenceFields, *, by: By) -> int:
    """Adds an entry at the end of a list; returns its id.

    Raises `Missing`, `ReferenceNameTaken`, `RetiredNameTaken`, `NotTerms`, `NotAPhone`, or what `check_text`
    raises.
    """
    engine().serialise("references")
    clean = _checked(kind, values)
    _check_name_is_free(kind, clean.name, None)
    last = Reference.select(fn.MAX(Reference.position)).where(Reference.kind == kind).scalar() or 0
    row = Reference.create(kind=kind, name_key=fold(clean.name), position=last + 1, **asdict(clean))
    trail.leave(by, reference=row.id, kind=kind, **asdict(clean))
    return int(row.id)


@verb(EDITS, Right.CHANGE_SETTINGS)
def edit(reference: int, values: ReferenceFields, *, seen: ReferenceFields, by: By) -> None:
    """Saves an entry over the values `seen` (optimistic locking). Papers that were issued keep their words.

    Raises `ReferenceChanged`, `NoSuchReference`, and what `create` raises.
    """
    engine().serialise("references")
    row = _find(reference)
    clean = _checked(row.kind, values)
    _check_name_is_free(row.kind, clean.name, reference)
    before = _fields(row)
    if before not in (seen, clean):
        raise ReferenceChanged(before.name)
    if before == clean:
        return
    _save(reference, name_key=fold(clean.name), **asdict(clean))
    trail.leave(by, reference=reference, changes=differences(before, clean))


@verb(ARRANGES, Right.CHANGE_SETTINGS)
def arrange(kind: ReferenceKind, order: Sequence[int], *, seen: Sequence[int], by: By) -> None:
    """Puts the entries of a list in this order, over the order `seen` (optimistic locking); both name all of
    them, those that are retired too.

    Raises `ListChanged`.
    """
    engine().serialise("references")
    rows = Reference.select(Reference.id, Reference.position).where(Reference.kind == kind)
    kept = list(rows.order_by(Reference.position, Reference.id).tuples())
    now, wanted = [key for key, _ in kept], list(order)
    if now == wanted:
        return
    if now != list(seen) or sorted(now) != sorted(wanted):
        raise ListChanged
    positions = dict(kept)
    for position, key in enumerate(wanted, start=1):
        if positions[key] != position:
            _save(key, position=position)
    trail.leave(by, kind=kind, order=wanted)


@verb(RETIRES, Right.CHANGE_SETTINGS)
def retire(reference: int, *, seen: ReferenceFields, by: By) -> None:
    """Offers an entry no longer. Where it was chosen it stays.

    Raises `NoSuchReference` or `ReferenceChanged`.
    """
    _offer(reference, False, seen, by)


@verb(PUTS_BACK, Right.CHANGE_SETTINGS)
def put_back(reference: int, *, seen: ReferenceFields, by: By) -> None:
    """Offers a retired entry again. Raises `NoSuchReference` or `ReferenceChanged`."""
    _offer(reference, True, seen, by)


def fields_of(reference: int) -> ReferenceFields:
    """The fields of an entry, as a form shows them. Raises `NoSuchReference`."""
    return _fields(_find(reference))


def ensure(names: Sequence[str] = RELATIONS) -> None:
    """Adds the relations that are missing. Called by verbs, inside their transaction."""
    listed = Reference.select(Reference.name_key).where(Reference.kind == ReferenceKind.RELATION)
    known = {key for (key,) in listed.tuples()}
    for position, name in enumerate(names, start=1):
        if fold(name) not in known:
            Reference.create(kind=ReferenceKind.RELATION, name=name, name_key=fold(name), position=position)


def _offer(reference: int, active: bool, seen: ReferenceFields, by: By) -> None:
    engine().serialise("references")
    row = _find(reference)
    if _fields(row) != seen:
        raise ReferenceChanged(row.name)
    if row.active is not active:
        _save(reference, active=active)
        trail.leave(by, reference=reference, name=row.name)


def _checked(kind: ReferenceKind, values: ReferenceFields) -> ReferenceFields:
    if (values.days is not None or values.end_of_month) and kind is not ReferenceKind.PAYMENT_TERMS:
        raise ValueError(f"{kind} have no rule of payment")
    if values.phone and kind not in WITH_PHONE:
        raise ValueError(f"{kind} have no phone")
    name = check_text("name", values.name)
    if not fold(name):
        raise Missing("name")
    if kind is ReferenceKind.PAYMENT_TERMS:
        if values.days is None:
            raise Missing("days")
        check_days(values.days)
    return replace(values, name=name, phone=to_e164(check_text("phone", values.phone), "phone"))


def _check_name_is_free(kind: ReferenceKind, name: str, but: int | None) -> None:
    same = Reference.get_or_none(
        Reference.kind == kind, Reference.name_key == fold(name), Reference.id != (but or 0)
    )
    if same is not None:
        raise ReferenceNameTaken(same.name) if same.active else RetiredNameTaken(same.name)


def _fields(row: Reference) -> ReferenceFields:
    return ReferenceFields(row.name, row.phone, row.days, row.end_of_month)


def _find(reference: int) -> Reference:
    row: Reference | None = Reference.get_or_none(Reference.id == reference)
    if row is None:
        raise NoSuchReference(reference)
    return row


def _save(reference: int, **change: Any) -> None:
    Reference.update(**change).where(Reference.id == reference).execute()
