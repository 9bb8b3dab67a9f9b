"""Pourquoi ce solde ? `=` on the fiche: every operation with the balance after it, and what proves it."""

from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from locales import N_, _, formats, ngettext
from locales.words import ledger as words
from models.money.ledger import explanation, history
from models.money.ledger.accounts import OperationKind
from models.money.ledger.explanation import ExplainedRow, Explanation, Proof
from models.money.ledger.history import Link, OperationRow
from models.people.clients import verbs as clients
from models.people.clients.verbs import full_name
from tui.dialogs.detail import DetailDialog
from tui.frame.base import STYLES, BaseScreen, Desk, asking
from tui.parts.period import Period
from tui.widgets.columns import Column, fit
from tui.widgets.rows import Rows
from tui.widgets.text_lines import Drawing, Line, Lines, ends

_SHOWN = 6
"""Lettrages that are listed; the rest is counted."""


def _debit(row: ExplainedRow) -> str:
    return formats.amount(row.moved) if row.moved > 0 else ""


def _credit(row: ExplainedRow) -> str:
    return formats.amount(-row.moved) if row.moved < 0 else ""


def _kind(row: ExplainedRow) -> str:
    return words.operation(row.operation.kind)


def _side(row: ExplainedRow) -> str:
    return words.side(row.balance)


def _balance(row: ExplainedRow) -> str:
    return formats.amount(abs(row.balance))


def _meaning(row: ExplainedRow) -> str:
    if not row.balance:
        return "plain"
    return "owes" if row.balance > 0 else "credit"


def _open(row: ExplainedRow) -> str:
    return formats.amount(row.operation.open) if row.operation.open else "–"


COLUMNS: list[Column[ExplainedRow]] = [
    Column("day", N_("Date"), lambda row: formats.day(row.operation.day), 10),
    Column("number", N_("No."), lambda row: row.operation.number, 12),
    Column("kind", N_("Operation"), _kind, 12, grows=1),
    Column("debit", N_("Debit"), _debit, 10, right=True),
    Column("credit", N_("Credit"), _credit, 10, right=True),
    Column("balance", N_("Balance"), _balance, 16, right=True, lead=_side, style=_meaning),
    Column("open", N_("Still open"), _open, 10, needs=92, right=True),
    Column("author", N_("By"), lambda row: row.operation.author, 12, needs=106, grows=1),
]


class ExplanationDesk(Desk[None]):
    """The account from its first operation to its last, where it opens."""

    PURPOSE = N_("Why the client owes what they owe: every operation with the balance after it.")
    GUIDE = "solde.md#pourquoi-ce-solde"
    CSS_PATH = STYLES / "fiche.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "d", "period", N_("Period"), id="explanation.period", tooltip=N_("Only the days of a period")
        ),
        Binding("f5", "refresh", N_("Refresh"), id="explanation.refresh", show=False),
        Binding(
            "escape,equals_sign", "back", N_("Back"), id="explanation.back", tooltip=N_("Back to the fiche")
        ),
    ]

    def __init__(self, client: int) -> None:
        super().__init__()
        self.client = client
        self.period = Period()
        self.listing = Explanation(client)

    def content(self) -> ComposeResult:
        yield Lines(self._heading, id="who")
        yield Rows(COLUMNS)
        yield Lines(id="about")
        yield Lines(id="proof")

    @property
    def rows(self) -> Rows[ExplainedRow]:
        """The list itself."""
        return self.query_one(Rows)

    def on_mount(self) -> None:
        self._show_end()

    def read_again(self) -> None:
        self.query_one("#who", Lines).put(self._heading)
        self.query_one("#proof", Lines).put(proved(explanation.proof(self.client)))
        self.rows.read_again()
        self._tell_about(self.rows.current)

    def _show_end(self) -> None:
        every = self.period == Period()
        self.rows.say_when_empty(_("Nothing has happened on this account.") if every else _("None of these."))
        last = self.listing.last(1)
        self.rows.show(self.listing, at=last[0] if last else None)
        self.read_again()

    def _heading(self, width: int) -> list[Line]:
        said = [_("Why this balance"), self.period.said()]
        if self.listing.since is not None:
            carried = _("brought forward: {balance}").format(balance=words.balance(self.listing.opening()))
            said.append(carried)
        name = full_name(clients.get(self.client))
        return [ends((name, "strong"), (" · ".join(part for part in said if part), "quiet"), width)]

    @on(Rows.Moved)
    def moved(self, event: Rows.Moved) -> None:
        self._tell_about(event.row)

    def _tell_about(self, row: ExplainedRow | None) -> None:
        self.query_one("#about", Lines).put(about(row))

    @on(Rows.Opened)
    def opened(self, event: Rows.Opened) -> None:
        self.app.push_screen(dialog_of(event.row.operation))

    def action_refresh(self) -> None:
        self.read_again()

    @asking
    async def action_period(self) -> None:
        from tui.parts.period_dialog import PeriodDialog

        period = await self.ask(PeriodDialog(self.period))
        if period is not None:
            self.period = period
            self.listing = Explanation(self.client, period.start, period.end)
            self._show_end()


