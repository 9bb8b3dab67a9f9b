"""Organisms: who insures clients, from when to when, and who goes on in whose place."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from locales import N_, _, formats
from models.people.clients import succession
from models.people.clients.succession import NobodyGoesOn
from models.people.organisms import listing
from models.people.organisms import verbs as organisms
from models.people.organisms.listing import OrganismRow
from models.people.organisms.verbs import OrganismFields
from models.refusals import Refused
from models.store import clock
from models.store.connection import own_connection
from models.values import Progress
from tui.dialogs.choose import Way
from tui.dialogs.form_dialog import FormDialog
from tui.dialogs.progress import work
from tui.dialogs.sure import sure
from tui.forms.fields import ChoiceField, DateField, Field, Group, Option, TextField, unchosen
from tui.frame.base import BaseScreen, asking
from tui.frame.insist import insist
from tui.parts.merging import merged
from tui.settings.lists.kept import KeptDesk
from tui.settings.section import Fact, Section
from tui.widgets.columns import Column


class OrganismDialog(FormDialog[OrganismFields]):
    """A name, the days between which it may be chosen, and its successor."""

    PURPOSE = N_("One organism: its name, from when to when it is chosen, and its successor.")

    def __init__(
        self, heading: str, organism: int | None, shown: OrganismFields, refused: Refused | None
    ) -> None:
        super().__init__(refused=refused)
        self._heading, self._organism, self._shown = heading, organism, shown

    def heading(self) -> str:
        return self._heading

    def fields(self) -> Sequence[Field | Group]:
        others = [
            Option(row.id, row.name, offered=row.active)
            for row in listing.organisms()
            if row.id != self._organism
        ]
        return [
            TextField("name", N_("Name"), required=True),
            DateField("valid_from", N_("Chosen from"), N_("always"), future=True),
            DateField("valid_until", N_("Chosen until"), N_("without end"), future=True),
            ChoiceField("successor", N_("Successor"), options=(unchosen(), *others)),
        ]

    def start(self) -> Mapping[str, Any]:
        return asdict(self._shown)

    def answer(self, values: dict[str, Any]) -> OrganismFields:
        return OrganismFields(**values)


class OrganismsDesk(KeptDesk[OrganismRow]):
    """All of them, by name."""

    TITLE = N_("Organisms")
    PURPOSE = N_("The health insurers that are chosen on a fiche.")
    GUIDE = "parametres.md#organismes"
    STAYS = N_("It is offered no more. Clients keep it, and what it has to pay stays to be paid.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f7",
            "move_clients",
            N_("Hand over"),
            id="organisms.move_clients",
            tooltip=N_("Those who have it get its successor"),
        ),
    ]

    def columns(self) -> Sequence[Column[OrganismRow]]:
        return [
            Column("name", N_("Name"), lambda row: row.name, 24, grows=2, style=_style),
            Column("from", N_("From"), lambda row: _day(row.valid_from), 10, style=_style),
            Column("until", N_("Until"), lambda row: _day(row.valid_until), 10, style=_style),
            Column("successor", N_("Successor"), lambda row: row.successor, 14, grows=1, style=_style),
            Column("status", "", _status, 12, style=lambda row: "quiet"),
        ]

    def now(self) -> Sequence[OrganismRow]:
        return listing.organisms()

    def words(self, row: OrganismRow) -> str:
        return row.name

    def when_empty(self) -> str:
        return _("Organisms will be here. F2 creates the first one.")

    def offer(self, row: OrganismRow, active: bool) -> None:
        verb = organisms.put_back if active else organisms.retire
        verb(row.id, seen=organisms.fields_of(row.id), by=self.officine.by())

    @asking
    async def action_create(self) -> None:
        by = self.officine.by()
        begun = OrganismFields("" if self.rows.window else self.field.value)

        def dialog(typed: OrganismFields | None, refused: Refused | None) -> OrganismDialog:
            return OrganismDialog(_("New organism"), None, typed or begun, refused)

        self.go_to(await insist(self, dialog, lambda values: organisms.create(values, by=by)))

    @asking
    async def action_edit(self) -> None:
        if self.current is not None:
            await edit_organism(self, self.current.id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "move_clients":
            return self.current is not None and bool(self.current.successor)
        return super().check_action(action, parameters)

    @asking
    async def action_move_clients(self) -> None:
        row = self.current
        if row is None:
            return
        if listing.goes_on_in(row.id) is None:
            raise NobodyGoesOn(row.name)
        if not await offer_to_move(self, row):
            self.tell(_("No client has {name}.").format(name=row.name))

    async def retired(self, row: OrganismRow) -> None:
        await offer_to_move(self, row)


async def edit_organism(desk: BaseScreen[Any], organism: int) -> None:
    """Asks what is to change. What another person saved meanwhile is shown, and what was typed stays."""
    by, seen = desk.officine.by(), organisms.fields_of(organism)

    def dialog(typed: OrganismFields | None, refused: Refused | None) -> OrganismDialog:
        nonlocal seen
        before, seen = seen, organisms.fields_of(organism)
        return OrganismDialog(_("Edit organism"), organism, merged(before, typed or before, seen), refused)

    def edit(values: OrganismFields) -> bool:
        organisms.edit(organism, values, seen=seen, by=by)
        return True

    await insist(desk, dialog, edit)


async def offer_to_move(desk: BaseScreen[Any], row: OrganismRow) -> bool:
    """Asks whether the clients of an organism get the one that goes on in its place, and moves them. False
    where there is nothing to ask: nobody has it, or none goes on.
    """
    heir, count = listing.goes_on_in(row.id), succession.insured_by(row.id)
    if heir is None or not count:
        return False
    by, names = desk.officine.by(), {"name": row.name, "successor": heir.name}
    sentence = _(
        "Clients who have {name}: {count}. They get {successor} and keep their numbers; "
        "what {name} was billed stays with it."
    )
    doing = Way("move", _("Move them to {successor}").format(**names))
    heading = _("Clients of {name}").format(**names)
    if await sure(desk, heading, sentence.format(**names, count=formats.count(count)), doing):

        def task(progress: Progress) -> int:
            with own_connection():
                return succession.move_clients(row.id, to=heir.id, by=by, progress=progress)

        moved = await work(desk, heading, task)
        told = _("Clients moved to {successor}: {count}.")
        desk.tell(told.format(**names, count=formats.count(moved)))
    return True


def _day(day: Any) -> str:
    return formats.day(day) if day else ""


def _style(row: OrganismRow) -> str:
    return "plain" if row.offered_on(clock.today()) else "quiet"


def _status(row: OrganismRow) -> str:
    if not row.active:
        return _("retired")
    return "" if row.valid_on(clock.today()) else _("not today")


def facts() -> Sequence[Fact]:
    """Those that may be chosen today."""
    return [(_("Organisms"), "\n".join(row.name for row in listing.offered()))]


async def open_organisms(desk: BaseScreen[Any]) -> None:
    """Opens their list."""
    await desk.ask(OrganismsDesk())


SECTION = Section("organisms", N_("Organisms"), facts, open_organisms, guide="parametres.md#organismes")
