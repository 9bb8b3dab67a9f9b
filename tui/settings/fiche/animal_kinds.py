"""The species and breeds of animals: creating, renaming, retiring them (pet-breeds)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from locales import N_, _, formats
from models.people.animals import kinds
from models.people.animals.kinds import KindRow
from models.pharmacy.features import Feature
from models.refusals import Refused
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import ChoiceField, Field, Group, Option, TextField, unchosen
from tui.frame.base import BaseScreen, asking
from tui.frame.insist import insist
from tui.parts.short_list import ShortListDesk
from tui.settings.section import Fact, Section
from tui.widgets.columns import Column

_INDENT = "  "


@dataclass(frozen=True, slots=True)
class NewKind:
    """What is asked: a name, and the species of a breed; None for a species."""

    name: str = ""
    species: int | None = None


class AnimalKindDialog(FormDialog[NewKind]):
    """Asks for the name, and of a new one for its species."""

    PURPOSE = N_("A species of animals, such as dogs, or a breed of one.")

    def __init__(self, heading: str, shown: NewKind, refused: Refused | None, *, new: bool) -> None:
        super().__init__(refused=refused)
        self._heading, self._shown, self._new = heading, shown, new

    def heading(self) -> str:
        return self._heading

    def fields(self) -> Sequence[Field | Group]:
        name = TextField("name", N_("Name"), required=True)
        if not self._new:
            return (name,)
        species = [Option(row.id, row.name) for row in kinds.kinds() if row.species is None]
        return (name, ChoiceField("species", N_("Breed of"), options=(unchosen(), *species)))

    def start(self) -> Mapping[str, Any]:
        return {"name": self._shown.name, "species": self._shown.species}

    def show_effect(self) -> None:
        if self._new:
            chosen = self.form.readable()[0].get("species")
            self.form.aside("species", _("a breed of this species") if chosen else _("a species itself"))

    def answer(self, values: dict[str, Any]) -> NewKind:
        return NewKind(values["name"], values.get("species"))


class AnimalKindsDesk(ShortListDesk[KindRow]):
    """Each species with its breeds below it, the retired ones too."""

    PURPOSE = N_("The species and breeds of animals, and how many animals are of each.")
    GUIDE = "animaux.md#les-genres-et-les-races"
    TITLE = N_("Species and breeds")
    EMPTY = N_("Species and their breeds will be here. F2 creates the first one.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "delete",
            "retire",
            N_("Retire"),
            id="animal_kinds.retire",
            tooltip=N_("Chosen no more, or again; the animals that are of it stay so"),
        ),
    ]

    def columns(self) -> Sequence[Column[KindRow]]:
        return [
            Column("name", N_("Species and breeds"), _name, 24, grows=1, style=_style),
            Column("used", N_("Animals"), lambda row: formats.count(row.used), 9, right=True, style=_style),
            Column("retired", "", lambda row: "" if row.active else _("retired"), 10, style=_style),
        ]

    def now(self) -> Sequence[KindRow]:
        return kinds.kinds()

    @asking
    async def action_create(self) -> None:
        by, here = self.officine.by(), self.current
        first = NewKind(species=here.species or here.id if here else None)

        def dialog(typed: NewKind | None, refused: Refused | None) -> AnimalKindDialog:
            return AnimalKindDialog(_("New species or breed"), typed or first, refused, new=True)

        def create(asked: NewKind) -> int:
            return kinds.create(asked.name, species=asked.species, by=by)

        self.go_to(await insist(self, dialog, create))

    @asking
    async def action_edit(self) -> None:
        row, by = self.current, self.officine.by()
        if row is None:
            return

        def dialog(typed: NewKind | None, refused: Refused | None) -> AnimalKindDialog:
            heading = _("Rename {name}").format(name=row.name)
            return AnimalKindDialog(heading, typed or NewKind(row.name), refused, new=False)

        def rename(asked: NewKind) -> bool:
            kinds.rename(row.id, asked.name, seen=row.name, by=by)
            return True

        await insist(self, dialog, rename)

    def action_retire(self) -> None:
        row = self.current
        if row is not None:
            self.attempt(kinds.retire if row.active else kinds.put_back, row.id, by=self.officine.by())
            self.read_again()


def _name(row: KindRow) -> str:
    return row.name if row.species is None else f"{_INDENT}{row.name}"


def _style(row: KindRow) -> str:
    return "plain" if row.active else "quiet"


def facts() -> Sequence[Fact]:
    """Each species that is offered, with its breeds."""
    offered = kinds.offered()
    breeds: dict[int | None, list[str]] = {}
    for row in offered:
        breeds.setdefault(row.species, []).append(row.name)
    said = [(row.name, ", ".join(breeds.get(row.id, ())) or "–") for row in offered if row.species is None]
    return said or [(_("Species and breeds"), "–")]


async def open_kinds(desk: BaseScreen[Any]) -> None:
    """Opens their list."""
    await desk.ask(AnimalKindsDesk())


SECTION = Section(
    "animal_kinds",
    N_("Species and breeds"),
    facts,
    open_kinds,
    feature=Feature.ANIMALS,
    guide="animaux.md#les-genres-et-les-races",
)
