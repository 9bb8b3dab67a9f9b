"""Themes, their criteria, and the answers to these: creating, renaming, ordering, retiring, deleting."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from locales import N_, _
from locales.words import technical_sheets as words
from models.people.technical_sheets import keeping
from models.people.technical_sheets.table import SheetLevel
from models.people.technical_sheets.terms import BELOW, TermRow, terms
from models.pharmacy.features import Feature
from models.refusals import Refused
from tui.dialogs.choose import ChooseDialog, Way
from tui.dialogs.naming import NameDialog
from tui.frame.base import BaseScreen, asking
from tui.frame.insist import insist
from tui.parts.short_list import ShortListDesk
from tui.settings.section import Fact, Section
from tui.widgets.columns import Column


class TermDialog(NameDialog):
    """Asks for the name of a theme, a criterion or an answer."""

    PURPOSE = N_("The name of a theme, of a criterion or of an answer.")
    ENTER_SUBMITS: ClassVar[bool] = True

    def __init__(self, heading: str, name: str, used: str, refused: Refused | None) -> None:
        """`used` says in the user's language where a new name shows; empty for a new term."""
        super().__init__(heading, name, refused)
        self._used = used

    def on_mount(self) -> None:
        self.form.aside("name", self._used)


class TermsDesk(ShortListDesk[TermRow]):
    """The terms of one level; Enter opens those below."""

    PURPOSE = N_("What technical sheets are filled in with: themes, their criteria, the answers to these.")
    GUIDE = "fiches-techniques.md#préparer-les-fiches"
    TITLE = N_("Technical sheets")
    EMPTY = N_("Nothing here yet. F2 creates the first one.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "deeper", N_("Open"), id="sheet_terms.deeper", tooltip=N_("Criteria, then answers")),
        Binding("minus", "move(1)", N_("Further up"), id="sheet_terms.earlier", tooltip=N_("Shown before")),
        Binding("plus", "move(0)", N_("Further down"), id="sheet_terms.later", tooltip=N_("Shown after")),
        Binding(
            "delete",
            "retire",
            N_("Retire"),
            id="sheet_terms.retire",
            tooltip=N_("Offer it no more, or again; or delete what nobody used"),
        ),
    ]

    def __init__(self, above: TermRow | None = None) -> None:
        """`above` is the term whose lower ones are shown; None shows the themes."""
        super().__init__()
        self._above = above

    @property
    def _level(self) -> SheetLevel:
        return BELOW[self._above.level if self._above else None]

    def heading(self) -> str:
        if self._above is None:
            return super().heading()
        said = _("Criteria of {name}") if self._level is SheetLevel.CRITERION else _("Answers to {name}")
        return said.format(name=self._above.name)

    def columns(self) -> Sequence[Column[TermRow]]:
        return [
            Column("name", N_("Name"), words.term, 30, grows=1),
            Column("below", "", words.below, 14, style=lambda row: "quiet"),
            Column("entries", "", words.uses, 14, style=lambda row: "quiet"),
        ]

    def now(self) -> Sequence[TermRow]:
        return terms(self._above.id if self._above else None)

    def go_deeper(self) -> None:
        if self._level is SheetLevel.ANSWER:
            self.action_edit()
        else:
            self.action_deeper()

    @asking
    async def action_deeper(self) -> None:
        if self.current is not None and self._level is not SheetLevel.ANSWER:
            await self.ask(TermsDesk(self.current))
            self.read_again()

    @asking
    async def action_create(self) -> None:
        by = self.officine.by()

        def dialog(typed: str | None, refused: Refused | None) -> TermDialog:
            return TermDialog(words.new(self._level), typed or "", "", refused)

        def create(name: str) -> int:
            return keeping.create(self._above.id if self._above else None, name, by=by)

        self.go_to(await insist(self, dialog, create))

    @asking
    async def action_edit(self) -> None:
        row, by = self.current, self.officine.by()
        if row is None:
            return
        used = _("{notes}, under the new name too").format(notes=words.uses(row)) if row.entries else ""

        def dialog(typed: str | None, refused: Refused | None) -> TermDialog:
            shown = row.name if typed is None else typed
            return TermDialog(_("Rename {name}").format(name=row.name), shown, used, refused)

        def rename(name: str) -> bool:
            keeping.rename(row.id, name, seen=row.name, by=by)
            return True

        await insist(self, dialog, rename)

    @asking
    async def action_move(self, earlier: int) -> None:
        if self.current is not None:
            key = self.current.id
            self.attempt(keeping.move, key, earlier=bool(earlier), by=self.officine.by())
            self.go_to(key)

    @asking
    async def action_retire(self) -> None:
        row = self.current
        if row is None:
            return
        verbs = {"retire": keeping.retire, "put_back": keeping.put_back, "remove": keeping.remove}
        chosen = await self.ask(ChooseDialog(words.term(row), words.uses(row).capitalize(), list(_ways(row))))
        if chosen:
            self.attempt(verbs[chosen], row.id, by=self.officine.by())
            self.read_again()


def _ways(row: TermRow) -> Sequence[Way]:
    """What can be done to take a term away, or to bring it back; staying comes first."""
    stay = Way("", _("Go back"), _("nothing changes"))
    retire = Way("retire", _("Retire"), _("offered no more, what was noted stays"))
    put_back = Way("put_back", _("Put back"), _("offered again"))
    remove = Way("remove", _("Delete"), _("with all below it: nobody used it"))
    return [stay, retire if row.active else put_back, *([] if row.entries else [remove])]


def facts() -> Sequence[Fact]:
    """The themes that are offered, with how many criteria each has."""
    offered = [f"{row.name} · {words.below(row)}" for row in terms() if row.active]
    return [(_("Themes"), "\n".join(offered))]


async def open_terms(desk: BaseScreen[Any]) -> None:
    """Opens the list of themes."""
    await desk.ask(TermsDesk())


SECTION = Section(
    "technical_sheets",
    N_("Technical sheets"),
    facts,
    open_terms,
    feature=Feature.TECHNICAL_SHEETS,
    guide="fiches-techniques.md#préparer-les-fiches",
)
