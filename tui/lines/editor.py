"""The line editor: a product is found by a few letters and Enter, or by its scanned code.

The product field keeps the focus. While it has text, the list shows the matching products (typeahead),
otherwise the lines entered so far; ↑ and ↓ move in whichever is shown.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from locales import N_, _, formats, ngettext
from locales.sentences import explain
from models.people.clients.by_code import bearer
from models.refusals import Refused
from models.store import clock
from models.trade.catalogue import table as catalogue
from models.trade.catalogue.table import ProductRow
from models.trade.prices.lines import NewLine
from models.values import UNIT
from tui.clients import going
from tui.forms.fields import Option
from tui.frame.base import BaseScreen, asking
from tui.lines import columns, totals
from tui.lines.basket import Basket, BasketLine
from tui.lines.product_field import ProductField
from tui.lines.typed import BAR_CODE, OnlyANumber, TypedLine, is_bare, understand, words_of
from tui.widgets.rows import STEERING, Rows
from tui.widgets.search import painted_together
from tui.widgets.text_lines import Line, Lines
from tui.widgets.window import Fixed

_LAST_DIGITS = re.compile(rf"\d{{{BAR_CODE},14}}$")


class LineEditor(Vertical):
    """Products, quantities and discounts, and what they come to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "add", N_("Add"), id="lines.add", tooltip=N_("Add the product that is marked")),
        Binding("plus", "step(1)", N_("One more"), id="lines.more", show=False),
        Binding("minus", "step(-1)", N_("One less"), id="lines.less", show=False),
        Binding(
            "f3",
            "change",
            N_("Change"),
            id="lines.change",
            tooltip=N_("Quantity and discount of the line; 3* or 10% typed alone do the same"),
        ),
        Binding(
            "equals_sign",
            "explain",
            N_("Why"),
            id="lines.explain",
            tooltip=N_("Why the line costs what it costs: list, quantity, discount, VAT"),
        ),
        Binding("delete", "remove", N_("Remove"), id="lines.remove", tooltip=N_("Take the line out")),
        *STEERING,
    ]

    def __init__(
        self,
        client: int,
        lines: Sequence[NewLine] = (),
        codes: Sequence[str] = (),
        *,
        animals: Sequence[Option] = (),
        for_animals: Mapping[int, int] | None = None,
    ) -> None:
        """What stands in it at first: lines, and codes that no product bore when they were scanned.

        `animals` are those for which a line may be, `for_animals` says for which the first lines are.
        """
        super().__init__()
        self._animals = animals
        self.basket = Basket(client, lines, for_animals)
        for code in codes:
            self.basket.add_unknown(code)
        self._words = ""
        self._found: list[ProductRow] = []
        self._steered = False
        self._stepped: list[str] = []
        """What `+` and `-` just did. A single one may have been the sign of a quantity."""

    def compose(self) -> ComposeResult:
        with Horizontal(classes="searchline"):
            yield Static(_("Product"), markup=False, classes="label")
            hint = _("name, code or bar code; 3* before it for three")
            yield ProductField(hint, lambda: self._stepping)
        lines: Rows[BasketLine] = Rows(
            columns.of_lines({each.value: each.label for each in self._animals}, self.basket.vat_basis),
            id="lines",
            empty=_("Type a few letters of a product, or scan it."),
        )
        matches: Rows[ProductRow] = Rows(columns.MATCHES, id="matches", empty=_("No product is called that."))
        lines.can_focus = matches.can_focus = matches.display = False
        lines.show(Fixed(self.basket.lines))
        yield lines
        yield matches
        yield Lines(self._sum, classes="sum")

    @property
    def field(self) -> ProductField:
        """Where products are typed or scanned."""
        return self.query_one(ProductField)

    @property
    def lines(self) -> Rows[BasketLine]:
        """The lines entered so far."""
        return cast(Rows[BasketLine], self.query_one("#lines"))

    @property
    def matches(self) -> Rows[ProductRow]:
        """The products that what is typed finds."""
        return cast(Rows[ProductRow], self.query_one("#matches"))

    @property
    def _desk(self) -> BaseScreen[Any]:
        return cast(BaseScreen[Any], self.screen)

    def checked(self) -> list[NewLine] | None:
        """The lines to save. None after showing which cannot be sold, or what is half typed."""
        wrong, text = self.basket.wrong, self.field.value.strip()
        if text:
            waits = _("“{text}” is not added yet: Enter adds it.").format(text=text)
            self._desk.warn(explain(OnlyANumber(text)) if is_bare(text) else waits)
        elif wrong is not None:
            self._show_lines(at=wrong)
            unknown = _("No product has the code {code}. Del takes the line out.").format(code=wrong.code)
            self._desk.warn(explain(wrong.fault) if wrong.fault else unknown)
        elif not self.basket.lines:
            self._desk.warn(_("There is no line yet."))
        else:
            return self.basket.asked
        self.screen.set_focus(self.field)
        return None

    def price_again(self) -> None:
        """Shows the present prices of the lines."""
        self.basket.price_again()
        self._show_lines()

    @on(Input.Changed)
    async def look(self, event: Input.Changed) -> None:
        """Debounce: searches for the last input only, as a scanner's digits come faster than searches."""
        event.stop()
        await self._desk.officine.keys_served(self.field)
        words = words_of(self.field.value)
        if words != self._words:
            self._find(words)
            await painted_together()

    def _find(self, words: str) -> None:
        self._words, self._steered = words, False
        self._found = self._matching(words) if words else []
        self.matches.show(Fixed(self._found))
        if self.matches.display != bool(words):
            self.matches.display = bool(words)
            self.lines.display = not words
            self.refresh_bindings()  # Del deletes the line or the text.

    def _matching(self, words: str) -> list[ProductRow]:
        """The matching products; those with this code come first."""
        exact = catalogue.by_code(words)
        found = catalogue.find(words)
        return found if exact is None else [exact, *(row for row in found if row.id != exact.id)]

    def action_add(self) -> None:
        other, text = self._scanned_beside(self.field.value)
        try:
            self._do(understand(text))
            if other and not self.field.value:
                self.field.value = other
                self.field.action_end()
        except Refused as refused:
            self._desk.warn(explain(refused))

    def _scanned_beside(self, text: str) -> tuple[str, str]:
        """The text in the field before a known code was scanned into it, and the code."""
        digits = _LAST_DIGITS.search(text)
        code = self._desk.officine.ahead.scanned or (digits[0] if digits else "")
        other = text.replace(code, "", 1) if code else text
        if not other or other == text or other.rstrip().endswith("*") or catalogue.by_code(code) is None:
            return "", text
        return other, code

    def _do(self, typed: TypedLine) -> None:
        if len(self._stepped) == 1 and typed.quantity is not None:
            self._desk.warn(self._stepped.pop())
        elif typed.words:
            self._add(typed)
        elif typed != TypedLine():
            self._change_current(typed)
        elif self.basket.lines:
            self._desk.tell(_("F9 saves; a product and Enter adds a line."))

    def _add(self, typed: TypedLine) -> None:
        product = self._meant(typed)
        if product is not None:
            quantity = UNIT if typed.quantity is None else typed.quantity
            self._entered(self.basket.add(product.id, quantity))
        elif typed.bare:
            raise OnlyANumber(typed.words)
        elif typed.code or self._was_scanned(typed):
            self._keep_unknown(typed.words)
        else:
            self._desk.warn(_("No product is called “{text}”.").format(text=typed.words))

    def _was_scanned(self, typed: TypedLine) -> bool:
        """Whether this came in one burst, and may be a code of letters only."""
        return self._desk.officine.ahead.scanned == self.field.value and " " not in typed.words

    def _keep_unknown(self, code: str) -> None:
        client = bearer(code)
        if client is None:
            self.app.bell()
            self._entered(self.basket.add_unknown(code))
            return
        self.field.value = ""
        self._desk.officine.start_asking(self, "visit", going.visit(self._desk, client))

    def _meant(self, typed: TypedLine) -> ProductRow | None:
        """The product under the cursor if it was moved, else the one with this code, else the first match. A
        scanned code must match whole: it never finds a product by its beginning.
        """
        if typed.words != self._words:
            self._find(typed.words)
        if self._steered:
            return self.matches.current
        if typed.scanned or typed.bare or (typed.code and self._was_scanned(typed)):
            return catalogue.by_code(typed.words)
        return self._found[0] if self._found else None

    def _change_current(self, typed: TypedLine) -> None:
        line = self.lines.current
        if line is None or line.asked is None:
            self._desk.warn(_("There is no line to change."))
            return
        asked = line.asked
        if typed.quantity is not None:
            asked = replace(asked, quantity=typed.quantity)
        if typed.discount is not None:
            asked = replace(asked, discount=typed.discount)
        self._entered(self.basket.change(line, asked))

    def _entered(self, line: BasketLine) -> None:
        self.field.value, self._stepped = "", []
        self._find("")
        self._show_lines(at=line)

    def _show_lines(self, at: BasketLine | None = None) -> None:
        if at is not None and at not in self.lines.window:
            self.lines.show(Fixed(self.basket.lines), at=at)
        else:
            self.lines.show(Fixed(self.basket.lines), keep_cursor=True)
            self._put_cursor_on(at)
        self.query_one(".sum", Lines).put(self._sum)

    def _put_cursor_on(self, line: BasketLine | None) -> None:
        window = list(self.lines.window)
        if line in window and self.lines.current in window:
            self.lines.move(window.index(line) - window.index(self.lines.current))

    @property
    def _stepping(self) -> BasketLine | None:
        """The line to which `+` and `-` apply."""
        line = self.lines.current
        return None if line is None or line.asked is None else line

    def action_step(self, by: int) -> None:
        line = self._stepping
        if line is None or line.asked is None:
            return
        quantity = line.asked.quantity + by * UNIT
        if quantity <= 0:
            last = _("Only {quantity} is left: Del takes the line out.")
            self._stepped = [last.format(quantity=formats.quantity(line.asked.quantity))]
            self._desk.warn(self._stepped[0])
            return
        before = self._stepped
        try:
            self._entered(self.basket.change(line, replace(line.asked, quantity=quantity)))
        except Refused as refused:
            self._desk.warn(explain(refused))
        else:
            self._stepped = [*before, _step_said(line, by, quantity)]

    @asking
    async def action_explain(self) -> None:
        from models.trade.prices import explanation
        from tui.lines import explained

        line = self._stepping
        if line is None or line.asked is None:
            return
        try:
            why = explanation.explain(self.basket.client, line.asked, clock.today())
        except Refused as refused:
            self._desk.warn(explain(refused))
        else:
            await self._desk.ask(explained.of_desk(why))

    def action_remove(self) -> None:
        line = self.lines.current
        if line is not None and self.lines.display:
            self.basket.remove(line)
            self._show_lines()

    @asking
    async def action_change(self) -> None:
        from tui.frame.insist import insist
        from tui.lines.line_dialog import LineDialog

        line = self.lines.current
        if line is None or line.asked is None or line.priced is None:
            return
        changed = await insist(
            self._desk,
            lambda change, refused: LineDialog(line, change, refused, self._animals),
            lambda change: self.basket.give(self.basket.change(line, change.asked), change.animal),
        )
        if changed is not None:
            self._entered(changed)

    def action_steer(self, where: str) -> None:
        self._stepped = []
        if self.matches.display:
            self._steered = True
            self.matches.steer(where)
        else:
            self.lines.steer(where)

    def _sum(self, width: int) -> list[Line]:
        number = len(self.basket.lines)
        said = ngettext("{count} line", "{count} lines", number).format(count=formats.count(number))
        if saved := self.basket.saved:
            said += " · " + _("discounts {amount}").format(amount=formats.amount(saved))
        return totals.of_lines(said if number else "", self.basket.priced, width)


def _step_said(line: BasketLine, by: int, quantity: int) -> str:
    """Reports one step, in case a quantity is typed right after it."""
    said = _("“{sign}” made {quantity} × {product}. Enter again takes what is typed.")
    product = line.priced.label if line.priced else ""
    return said.format(sign="+" if by > 0 else "-", quantity=formats.quantity(quantity), product=product)
