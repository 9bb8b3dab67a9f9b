"""The six keys of the fiche to which the pharmacy gives a name and something to do."""

from collections.abc import Mapping, Sequence
from typing import Any

from textual.binding import Binding

from locales import N_, _
from machine import commands
from models.pharmacy.programmable_keys import (
    FREE,
    KEYS,
    Does,
    ProgrammableKey,
    choose,
    programmable_keys,
)
from models.refusals import Refused
from models.store.text import limit_of
from tui.forms.form import ChoiceField, Field, Group, Option, TextField
from tui.frame.base import BaseScreen
from tui.settings.section import ChoicesDialog, Fact, Section, TypedChoice, edit

Keys = Mapping[str, ProgrammableKey]
_LEFT_OUT = ("fiche.programmable", "fiche.actions", "fiche.back")
_NOTHING = (Does.NOTHING, "")
"""The value of the choice that leaves a key free: what it does, and which."""


def _commands_of_fiche() -> dict[str, str]:
    """What can be done on a fiche, by the ids of its bindings."""
    from tui.fiche.keys import KEYS as BINDINGS

    named = [each for each in BINDINGS if isinstance(each, Binding) and each.id and each.description]
    return {str(each.id): _(each.description) for each in named if each.id not in _LEFT_OUT}


def _said(each: ProgrammableKey) -> str:
    """What a key does, in words."""
    if each.does is Does.COMMAND:
        return _("command {name}").format(name=each.what)
    return _commands_of_fiche().get(each.what, each.what)


class ProgrammableKeysDialog(ChoicesDialog[Keys]):
    """A name and something to do for each key."""

    HEADING = N_("Programmable keys")
    PURPOSE = N_(
        "What “y” and a digit do on a fiche: anything that has a key there, or a command of this machine"
        " that its config.toml names."
    )

    def __init__(self, now: Keys, again: TypedChoice[Keys] | None, refused: Refused | None) -> None:
        super().__init__(now, again, refused)
        self._offered = _offered(now)

    def fields(self) -> Sequence[Field | Group]:
        options = tuple(Option(what, said) for what, said in self._offered.items())
        return [
            field
            for key in KEYS
            for field in (
                TextField(f"name_{key}", f"y {key}", most=limit_of("key_name")),
                ChoiceField(f"does_{key}", N_("does"), options=options),
            )
        ]

    def start(self) -> Mapping[str, Any]:
        begin: dict[str, Any] = {}
        for key, each in self.now.items():
            begin |= {f"name_{key}": each.name, f"does_{key}": (each.does, each.what)}
        return begin

    def value(self, values: dict[str, Any]) -> Keys:
        """A key without a name is called by what it does."""
        return {key: self._meant(values[f"name_{key}"].strip(), *values[f"does_{key}"]) for key in KEYS}

    def _meant(self, name: str, does: Does, what: str) -> ProgrammableKey:
        if does is Does.NOTHING:
            return ProgrammableKey(name)
        meant = ProgrammableKey(name, does, what)
        return meant if name else ProgrammableKey(_said(meant)[: limit_of("key_name")].strip(), does, what)


def _offered(now: Keys) -> dict[tuple[Does, str], str]:
    """What a key may do, in words: a command that only another machine names stays where it was chosen."""
    offered = {_NOTHING: _("nothing")}
    offered |= {(Does.FICHE, name): said for name, said in _commands_of_fiche().items()}
    machine = [ProgrammableKey(name, Does.COMMAND, name) for name in commands.named()]
    for each in (*machine, *now.values()):
        if each != FREE:
            offered.setdefault((each.does, each.what), _said(each))
    return offered


def facts() -> Sequence[Fact]:
    """Each key, and what it is called."""
    return [
        (f"y {key}", f"{each.name} · {_said(each)}" if each.what else "–")
        for key, each in programmable_keys().items()
    ]


async def change(desk: BaseScreen[Any]) -> None:
    """Asks and keeps."""
    await edit(desk, programmable_keys, ProgrammableKeysDialog, choose)


SECTION = Section(
    "programmable_keys",
    N_("Programmable keys"),
    facts,
    change,
    guide="parametres.md#touches-programmables",
)
