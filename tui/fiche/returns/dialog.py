"""What comes back of a sale: how much of each line, and what becomes of its worth; the figures underneath."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from locales import N_, _, formats
from locales.words import ledger as words
from models.money import modes
from models.money.ledger.accounts import PaymentMode
from models.money.ledger.history import OperationRow
from models.refusals import Refused
from models.store import clock
from models.trade.returns import figures as returned
from models.trade.returns import verbs as returns
from models.trade.returns.figures import ReturnableLine, ReturnFigures
from models.values import ZERO, Centimes
from tui.dialogs.figures import Figure, Figures
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import ChoiceField, Field, Option, QuantityField, TextField, ValueDateField
from tui.forms.form import Form
from tui.frame.base import STYLES
from tui.widgets.columns import fit

_LINE = "line"
_LABEL, _QUANTITY = 26, 7
"""In cells; what is left of the width says what can still come back."""


@dataclass(frozen=True, slots=True)
class TypedReturn:
    """What is to come back, and the text of each field, to be shown again if need be.

    `money` is what the dialog announced would be paid back.
    """

    lines: tuple[tuple[int, int], ...]
    refund: PaymentMode | None
    money: Centimes
    values: Mapping[str, Any]
    texts: Mapping[str, Any]


class ReturnDialog(FormDialog[TypedReturn]):
    """A quantity for each line of which something is left; Enter goes on, on the last field it takes back."""

    PURPOSE = N_("How much of each line comes back, and whether its worth is given back or stays as credit.")
    GUIDE = "retours.md#un-produit-revient"
    CSS_PATH = STYLES / "payment.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,ctrl+s", "submit", N_("Take back"), id="return.take", tooltip=N_("Take these goods back")
        ),
        Binding("f4", "everything", N_("All of it"), id="return.all", tooltip=N_("All that is left")),
    ]

    def __init__(
        self, sale: OperationRow, again: TypedReturn | None = None, refused: Refused | None = None
    ) -> None:
        """`again` and `refused`: what was typed before, and why it could not be done."""
        super().__init__(again.texts if again else None, refused)
        self._sale = sale
        self._lines = [line for line in returned.sold_lines(sale.id) if line.left]

    def heading(self) -> str:
        return _("Return of {number} of {day}").format(
            number=self._sale.number, day=formats.day(self._sale.day)
        )

    def fields(self) -> Sequence[Field]:
        ways = [Option(None, _("As credit")), *(Option(mode, words.mode(mode)) for mode in modes.offered())]
        return (
            *(
                QuantityField(f"{_LINE}{line.sale_line}", fit(line.label, _LABEL).rstrip(), width=_QUANTITY)
                for line in self._lines
            ),
            ChoiceField("refund", N_("Given back as"), options=tuple(ways)),
            TextField("reference", N_("Reference"), N_("cheque or transfer number")),
            ValueDateField("day", N_("Date")),
            TextField("note", N_("Note"), N_("why it comes back")),
        )

    def start(self) -> Mapping[str, Any]:
        values: dict[str, Any] = {"day": clock.today()}
        if len(self._lines) == 1:
            values[f"{_LINE}{self._lines[0].sale_line}"] = self._lines[0].left
        return values

    def content(self) -> ComposeResult:
        # One line is answered at once; from one of several, Enter goes to the next.
        yield Form(self.fields(), self.start(), enter_submits=len(self._lines) == 1)
        yield Figures()

    def on_mount(self) -> None:
        for line in self._lines:
            self.form.aside(f"{_LINE}{line.sale_line}", _aside(line))

    def action_everything(self) -> None:
        for line in self._lines:
            self.form.put(f"{_LINE}{line.sale_line}", line.left)

    def answer(self, values: dict[str, Any]) -> TypedReturn:
        lines = _taken(values)
        figures = returns.preview(self._sale.id, lines)
        return TypedReturn(lines, values["refund"], figures.money, values, self.form.typed())

    def field_of(self, refused: Refused) -> str:
        if isinstance(refused, (returns.MoreThanLeft, returns.ReturnedWhole)):
            return f"{_LINE}{refused.sale_line}"
        if isinstance(refused, returns.NothingTakenBack):
            return f"{_LINE}{self._lines[0].sale_line}"
        return super().field_of(refused)

    def show_effect(self) -> None:
        values, wrong = self.form.readable()
        if wrong.keys() - {"day"}:
            self.query_one(Figures).unknown()
            return
        lines = _taken(values)
        shown = ReturnFigures(ZERO, ZERO, ZERO, ZERO)
        if lines:
            try:
                shown = returns.preview(self._sale.id, lines)
            except Refused as refused:
                self._refuse_figures(refused)
                return
        self.form.reveal("refund", bool(shown.money))
        mode = self.form.value("refund") if shown.money else None
        self.form.reveal("reference", mode is not None and mode.has_reference)
        self.query_one(Figures).tell(lambda: _figures(shown, mode))

    def _refuse_figures(self, refused: Refused) -> None:
        def say() -> list[Figure]:
            raise refused

        self.query_one(Figures).tell(say)


def _taken(values: Mapping[str, Any]) -> tuple[tuple[int, int], ...]:
    """The lines of which something comes back; an empty field and 0 are the same."""
    return tuple(
        (int(name.removeprefix(_LINE)), quantity)
        for name, quantity in values.items()
        if name.startswith(_LINE) and quantity
    )


def _aside(line: ReturnableLine) -> str:
    """of 3 · 27,00: what can still come back, and for how much"""
    worth = formats.amount(line.worth(line.left))
    return _("of {left} · {worth}").format(left=formats.quantity(line.left), worth=worth)


def _figures(shown: ReturnFigures, mode: PaymentMode | None) -> list[Figure]:
    money = shown.money if mode else ZERO
    figures = [Figure(_("Worth"), shown.worth)]
    if shown.withdrawn:
        figures.append(Figure(_("Discount taken back"), -shown.withdrawn))
    if shown.settles:
        figures.append(Figure(_("Off what is unpaid"), -shown.settles))
    if mode:
        figures.append(Figure(_("To give back"), money, strong=True))
    figures.append(Figure(_("Stays as credit"), shown.comes_back - money))
    return figures
