"""À livrer: what is to be brought to clients on a day, by courier; printed for whoever takes it along."""

from datetime import date, timedelta
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from locales import N_, _, formats, ngettext
from models.people.references import listing as references
from models.people.references.table import ReferenceKind
from models.pharmacy.parties import party, pharmacy_as
from models.store import clock, settings
from models.trade.documents import listing as document_listing
from models.trade.documents.to_deliver import Errand, errands
from models.values import Progress
from printing.exports import listing as spreadsheet
from printing.papers import listing as listing_paper
from printing.papers.listing import ListPaper
from tui.dialogs.choose import ChooseDialog, Way
from tui.fiche.documents import delivering
from tui.frame.base import Desk, asking
from tui.frame.screens import new_screen
from tui.parts import papers
from tui.terminal.inert import inert
from tui.widgets.columns import Column
from tui.widgets.rows import Rows
from tui.widgets.window import Fixed

_ALL = "all"


def _late(row: Errand) -> str:
    return "warns" if row.day < clock.today() else "plain"


def _where(row: Errand) -> str:
    return ", ".join(filter(None, (row.place.name, *row.place.address)))


def _whom(row: Errand) -> str:
    phone = formats.phone(row.place.phone) if row.place.phone else ""
    return " ".join(filter(None, (row.place.contact, phone)))


COLUMNS: list[Column[Errand]] = [
    Column("day", N_("Day"), lambda row: formats.day(row.day), 10, style=_late),
    Column("number", N_("No."), lambda row: row.number, 13),
    Column("client", N_("Client"), lambda row: row.client_name, 14, grows=2),
    Column("where", N_("Delivered to"), _where, 16, needs=64, grows=3),
    Column("whom", N_("On site"), _whom, 17, needs=110, grows=1),
    Column("courier", N_("Courier"), lambda row: row.place.courier, 10, needs=86, grows=1),
]


class ToDeliverDesk(Desk[None]):
    """The errands of a day; what is late is marked and stays in the list."""

    PURPOSE = N_("What is to be brought to clients on a day: print the list, say who signed.")
    GUIDE = "livraisons.md#la-liste-à-livrer"
    AUTO_FOCUS = "Rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "deliver", N_("Delivered"), id="deliveries.deliver", tooltip=N_("Who signed, and when")),
        Binding("enter", "open_current", show=False),
        Binding("f", "fiche", N_("Fiche"), id="deliveries.fiche", tooltip=N_("The client's fiche")),
        Binding("c", "courier", N_("Courier"), id="deliveries.courier", tooltip=N_("Only what they bring")),
        Binding("p,P", "print", N_("Print"), id="deliveries.print", tooltip=N_("The list, to take along")),
        Binding("left", "go(-1)", N_("Day before"), id="deliveries.before", show=False),
        Binding("right", "go(1)", N_("Day after"), id="deliveries.after"),
        Binding("t", "today", N_("Today"), id="deliveries.today", show=False),
        Binding("f5", "refresh", N_("Refresh"), id="deliveries.refresh", show=False),
        Binding("escape", "back", N_("Back"), id="deliveries.back"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.day = clock.today()
        self.courier: int | None = None
        self.found: list[Errand] = []

    def content(self) -> ComposeResult:
        with Horizontal(classes="topline"):
            yield Static(_("To deliver"), markup=False, classes="title")
            yield Static(markup=False, classes="who")
        yield Rows(COLUMNS, empty=_("Nothing is to be delivered until this day."))

    def on_mount(self) -> None:
        self.read_again()

    @property
    def rows(self) -> Rows[Errand]:
        """The list."""
        return self.query_one(Rows)

    def read_again(self) -> None:
        self.found = errands(self.day, self.courier)
        self.rows.show(Fixed(self.found), keep_cursor=True)
        self.query_one(".who", Static).update(inert(" · ".join(self._said())))
        self.refresh_bindings()

    def _said(self) -> list[str]:
        count = ngettext("{count} delivery", "{count} deliveries", len(self.found))
        who = [references.name_of(self.courier)] if self.courier is not None else []
        return [formats.full_day(self.day), *who, count.format(count=formats.count(len(self.found)))]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("deliver", "fiche") and self.is_mounted and self.rows.current is None:
            return None
        return super().check_action(action, parameters)

    def action_go(self, days: int) -> None:
        self.day += timedelta(days=days)
        self.read_again()

    def action_today(self) -> None:
        self.day = clock.today()
        self.read_again()

    def action_refresh(self) -> None:
        self.read_again()

    def action_back(self) -> None:
        self.dismiss(None)

    @on(Rows.Opened)
    def action_open_current(self) -> None:
        from tui.fiche.documents.opened import DocumentOpened

        if self.rows.current is not None:
            self.app.push_screen(DocumentOpened(self.rows.current.id))

    @asking
    async def action_deliver(self) -> None:
        if self.rows.current is not None:
            await delivering.deliver(self, document_listing.one(self.rows.current.id))

    @asking
    async def action_fiche(self) -> None:
        if self.rows.current is not None:
            await self.ask(new_screen("fiche", self.rows.current.client))

    @asking
    async def action_courier(self) -> None:
        kept = references.references(ReferenceKind.COURIER)
        ways = [Way(_ALL, _("All")), *(Way(str(row.id), row.name) for row in kept)]
        chosen = await self.ask(ChooseDialog(_("Courier"), "", ways))
        if chosen is not None:
            self.courier = None if chosen == _ALL else int(chosen)
            self.read_again()

    @asking
    async def action_print(self) -> None:
        day, courier = self.day, self.courier

        def task(folder: Path, progress: Progress) -> Path:
            path = spreadsheet.free_path(folder, _("To_deliver_{day}"), day, "pdf")
            return listing_paper.write(paper(day, courier), path, progress)

        await papers.write(self, _("To deliver"), _("Writing the list of the day"), task)


def paper(day: date, courier: int | None) -> ListPaper:
    """The list of a day, with a place to note who received each."""
    found = errands(day, courier)
    who = references.name_of(courier) or _("all")
    titles = [_("No."), _("Client"), _("Delivered to"), _("On site"), _("Courier"), _("Received by")]
    return ListPaper(
        pharmacy=party(pharmacy_as(settings.pharmacy())),
        title=_("To deliver"),
        facts=[
            (_("Day"), formats.full_day(day)),
            (_("Courier"), who),
            (_("Delivery notes"), formats.count(len(found))),
        ],
        titles=titles,
        rows=[
            [row.number, row.client_name, _where(row), _whom(row), row.place.courier, "…" * 8]
            for row in found
        ],
        created=clock.local(clock.now()),
    )
