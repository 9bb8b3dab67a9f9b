"""The invoices and credit notes of all clients: by period, by what is unpaid, by a text (doc-invoices)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from locales import N_, _, formats
from locales.sentences import explain
from locales.words import invoices as words
from locales.words.ledger import quoted
from models.people.sites.listing import SiteRow, sites_of
from models.pharmacy import features
from models.pharmacy.features import Feature
from models.refusals import Refused
from models.store import clock
from models.trade.documents.sold import InvoicedListing
from models.trade.invoices.listing import Totals
from models.trade.invoices.rows import InvoiceRow
from models.trade.invoices.table import InvoiceKind
from models.trade.statements.verbs import PeriodReversed
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import CheckField, ChoiceField, Field, Group, Option
from tui.forms.form import Form
from tui.frame.base import asking
from tui.frame.screens import new_screen
from tui.invoices import actions
from tui.invoices.columns import OF_ALL
from tui.parts import period_fields
from tui.parts.period import Period, Span, named
from tui.parts.search_desk import SearchDesk
from tui.terminal.inert import inert
from tui.widgets.beside import Beside
from tui.widgets.rows import Rows


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which invoices are listed: at first, those of this month."""

    search: str = ""
    kind: InvoiceKind | None = None
    unpaid: bool = False
    period: Period = field(default_factory=Period)
    site: SiteRow | None = None

    @property
    def listing(self) -> InvoicedListing:
        """The invoices that are meant."""
        return InvoicedListing(
            None,
            (self.kind,) if self.kind else tuple(InvoiceKind),
            since=self.period.start,
            until=self.period.end,
            text=self.search.strip(),
            unpaid=self.unpaid,
            site=self.site.id if self.site else None,
        )

    def said(self) -> str:
        """The same in words."""
        return " · ".join(
            filter(
                None,
                (
                    words.kind(self.kind) if self.kind else _("all papers"),
                    self.period.said() or _("of all days"),
                    self.site.name if self.site else "",
                    _("unpaid only") if self.unpaid else "",
                    quoted(self.search.strip()) if self.search.strip() else "",
                ),
            )
        )


class InvoiceFilterDialog(FormDialog[Wanted]):
    """Which papers of which days. Enter applies it from any field; the search is kept.

    The sites that are offered are those of one `client`, the one under the cursor: a site is of one client.
    """

    HEADING = N_("Narrow the list")
    ENTER_SUBMITS = True

    def __init__(self, now: Wanted, client: int | None) -> None:
        super().__init__()
        self._now = now
        delivers = client is not None and Feature.DELIVERY in features.in_use()
        self._sites = {site.id: site for site in sites_of(client)} if client and delivers else {}

    def fields(self) -> Sequence[Field | Group]:
        options = (Option(None, _("all papers")), *(Option(kind, words.kind(kind)) for kind in InvoiceKind))
        return (
            *period_fields.fields(*Span),
            ChoiceField("kind", N_("Paper"), options=options),
            CheckField("unpaid", N_("Unpaid only")),
            *self._site_field(),
        )

    def _site_field(self) -> Sequence[ChoiceField]:
        if not self._sites:
            return ()
        offered = (Option(site.id, f"{site.client_name} · {site.name}") for site in self._sites.values())
        return (ChoiceField("site", N_("Site"), options=(Option(None, _("All")), *offered)),)

    def start(self) -> Mapping[str, Any]:
        period = self._now.period
        days = {"span": period.span, "start": period.start, "end": period.end}
        return {"kind": self._now.kind, "unpaid": self._now.unpaid, "site": self._site(), **days}

    def _site(self) -> int | None:
        return self._now.site.id if self._now.site else None

    @on(Form.Changed)
    def changed(self, event: Form.Changed) -> None:
        period_fields.follow(self.form, event.name)

    def refuse(self, refused: Refused) -> None:
        if not isinstance(refused, PeriodReversed) or not self.form.fault("end", explain(refused)):
            super().refuse(refused)

    def answer(self, values: dict[str, Any]) -> Wanted:
        period = period_fields.days(values, clock.today(), bounded=False)
        site = self._sites.get(values["site"]) if self._sites else None
        return replace(self._now, kind=values["kind"], unpaid=values["unpaid"], period=period, site=site)


