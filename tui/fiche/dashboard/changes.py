"""What an edit of the fiche changed, each field as the form shows it."""

from collections.abc import Iterator, Mapping
from typing import Any

from locales import N_, _, formats
from models.people.clients import columns
from models.people.companies.bank import MASKED, masked
from models.personal.kinds import WITHHELD
from models.requests.editing import changes_in
from tui.clients.conflict import shown
from tui.clients.sections.custom import flat
from tui.clients.sections.registry import field_named

_AROUND: Mapping[str, str] = {
    "name": N_("Name"),
    "contact": N_("Contact"),
    "role": N_("Role"),
    "phone": N_("Phone"),
}
"""What is kept of a site and of its contacts and has no field in the form of a client, with its label; in the
order of their forms.
"""


def changes(details: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The label of each changed field, and its value before → after. Of who was forgotten nothing is left."""
    kept = changes_in(details)
    told = {name: values for name, values in kept.items() if WITHHELD not in values}
    before, after = (
        flat(columns.from_plain({name: values[side] for name, values in told.items()})) for side in (0, 1)
    )
    changed = [name for name in before if before[name] != after[name]]
    found = [(_label(name), f"{_said(name, before[name])} → {_said(name, after[name])}") for name in changed]
    return [*_around(told), *found, *((_label(name), WITHHELD) for name in kept if name not in told)]


def _around(told: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, label in _AROUND.items():
        if name in told:
            before, after = (formats.phone(each) if name == "phone" else each for each in told[name])
            yield _(label), f"{before or '–'} → {after or '–'}"


def _said(name: str, value: Any) -> str:
    if name in MASKED:
        return masked(value) or "–"
    try:
        return shown(field_named(name), value)
    except StopIteration:
        return str(value or "–")


def _label(name: str) -> str:
    """The label of its field; the name of one that has no field in the form."""
    try:
        return _(field_named(name).label)
    except StopIteration:
        return name
