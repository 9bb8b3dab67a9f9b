"""A tab of documents: listed, narrowed, and taken to their next step."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from locales import N_, _, formats
from locales.sentences import explain
from locales.words import documents as document_words
from models.store import clock
from models.trade.documents import listing as document_listing
from models.trade.documents.delivery import GOES_OUT
from models.trade.documents.listing import Awaited, DocumentListing, DocumentRow
from models.trade.documents.table import DocumentKind, DocumentState, QuoteExpired
from tui.fiche.parts import sites
from tui.fiche.parts.list_pane import ListPane
from tui.frame.base import asking
from tui.widgets.columns import Column

_CLOSED = (
    *(DocumentState.REFUSED, DocumentState.EXPIRED, DocumentState.CANCELLED),
    *(DocumentState.INVOICED, DocumentState.HANDED_OVER),
)
_WAITS = (
    *(DocumentState.OPEN, DocumentState.ACCEPTED, DocumentState.TO_DO, DocumentState.ORDERED),
    DocumentState.PREPARED,
)
AWAITED = {
    Awaited.INVOICE: N_("Not invoiced"),
    Awaited.ORDER: N_("Not ordered"),
    Awaited.DELIVERY: N_("Not delivered"),
}
_ALL = "all"


def _size(row: DocumentRow) -> str:
    return "quiet" if row.state in _CLOSED else "plain"


def _emphasis(row: DocumentRow) -> str:
    return "quiet" if row.state in _CLOSED else "strong"


def _state(row: DocumentRow) -> str:
    return document_words.state(row.kind, row.state)


def _until(row: DocumentRow) -> str:
    return formats.day(row.until) if row.until else "–"


def _late(row: DocumentRow) -> str:
    if row.until is not None and row.until < clock.today() and row.state in _WAITS:
        return "warns"
    return _size(row)


def became(row: DocumentRow) -> str:
    """The sale it became, or the document that was made of it, or the one that it was made of."""
    return row.sale or row.made or row.beside


def columns(until: str, *, number: int, state: int) -> list[Column[DocumentRow]]:
    """The columns of these lists. `until` is what their second day is called; `number` and `state` are widths
    that together leave room for that day on a screen of 80.
    """
    return [
        Column("day", N_("Date"), lambda row: formats.day(row.day), 10, style=_size),
        Column("number", N_("No."), lambda row: row.number, number, style=_size),
        Column("total", N_("Total"), lambda row: formats.amount(row.total), 10, 34, 1, True, style=_size),
        Column("state", N_("State"), _state, state, 46, style=_emphasis),
        Column("until", until, _until, 10, 56, style=_late),
        Column("became", N_("Became"), became, 13, 74, style=_size),
        Column("contact", N_("Contact"), lambda row: row.contact or row.note, 12, 92, 1, style=_size),
        Column("author", N_("By"), lambda row: row.author, 12, 108, 1, style=_size),
        Column("site", N_("Site"), lambda row: row.site, 12, 124, 1, style=_size),
    ]


def keys(
    tab: str, next_step: str, give_up: str, *, sells: bool = False, orders: bool = False
) -> list[BindingType]:
    """The keys of such a tab. `next_step` says which steps there are, `give_up` what ends one for good,
    `sells` whether a sale is more than the last step, and `orders` whether an order can be made of one.
    """
    order = Binding(
        "b", "order", N_("Order"), id=f"{tab}.order", tooltip=N_("Make an order of it, at its prices")
    )
    return [
        Binding("s", "forward", N_("Next step"), id=f"{tab}.next", tooltip=next_step),
        Binding(
            "f", "sell", N_("Sell"), id=f"{tab}.sell", show=sells, tooltip=N_("Turn it into a sale, once")
        ),
        Binding("x", "give_up", give_up, id=f"{tab}.give_up", tooltip=N_("For good, with a reason")),
        Binding("r", "print", N_("Print"), id=f"{tab}.print", tooltip=N_("Write it as a PDF")),
        Binding(
            *("i", "awaited"),
            N_("Not invoiced"),
            id=f"{tab}.awaited",
            show=False,
            tooltip=N_("Only what is not invoiced, or all"),
        ),
        Binding(
            *("u", "back_a_step"),
            N_("Step back"),
            id=f"{tab}.back",
            show=False,
            tooltip=N_("Takes the last step back; never a sale, a refusal or a cancellation"),
        ),
        Binding(
            *("c", "again"),
            N_("Make again"),
            id=f"{tab}.again",
            show=False,
            tooltip=N_("A new one with the same products, at today's prices"),
        ),
        Binding(
            "e", "state", N_("State"), id=f"{tab}.state", show=False, tooltip=N_("Only those in one state")
        ),
        Binding("w", "site", N_("Site"), id=f"{tab}.site", show=False, tooltip=N_("Only what goes there")),
        *([order] if orders else []),
    ]


class DocumentPane(ListPane[DocumentRow]):
    """Documents of one kind, newest first. Enter opens one."""

    FINDS = N_("Number, note, product or contact")
    CREATES = True
    OF_A_ROW = ("forward", "sell", "give_up", "print", "back_a_step", "again", "order", "delivery_note")
    KIND: ClassVar[DocumentKind]
    STATES: ClassVar[Sequence[DocumentState]] = ()
    """Where documents of this kind may stand, in the order of their life."""
    WAITS: ClassVar[Sequence[Awaited]] = (Awaited.INVOICE,)
    """What they may be narrowed by."""

    def all_of(self, client: int) -> DocumentListing:
        return DocumentListing(client, self.KIND, contact=self.contact)

    def said(self) -> list[str]:
        first, *rest = super().said()
        if self.listing.site is not None:
            rest = [sites.name_of(self.client, self.listing.site), *rest]
        if self.listing.state is not None:
            return [first, document_words.state(self.KIND, self.listing.state).lower(), *rest]
        if self.listing.awaited is not None:
            return [first, _(AWAITED[self.listing.awaited]).lower(), *rest]
        waiting = replace(self.all_of(self.client), awaited=Awaited.INVOICE).count()
        word = _("{count} not invoiced").format(count=formats.count(waiting))
        return [first, word, *rest] if waiting else [first, *rest]

    def row_of(self, key: int) -> DocumentRow:
        return document_listing.one(key)

    def open(self, row: DocumentRow) -> None:
        from tui.fiche.documents.opened import DocumentOpened

        self.app.push_screen(DocumentOpened(row.id))

    @asking
    async def create(self) -> None:
        await self._create()

    @asking
    async def action_again(self) -> None:
        if self.current is not None:
            await self._create(like=self.current.id)

    async def _create(self, like: int | None = None) -> None:
        from tui.fiche.documents.desk import create

        made = await create(self.desk, self.KIND, self.client, like=like, contact=self.contact)
        if made is not None:
            self.go_to(made)

    def action_awaited(self) -> None:
        chosen = None if self.listing.awaited is Awaited.INVOICE else Awaited.INVOICE
        self.narrow(replace(self.listing, awaited=chosen, state=None))

    @asking
    async def action_state(self) -> None:
        from tui.dialogs.choose import ChooseDialog, Way

        ways = [Way(_ALL, _("All")), *(Way(f"not {each}", _(AWAITED[each])) for each in self.WAITS)]
        ways += [Way(each.value, document_words.state(self.KIND, each)) for each in self.STATES]
        chosen = await self.desk.ask(ChooseDialog(_("State"), "", ways))
        if chosen is not None:
            waits = {f"not {each}": each for each in self.WAITS}
            states = {each.value: each for each in self.STATES}
            narrowed = replace(self.listing, awaited=waits.get(chosen), state=states.get(chosen))
            self.narrow(narrowed)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "site":
            return self.KIND in GOES_OUT and sites.used()
        return super().check_action(action, parameters)

    @asking
    async def action_site(self) -> None:
        chosen = await sites.ask(self.desk, self.client)
        if chosen is not None:
            self.narrow(replace(self.listing, site=chosen.site))

    @asking
    async def action_forward(self) -> None:
        from tui.fiche.documents.actions import forward

        await self._with_current(forward)

    @asking
    async def action_sell(self) -> None:
        from tui.fiche.documents.actions import sell

        await self._with_current(sell)

    @asking
    async def action_order(self) -> None:
        from tui.fiche.documents.actions import order

        await self._with_current(order)

    @asking
    async def action_back_a_step(self) -> None:
        from tui.fiche.documents.actions import back

        await self._with_current(back)

    @asking
    async def action_give_up(self) -> None:
        from tui.fiche.documents.actions import give_up

        await self._with_current(give_up)

    @asking
    async def action_print(self) -> None:
        from tui.fiche.documents.actions import write

        await self._with_current(write)

    async def _with_current(self, action: Any) -> None:
        if self.current is None:
            return
        try:
            await action(self.desk, self.current)
        except QuoteExpired as refused:
            again = _("c makes it again at today's prices.")
            self.desk.warn(f"{explain(refused)} {again}")
