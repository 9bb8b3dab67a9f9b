"""*Modifier remise par défaut*: what a client gets on later sales, by category or on all (disc-category)."""

from collections.abc import Mapping, Sequence
from typing import Any

from textual.app import ComposeResult
from textual.widgets import Static

from locales import N_, _, formats
from models.refusals import Refused
from models.trade.prices import discounts
from models.trade.prices.discounts import CategoryDiscount, ClientDiscounts, DiscountsChanged
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import Field, Group, PercentField
from tui.frame.base import BaseScreen
from tui.frame.insist import insist
from tui.terminal.inert import inert
from tui.widgets.columns import fit

_PERMANENT = "permanent"
_LABEL = 26
"""Cells for the name of a category; the rest of the dialog is for what is wrong with a percentage."""


class DefaultDiscountsDialog(FormDialog[ClientDiscounts]):
    """The permanent percentage and one for each category; where a price is regulated, why there is none."""

    PURPOSE = N_("What the client gets on later sales, on everything or by category.")
    GUIDE = "vendre.md#la-remise-par-défaut"
    HEADING = N_("Default discount")

    def __init__(
        self,
        categories: Sequence[CategoryDiscount],
        saved: ClientDiscounts,
        typed: ClientDiscounts | None = None,
        refused: Refused | None = None,
    ) -> None:
        """`saved` is what the client gets today; `typed` was answered before, and `refused` so."""
        super().__init__(refused=refused)
        self._free = [each for each in categories if not (each.regulated or each.discount_forbidden)]
        self._regulated = [each.name for each in categories if each.regulated]
        self._without = [each.name for each in categories if each.discount_forbidden and not each.regulated]
        self._saved = saved
        self._typed = typed

    def fields(self) -> Sequence[Field | Group]:
        permanent = PercentField(_PERMANENT, N_("Permanent"), N_("no discount"))
        if not self._free:
            return [permanent]
        by_category = (
            PercentField(_name(each.category), fit(each.name, _LABEL).rstrip(), N_("as above"))
            for each in self._free
        )
        return [permanent, Group(N_("Instead, on")), *by_category]

    def content(self) -> ComposeResult:
        yield from super().content()
        if self._regulated:
            sentence = _("No discount on {categories}: regulated prices.")
            text = sentence.format(categories=", ".join(self._regulated))
            yield Static(inert(text), markup=False, classes="remark")
        if self._without:
            text = _("Sold without discount: {categories}.").format(categories=", ".join(self._without))
            yield Static(inert(text), markup=False, classes="remark")

    def start(self) -> Mapping[str, Any]:
        shown = self._saved if self._typed is None else self._typed
        rates = {_name(category): rate for category, rate in shown.by_category.items()}
        return {_PERMANENT: shown.permanent or None, **rates}

    def on_mount(self) -> None:
        if isinstance(self._refused, DiscountsChanged):
            self._show_theirs()

    def _show_theirs(self) -> None:
        """Beside each field that differs, what somebody else saved meanwhile."""
        theirs = {_name(each.category): self._saved.by_category.get(each.category) for each in self._free}
        for name, rate in {_PERMANENT: self._saved.permanent or None, **theirs}.items():
            if self.form.value(name) != rate:
                shown = "–" if rate is None else formats.percent(rate)
                self.form.aside(name, _("now: {value}").format(value=shown))

    def answer(self, values: dict[str, Any]) -> ClientDiscounts:
        typed = {each.category: values[_name(each.category)] for each in self._free}
        return ClientDiscounts(
            values[_PERMANENT] or 0, {category: rate for category, rate in typed.items() if rate is not None}
        )


def _name(category: int) -> str:
    return f"category_{category}"


async def choose_default_discounts(desk: BaseScreen[Any], client: int) -> None:
    """Asks what the client shown gets from now on, and keeps it: what was shown, or nothing."""
    by = desk.officine.by()
    seen = ClientDiscounts()

    def dialog(typed: ClientDiscounts | None, refused: Refused | None) -> DefaultDiscountsDialog:
        nonlocal seen
        seen = discounts.of(client)
        return DefaultDiscountsDialog(discounts.choices(client), seen, typed, refused)

    def choose(wanted: ClientDiscounts) -> ClientDiscounts:
        return discounts.choose(client, wanted, seen=seen, by=by)

    if await insist(desk, dialog, choose) is not None:
        desk.tell(_("Saved for the sales to come."))