def about(row: ExplainedRow | None) -> Drawing:
    """Who entered an operation and when, and what it is settled with."""
    if row is None:
        return lambda width: [[], []]
    operation, links = row.operation, history.links(row.id)
    hand = _("Entered {moment} by {author}").format(
        moment=formats.moment(operation.entered), author=operation.author or "–"
    )
    why = [operation.note, operation.reference]
    if operation.reversed_by:
        why.append(_("cancelled by {number}").format(number=operation.reversed_by))
    first = " · ".join(part for part in (hand, *why) if part)
    second = _settled(operation, links)
    return lambda width: [[(fit(first, width), "quiet")], [(fit(second, width), "quiet")]]


def _settled(row: OperationRow, links: list[Link]) -> str:
    said = [f"{link.number} {formats.amount(link.amount)}" for link in links[:_SHOWN]]
    if len(links) > _SHOWN:
        said.append(_("and {number} more").format(number=len(links) - _SHOWN))
    if row.open:
        rest = _("remaining {amount}") if row.debit else _("available {amount}")
        said.append(rest.format(amount=formats.amount(row.open)))
    label = _("Paid by") if row.debit else _("Used for")
    return f"{label} {' · '.join(said)}" if links else " · ".join(said)


def proved(proof: Proof) -> Drawing:
    """How the balance comes about, in the three ways that must agree."""
    added = ngettext(
        "{count} operation: {debits} − {credits}",
        "{count} operations: {debits} − {credits}",
        proof.operations,
    ).format(
        count=formats.count(proof.operations),
        debits=formats.amount(proof.debits),
        credits=formats.amount(proof.credits),
    )
    position = _("unpaid {unpaid} − credit {credit}").format(
        unpaid=formats.amount(proof.position.unpaid), credit=formats.amount(proof.position.credit)
    )
    meaning = "owes" if proof.balance > 0 else "credit" if proof.balance else "plain"
    lines: list[Line] = [
        [(f"{added} = ", "plain"), (words.balance(proof.balance), meaning)],
        [(f"{position} = ", "plain"), (words.balance(proof.position.balance), meaning)],
    ]
    if proof.holds:
        lines[1].append((_(" = the balance of the fiche ✓"), "quiet"))
    else:
        differs = _(" ≠ {balance} on the fiche: run officine doctor.")
        lines[1].append((differs.format(balance=words.balance(proof.shown)), "warns"))
    return lambda width: lines


def dialog_of(row: OperationRow) -> DetailDialog:
    """What Enter opens for an operation of any kind."""
    if row.kind is OperationKind.SALE:
        from tui.fiche.sales.opened import SaleDialog

        return SaleDialog(row.id)
    if row.kind is OperationKind.RETURN:
        from tui.fiche.returns.opened import ReturnOpened

        return ReturnOpened(row.id)
    from tui.fiche.parts.operation_dialog import OperationDialog

    return OperationDialog(row.id)


async def explain(fiche: BaseScreen[Any], client: int) -> None:
    """As the key of the fiche asks for it."""
    await fiche.ask(ExplanationDesk(client))
