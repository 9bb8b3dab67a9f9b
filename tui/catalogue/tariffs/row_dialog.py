"""A price of a list: a price or a percentage, and the days on which it holds."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from locales import N_, _
from models.refusals import Refused
from models.trade.tariffs.list_prices import ListPriceFields
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import AmountField, DateField, Field, Group, Percentage


class ListPriceDialog(FormDialog[ListPriceFields]):
    """Asks what a product, or every product of a category, costs.

    Args:
        name: the product or the category, in the heading.
        shown: what is put in the fields.
        with_vat: whether the list's prices are with VAT.
    """

    PURPOSE = N_("What it costs for those who have this list, and on which days.")

    def __init__(self, name: str, shown: ListPriceFields, refused: Refused | None, *, with_vat: bool) -> None:
        super().__init__(refused=refused)
        self._heading, self._shown, self._with_vat = name, shown, with_vat

    def heading(self) -> str:
        return self._heading

    def fields(self) -> Sequence[Field | Group]:
        kind = N_("with VAT") if self._with_vat else N_("net")
        return [
            AmountField("price", N_("Price"), kind, required=True, percent=True),
            DateField("since", N_("Holds from"), N_("always"), future=True),
            DateField("until", N_("Holds until"), N_("for good"), future=True),
        ]

    def start(self) -> Mapping[str, Any]:
        rate = None if self._shown.rate is None else Percentage(self._shown.rate)
        price = self._shown.price if rate is None else rate
        return {"price": price, "since": self._shown.since, "until": self._shown.until}

    def on_mount(self) -> None:
        self.form.aside("price", _("or off the catalogue's: 10 %"))

    def answer(self, values: dict[str, Any]) -> ListPriceFields:
        price = values["price"]
        rate = price.hundredths if isinstance(price, Percentage) else None
        days = {"since": values["since"], "until": values["until"]}
        return replace(self._shown, price=price if rate is None else None, rate=rate, **days)
