"""Which fields of a fiche are asked for: a ready-made set, or each by itself."""

from collections.abc import Mapping, Sequence
from typing import Any

from textual import on

from locales import N_, _
from models.people.clients import required
from models.people.clients.required import FIELDS, KEZIA, SOBRUS, Requirements
from models.pharmacy import required_fields
from tui.clients.sections.registry import asked_label
from tui.forms.fields import ChoiceField, Field, Group, Option
from tui.forms.form import Form
from tui.frame.base import BaseScreen
from tui.settings.section import ChoicesDialog, Fact, Section, edit

_SET, _OWN = "set", "own"
_SETS = {"name": Requirements(), "sobrus": SOBRUS, "kezia": KEZIA}
_NO, _ONCE, _REQUIRED = "no", "once", "required"


class RequiredFieldsDialog(ChoicesDialog[Requirements]):
    """A set fills in the fields below it; a field that is changed makes it the pharmacy's own choice."""

    HEADING = N_("Required fields")
    PURPOSE = N_(
        "Whoever lacks a required field is to complete, and listed. Nobody is stopped at the counter: saving "
        "without it asks. What is asked for once is asked when a client is created."
    )

    def fields(self) -> Sequence[Field | Group]:
        sets = (
            Option("name", _("name only")),
            Option("sobrus", "Sobrus"),
            Option("kezia", "Kezia"),
            Option(_OWN, _("own choice")),
        )
        ways = (Option(_NO, _("no")), Option(_ONCE, _("once")), Option(_REQUIRED, _("required")))
        return [
            ChoiceField(_SET, N_("Ready-made set"), options=sets),
            Group(N_("Asked for")),
            *(ChoiceField(name, asked_label(name), options=ways) for name in FIELDS),
        ]

    def start(self) -> Mapping[str, Any]:
        return {_SET: _set_of(self.now), **_ways(self.now)}

    @on(Form.Changed)
    def follow_set(self, event: Form.Changed) -> None:
        form = self.form
        if event.name == _SET:
            chosen = _SETS.get(form.value(_SET, _OWN))
            for name, way in _ways(chosen).items() if chosen is not None else ():
                form.put(name, way)
        elif form.value(_SET) != (now := _set_of(self._typed())):
            form.put(_SET, now)

    def _typed(self) -> Requirements:
        return self.value({name: self.form.value(name, _NO) for name in FIELDS})

    def value(self, values: dict[str, Any]) -> Requirements:
        required_, once = (
            frozenset(name for name in FIELDS if values[name] == way) for way in (_REQUIRED, _ONCE)
        )
        return Requirements(required_, once)


def _ways(wanted: Requirements) -> dict[str, str]:
    return {
        name: _REQUIRED if name in wanted.required else _ONCE if name in wanted.once else _NO
        for name in FIELDS
    }


def _set_of(wanted: Requirements) -> str:
    return next((key for key, each in _SETS.items() if each == wanted), _OWN)


def facts() -> Sequence[Fact]:
    """The set, and what is asked for."""
    wanted = required.in_force()
    names = {"name": _("name only"), "sobrus": "Sobrus", "kezia": "Kezia", _OWN: _("own choice")}
    said = [(_("Ready-made set"), names[_set_of(wanted)])]
    for way, fields in ((_("Required"), wanted.required), (_("Asked for once"), wanted.once)):
        if fields:
            said.append((way, "\n".join(_(asked_label(name)) for name in FIELDS if name in fields)))
    return said


async def change(desk: BaseScreen[Any]) -> None:
    """Asks and keeps."""
    await edit(desk, required.in_force, RequiredFieldsDialog, required_fields.change)


SECTION = Section(
    "required_fields", N_("Required fields"), facts, change, guide="creer-modifier.md#les-champs-demandés"
)
