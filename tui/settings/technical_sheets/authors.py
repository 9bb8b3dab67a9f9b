"""Who writes technical sheets (*Vendeurs*): active authors or not (seller-manage)."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from locales import N_, _
from models.people.staff import authors
from models.people.staff.authors import Author
from models.pharmacy.features import Feature
from tui.frame.base import BaseScreen, asking
from tui.parts.short_list import ShortListDesk
from tui.settings.section import Fact, Section
from tui.widgets.columns import Column


class AuthorsDesk(ShortListDesk[Author]):
    """Everybody who works here; Enter makes somebody an active author, or one no longer."""

    PURPOSE = N_("Who may stand as author of a technical sheet.")
    GUIDE = "fiches-techniques.md#les-vendeurs"
    TITLE = N_("Authors")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,f2", "nothing", show=False),
        Binding(
            "enter,f3",
            "edit",
            N_("Active or not"),
            id="authors.turn",
            tooltip=N_("May stand as author of a technical sheet, or no longer"),
        ),
    ]

    def columns(self) -> Sequence[Column[Author]]:
        return [
            Column("name", N_("Name"), lambda row: row.name, 30, grows=1),
            Column("active", N_("Author"), lambda row: _("active") if row.active else "–", 10),
        ]

    def now(self) -> Sequence[Author]:
        return authors.members()

    def action_nothing(self) -> None:
        self.tell(_("Staff are engaged in the section Staff."))

    @asking
    async def action_edit(self) -> None:
        row = self.current
        if row is not None:
            self.attempt(authors.let_write, row.id, not row.active, by=self.officine.by())
            self.go_to(row.id)


def facts() -> Sequence[Fact]:
    """The active authors."""
    return [(_("Authors"), "\n".join(row.name for row in authors.members() if row.active))]


async def open_authors(desk: BaseScreen[Any]) -> None:
    """Opens their list."""
    await desk.ask(AuthorsDesk())


SECTION = Section(
    "sheet_authors",
    N_("Authors"),
    facts,
    open_authors,
    feature=Feature.TECHNICAL_SHEETS,
    guide="fiches-techniques.md#les-vendeurs",
)
