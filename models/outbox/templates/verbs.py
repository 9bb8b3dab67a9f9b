"""Saving and retiring templates (tpl-global)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from models.outbox.channels.channel import Channel
from models.outbox.channels.registry import MAIN
from models.outbox.messages.campaign import Goal
from models.outbox.templates import rendering
from models.outbox.templates.table import Template
from models.refusals import N_, Missing, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.rights import Right
from models.requests.verb import verb
from models.store.connection import engine
from models.store.search.folding import fold
from models.store.text import check_text

BUILT_IN = "Bonjour {client}, votre solde est de {solde} au {date}. Merci de passer le régler. {pharmacie}"
"""The reminder of a pharmacy that has no template: in the language of clients, in
letters that cost no more.
"""

_SHIPPED = {
    Goal.BALANCE_REMINDER: BUILT_IN,
    Goal.BIRTHDAY: "{pharmacie} vous souhaite un joyeux anniversaire, {prenom} ! "
    "Répondez STOP pour ne plus rien recevoir.",
    Goal.APPOINTMENT: "Bonjour {client}, nous vous rappelons votre rendez-vous du {date} à {heure}. "
    "{pharmacie} {telephone}",
}
NO_ROW = 0
"""The id of a text that came with the program, and that nobody kept as a template."""
CREATES, EDITS, RETIRES = "templates.create", "templates.edit", "templates.retire"


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """One template. `version` is for optimistic locking: `edit` and `retire` get the one that was seen."""

    id: int
    name: str
    goal: Goal
    channel: Channel
    body: str
    version: int


@dataclass
class TemplateNameTaken(Refused):
    """Another template has this name, regardless of accents and case."""

    name: str
    field: ClassVar[str] = "name"
    sentence: ClassVar[str] = N_("There is already a template called {name}.")


@dataclass
class NoSuchTemplate(Refused):
    sentence: ClassVar[str] = N_("This template does not exist any more.")


@dataclass
class TemplateChanged(Refused):
    """Somebody else saved it since it was read. `body` is their text, `version` the one to save over."""

    name: str
    body: str
    version: int
    sentence: ClassVar[str] = N_("Somebody changed {name} meanwhile. Confirm again to put yours.")


def available(goal: Goal | None = None, channel: Channel | None = None) -> Sequence[TemplateRow]:
    """The templates in use, by name; only those for one goal or of one channel if one is given."""
    rows = Template.select().where(Template.active).order_by(Template.name_key)
    return [_row(row) for row in rows if goal in (None, row.goal) and channel in (None, row.channel)]


def shipped(goal: Goal) -> TemplateRow:
    """The text for a goal that came with the program, for a pharmacy that wrote none; without a name. Not
    every goal has one (`has_shipped`).
    """
    return TemplateRow(NO_ROW, "", goal, MAIN, _SHIPPED[goal], 0)


def has_shipped(goal: Goal) -> bool:
    """Whether a text for this goal came with the program."""
    return goal in _SHIPPED


@verb(CREATES, Right.WRITE_TEMPLATES, answers=lambda done: int(done.details()["template"]))
def create(name: str, goal: Goal, body: str, *, channel: Channel = MAIN, by: By) -> int:
    """Adds a template. Raises `TemplateNameTaken`, `Missing` and what `rendering.checked` raises."""
    name, body = _checked_name(name), rendering.checked(body, goal)
    engine().serialise("templates")
    _check_name_is_free(name, None)
    row = Template.create(name=name, name_key=fold(name), goal=goal, channel=channel, body=body)
    trail.leave(by, template=row.id, name=name, body=body)
    return int(row.id)


@verb(EDITS, Right.WRITE_TEMPLATES, answers=lambda done: int(_find(done.details()["template"]).version))
def edit(template: int, name: str, body: str, *, version: int, by: By) -> int:
    """Saves another name or text over the version that was seen (optimistic
    locking); returns the new version.

    Raises `TemplateChanged` where somebody saved in between, and what `create` raises.
    """
    name = _checked_name(name)
    engine().serialise("templates")
    row = _find(template)
    body = rendering.checked(body, row.goal)
    if (row.name, row.body) == (name, body):
        return row.version
    if row.version != version:
        raise TemplateChanged(row.name, row.body, row.version)
    _check_name_is_free(name, template)
    _save(row.id, name=name, name_key=fold(name), body=body)
    changes = {"name": [row.name, name], "body": [row.body, body]}
    trail.leave(by, template=template, changes=changes)
    return row.version + 1


@verb(RETIRES, Right.WRITE_TEMPLATES)
def retire(template: int, *, version: int, by: By) -> None:
    """Retires a template; its name is free again. Raises `TemplateChanged`."""
    engine().serialise("templates")
    row = _find(template)
    if row.version != version:
        raise TemplateChanged(row.name, row.body, row.version)
    _save(row.id, active=False, name_key=f"{row.name_key} #{row.id}")
    trail.leave(by, template=template, name=row.name)


def _checked_name(name: str) -> str:
    clean = check_text("name", name)
    if not fold(clean):
        raise Missing("name")
    return clean


def _check_name_is_free(name: str, but: int | None) -> None:
    if Template.select().where(Template.name_key == fold(name), Template.id != (but or 0)).exists():
        raise TemplateNameTaken(name)


def _find(template: int) -> Template:
    row: Template | None = Template.get_or_none(Template.id == template, Template.active)
    if row is None:
        raise NoSuchTemplate
    return row


def _save(template: int, **change: object) -> None:
    Template.update(version=Template.version + 1, **change).where(Template.id == template).execute()


def _row(row: Template) -> TemplateRow:
    return TemplateRow(row.id, row.name, row.goal, row.channel, row.body, row.version)
