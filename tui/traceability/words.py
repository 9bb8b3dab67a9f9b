"""A change in words: who, what, which field, what it was and became."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from locales import N_, _, formats
from locales.words import changed, requests
from models.custom_fields.definitions import definitions
from models.custom_fields.table import CustomRecord
from models.custom_fields.values import form_name
from models.people.clients import columns
from models.people.clients.fields import ClientFields
from models.people.companies.bank import MASKED, masked
from models.personal.kinds import WITHHELD
from models.requests.actors import DEMO, FOUNDING, INCOMING, REMINDERS, SHELL
from models.traceability import reading
from models.traceability.change import Change
from models.traceability.names import names_of
from tui.clients.conflict import shown
from tui.clients.sections.custom import field_named as custom_field
from tui.clients.sections.registry import asked_label, field_named
from tui.forms.fields import Field
from tui.parts.custom_fields import field_of

_PROGRAMS: Mapping[str, str] = {
    SHELL.name: N_("command line"),
    FOUNDING.name: N_("first start"),
    INCOMING.name: N_("messages received"),
    DEMO.name: N_("example"),
    REMINDERS.name: N_("reminders of appointments"),
}
_FICHE = frozenset({"clients", "standing", "merging", "privacy", "trash"})
"""The subjects whose fields are those of the editor."""
_NAMED: Mapping[tuple[str, str], str] = {
    ("products", "category"): "categories",
    ("product_import", "category"): "categories",
    ("products", "vat"): "vat",
    ("product_import", "vat"): "vat",
    ("client_categories", "price_list"): "price_lists",
    ("organisms", "successor"): "organisms",
    ("animals", "kind"): "animal_kinds",
    ("contacts", "client"): "clients",
    ("contacts", "relation"): "references",
    ("contacts", "site"): "sites",
    ("attribution", "contact"): "contacts",
    ("appointments", "contact"): "contacts",
    ("appointments", "staff"): "personnel",
}
"""The fields that hold an id, and of which subject it is."""
_PRODUCTS = frozenset({"products", "product_import"})


def author(change: Change) -> str:
    """Who did it: a member of staff, a program, or the client."""
    if change.author:
        return change.author
    return _(_PROGRAMS.get(change.program, N_("the client")))


class ChangeWords:
    """Says changes. It keeps the fields of forms that it made, so it is made anew where choices may have
    changed since.

    Args:
        tabs: the titles of the fiche's tabs by their keys, for the setting of their digits.
    """

    def __init__(self, tabs: Mapping[str, str] | None = None) -> None:
        self._tabs = tabs or {}
        self._field: Callable[[str, str], Field | None] = cache(_field)
        self._name: Callable[[str, int], str] = cache(_name)

    def request(self, change: Change) -> str:
        """What was done, and the name of what it was done to."""
        return " ".join(part for part in (requests.what(change.verb), change.name) if part)

    def what(self, change: Change) -> str:
        """The field, with what it is a field of where that is not the fiche; of a request, what was done."""
        if not change.field:
            return self.request(change)
        label = self.field(change)
        return f"{change.name} · {label}" if change.name else label

    def field(self, change: Change) -> str:
        """What the changed field is called; empty for a request that changed none."""
        if not change.field:
            return ""
        field = self._field(change.subject, change.field)
        if field is not None:
            return _(field.label)
        beginning, _point, rest = change.field.partition(".")
        if beginning == "by_category" and rest.isdecimal():
            return f"{changed.label(beginning)} · {self._name('categories', int(rest))}"
        if beginning == "required":
            return _(asked_label(rest))
        return changed.label(change.field)

    def before(self, change: Change) -> str:
        return self._value(change, change.before) if change.field else ""

    def after(self, change: Change) -> str:
        """What it became; of a request, the number of what it wrote, or why it was made."""
        return self._value(change, change.after) if change.field else str(change.after or "")

    def became(self, change: Change) -> str:
        """`Fès → Rabat`; of who was forgotten, a dash."""
        before, after = self.before(change), self.after(change)
        if not change.field or WITHHELD in (change.before, change.after):
            return after
        return f"{before} → {after}"

    def said(self, change: Change) -> str:
        """All of it, for a search."""
        texts = (
            *(formats.moment(change.at), author(change), self.request(change), self.field(change)),
            *(self.before(change), self.after(change)),
        )
        return " ".join(texts)

    def _value(self, change: Change, value: Any) -> str:
        if value == WITHHELD:
            return WITHHELD
        if change.field.startswith("tab_key."):
            return self._tabs.get(value, changed.value(change.field, value))
        of = _NAMED.get((change.subject, change.field))
        if of is not None and value is not None:
            return self._name(of, value)
        field = self._field(change.subject, change.field)
        if field is None:
            return changed.value(change.field, value)
        if field.name in MASKED:
            return masked(value or "") or changed.NOTHING
        return shown(field, _typed(change.field, value))


def changes_of(request: int) -> list[tuple[str, str]]:
    """The label of each field that a request changed, with what it was and became."""
    said = ChangeWords()
    return [(said.field(row), said.became(row)) for row in reading.one(request) if row.field]


def _typed(name: str, kept: Any) -> Any:
    """The value of a field, from what the trail keeps of it."""
    if "." in name:
        return kept or ""
    return getattr(columns.from_plain({name: kept}), name)


def _field(subject: str, name: str) -> Field | None:
    """The field of the form in which it is edited; None where that is not the editor."""
    beginning, _point, key = name.partition(".")
    if beginning == "custom" and key.isdecimal():
        return _custom(subject, int(key))
    if subject not in _FICHE or name not in ClientFields.__dataclass_fields__:
        return None
    try:
        return field_named(name)
    except StopIteration:
        return None


def _custom(subject: str, key: int) -> Field | None:
    if subject in _FICHE:
        return custom_field(form_name(key))
    known = (each for each in definitions(CustomRecord.PRODUCT) if each.id == key)
    return next((field_of(each) for each in known), None) if subject in _PRODUCTS else None


def _name(subject: str, key: int) -> str:
    return names_of({(subject, key)}).get((subject, key), str(key))
