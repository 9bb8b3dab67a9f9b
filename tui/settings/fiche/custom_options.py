"""The values of a list: adding, renaming, moving, retiring them."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar, TypeVar

from textual.binding import Binding, BindingType

from locales import N_, _
from models.custom_fields.definitions import Definition, OptionRow, definitions
from models.defining import options
from models.refusals import Refused
from models.values import Progress
from tui.dialogs.naming import NameDialog
from tui.dialogs.progress import work
from tui.frame.base import BaseScreen, Dialog, asking
from tui.frame.insist import insist
from tui.parts.short_list import ShortListDesk
from tui.widgets.columns import Column

Value = TypeVar("Value")


async def insist_working(
    desk: BaseScreen[Any],
    dialog: Callable[[Value | None, Refused | None], Dialog[Value]],
    change: Callable[[Value, Progress], None],
) -> None:
    """As `insist`, with the progress of the change: the search words of many clients may be made anew."""
    typed, refused = None, None
    while (typed := await desk.ask(dialog(typed, refused))) is not None:
        try:
            await work(desk, _("Making search words anew"), partial(change, typed))
            return
        except Refused as found:
            refused = found


class OptionsDesk(ShortListDesk[OptionRow]):
    """The values of one list, the retired ones too."""

    PURPOSE = N_("The values of a list. A new name is the name of it everywhere.")
    GUIDE = "champs.md"
    EMPTY = N_("The values of the list will be here. F2 adds the first one.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "minus", "move(1)", N_("Further up"), id="custom_options.earlier", tooltip=N_("Shown before")
        ),
        Binding("plus", "move(0)", N_("Further down"), id="custom_options.later", tooltip=N_("Shown after")),
        Binding(
            "delete",
            "retire",
            N_("Retire"),
            id="custom_options.retire",
            tooltip=N_("Chosen no more, or again; who has it keeps it"),
        ),
    ]

    def __init__(self, field: Definition) -> None:
        super().__init__()
        self._field = field

    def heading(self) -> str:
        return _("Values of {name}").format(name=self._field.name)

    def columns(self) -> Sequence[Column[OptionRow]]:
        return [
            Column("name", N_("Name"), lambda row: row.name, 30, grows=1),
            Column("retired", "", lambda row: _("retired") if row.retired else "", 10),
        ]

    def now(self) -> Sequence[OptionRow]:
        known = definitions(self._field.record)
        found = next((each for each in known if each.id == self._field.id), self._field)
        return list(found.options.values())

    @asking
    async def action_create(self) -> None:
        by = self.officine.by()

        def dialog(typed: str | None, refused: Refused | None) -> NameDialog:
            return NameDialog(_("New value"), typed or "", refused)

        def add(name: str) -> int:
            return options.add(self._field.id, name, by=by)

        self.go_to(await insist(self, dialog, add))

    @asking
    async def action_edit(self) -> None:
        row, by = self.current, self.officine.by()
        if row is None:
            return

        def dialog(typed: str | None, refused: Refused | None) -> NameDialog:
            return NameDialog(_("Edit value"), row.name if typed is None else typed, refused)

        def rename(name: str, progress: Progress) -> None:
            options.rename(row.id, name, seen=row.name, by=by, progress=progress)

        await insist_working(self, dialog, rename)

    @asking
    async def action_move(self, earlier: int) -> None:
        if self.current is not None:
            key = self.current.id
            self.attempt(options.move, key, earlier=bool(earlier), by=self.officine.by())
            self.go_to(key)

    @asking
    async def action_retire(self) -> None:
        row = self.current
        if row is not None:
            verb = options.restore if row.retired else options.retire
            self.attempt(verb, row.id, by=self.officine.by())
            self.read_again()