class InvoicesDesk(SearchDesk[InvoiceRow]):
    """Drafts first, then what was issued, the newest first, and what it comes to."""

    PURPOSE = N_(
        "The invoices of all clients: what is unpaid, the papers of a month, the list for the books."
    )
    GUIDE = "factures.md#les-factures-de-tous-les-clients"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("Open"), id="invoices.open", tooltip=N_("The invoice, as it was issued")),
        Binding("f4", "print", N_("Print"), id="invoices.print", tooltip=N_("Write the invoice as a PDF")),
        Binding(
            "f6",
            "print_all",
            N_("Print all"),
            id="invoices.print_all",
            tooltip=N_("All that are listed, each as a file"),
        ),
        Binding("f7", "fiche", N_("Fiche"), id="invoices.fiche", tooltip=N_("Open the client's fiche")),
        Binding(
            "ctrl+f",
            "narrow",
            N_("Narrow"),
            id="invoices.narrow",
            priority=True,
            tooltip=N_("By days, by paper, by site, what is unpaid"),
        ),
        Binding(
            "f8",
            "export",
            N_("Export"),
            id="invoices.export",
            tooltip=N_("The list as it stands, as PDF, CSV or XLSX"),
        ),
        Binding(
            "f5",
            "refresh",
            N_("Refresh"),
            id="invoices.refresh",
            show=False,
            tooltip=N_("Read the list again"),
        ),
        Binding("escape", "back", N_("Back"), id="invoices.back", tooltip=N_("Out of the search first")),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.listing = Wanted(period=named(Span.MONTH, clock.today()))
        self._beside: Beside[Totals] = Beside(self, self._tell_totals)

    def content(self) -> ComposeResult:
        narrowed = Static(markup=False, classes="narrowed")
        yield from self.topped(_("Invoices"), "", Rows(OF_ALL), _("number, sale or client"), narrowed)

    def _show(self, *, keep_cursor: bool = False, at: InvoiceRow | None = None) -> None:
        wanted: Wanted = self.listing
        self._say(wanted.said())
        self.rows.say_when_empty(_("No invoice here: Ctrl+F chooses other days."))
        self.rows.show(wanted.listing, keep_cursor=keep_cursor, at=at)
        # After the paint: what was found matters more than what it comes to.
        self._beside.ask(wanted.listing.totals)

    def _say(self, text: str) -> None:
        self.query_one(".narrowed", Static).update(inert(text))

    def _tell_totals(self, totals: Totals) -> None:
        said = _("invoiced {invoiced}, credited {credited}, unpaid {unpaid}").format(
            invoiced=formats.amount(totals.invoiced),
            credited=formats.amount(totals.credited),
            unpaid=formats.amount(totals.unpaid),
        )
        self.query_one(".count", Static).update(formats.count(totals.count), layout=False)
        self._say(f"{self.listing.said()} · {said}")

    def go_deeper(self) -> None:
        self.action_open()

    def action_refresh(self) -> None:
        self.read_again()

    @asking
    async def action_open(self) -> None:
        from tui.invoices.billing import bill
        from tui.invoices.opened import InvoiceOpened

        row = self.rows.current
        if row is None:
            return
        if row.draft:
            await bill(self, row.operation)
        else:
            await self.ask(InvoiceOpened(row.key))
            self.read_again()

    @asking
    async def action_print(self) -> None:
        if self.rows.current is not None:
            await actions.print_row(self, self.rows.current)

    @asking
    async def action_print_all(self) -> None:
        await actions.write_all(self, self.listing.listing)

    @asking
    async def action_fiche(self) -> None:
        if self.rows.current is not None:
            await self.ask(new_screen("fiche", self.rows.current.client))

    @asking
    async def action_narrow(self) -> None:
        row, site = self.rows.current, self.listing.site
        client = site.client if site else row.client if row else None
        narrowed = await self.ask(InvoiceFilterDialog(self.listing, client))
        if narrowed is not None:
            self.listing = narrowed
            self._show()

    @asking
    async def action_export(self) -> None:
        from tui.invoices.exporting import export

        await export(self, self.listing.listing, self.listing.said())
