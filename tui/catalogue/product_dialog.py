"""Adding and editing a product."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from locales import N_, _, formats
from locales.words import tariffs as words
from models.custom_fields.definitions import definitions
from models.custom_fields.table import CustomRecord
from models.pharmacy import features
from models.pharmacy.features import Feature
from models.refusals import Refused
from models.trade.catalogue import codes as product_codes
from models.trade.catalogue import vat
from models.trade.catalogue import verbs as product_editing
from models.trade.catalogue.categories import categories
from models.trade.catalogue.codes import right_end
from models.trade.catalogue.table import ProductKind
from models.trade.catalogue.verbs import ProductChanged, ProductFields
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import (
    AmountField,
    CheckField,
    ChoiceField,
    Field,
    Group,
    Option,
    PercentField,
    QuantityField,
    TextField,
    to_choose,
)
from tui.frame.base import BaseScreen
from tui.frame.insist import insist
from tui.lines.typed import is_bar_code
from tui.parts.custom_fields import as_kept, as_typed, field_of, offered
from tui.parts.merging import merged

_ALCOHOL = ("alcohol_degree", "alcohol_volume")
_CHOSEN_FIRST = ("price", "vat")
"""The fields of a new product that have no value until somebody gives one."""


@dataclass(frozen=True)
class _PriceField(AmountField):
    """The price of a product; a price of 0 is asked about once."""

    def doubt(self, value: Any) -> str:
        return "" if value else _("It would be sold for nothing.")


@dataclass(frozen=True)
class _BarCodeField(TextField):
    """A bar code; one with a wrong check digit is asked about once."""

    def doubt(self, value: str) -> str:
        right = right_end(product_codes.read(value))
        if right is None:
            return ""
        return _("Of this code the last digit should be {digit}.").format(digit=right)


@dataclass(frozen=True)
class _VatField(ChoiceField):
    """The VAT rate of a product; one that has not begun is asked about once."""

    later: Mapping[int, str] = field(default_factory=dict)
    """For each rate that has not begun: its first day, as text."""

    def doubt(self, value: Any) -> str:
        day = self.later.get(value)
        return _("Before {day} it would be sold at 0 %.").format(day=day) if day else ""


class ProductDialog(FormDialog[ProductFields]):
    """The fields are named as in `ProductFields`."""

    PURPOSE = N_("A product as it is sold: its codes, its price, its VAT.")

    def __init__(
        self, heading: str, shown: ProductFields, saved: ProductFields, refused: Refused | None = None
    ) -> None:
        """`shown` is put in the fields; `saved` is what the database holds; `refused` is why
        the dialog is shown again.
        """
        super().__init__(refused=refused)
        self._heading = heading
        self._shown = shown
        self._saved = saved
        self._used = features.in_use()
        used = Feature.CUSTOM_FIELDS in self._used
        self._custom = offered(definitions(CustomRecord.PRODUCT)) if used else []

    def heading(self) -> str:
        return self._heading

    def fields(self) -> Sequence[Field | Group]:
        families = [Option(row.id, row.name) for row in categories()]
        known = vat.vats()
        rates = [Option(None, _("exempt")), *(Option(row.id, _rate(row)) for row in known)]
        later = {row.id: formats.day(row.next.since) for row in known if row.next and not row.begun}
        if not self._shown.category:
            for options in (families, rates):
                if len(options) > 1:
                    options.insert(0, to_choose())  # Preselecting the first would be nobody's choice.
        return [
            TextField("name", N_("Name"), required=True),
            ChoiceField("category", N_("Category"), options=tuple(families)),
            _PriceField("price", N_("Price"), N_("with VAT"), required=True),
            _VatField("vat", N_("VAT"), options=tuple(rates), later=later),
            _BarCodeField("bar_code", N_("Bar code"), N_("scan it"), width=24),
            TextField("code", N_("Code"), N_("made for you"), width=24),
            ChoiceField("kind", words.OF_PRODUCTS["kind"], options=_kinds()),
            CheckField("fractional", N_("In parts")),
            CheckField("discount_forbidden", N_("No discount")),
            *self._of_features(),
            *map(field_of, self._custom),
        ]

    def _of_features(self) -> Sequence[Field]:
        """What only some pharmacies use."""
        found: list[Field] = []
        if Feature.ALCOHOL_TAX in self._used:
            found += [
                PercentField("alcohol_degree", words.OF_PRODUCTS["alcohol_degree"], N_("% of the volume")),
                QuantityField("alcohol_volume", words.OF_PRODUCTS["alcohol_volume"], N_("in litres")),
            ]
        return found

    def start(self) -> Mapping[str, Any]:
        shown = {**asdict(self._shown), **as_typed(self._shown.custom, self._custom)}
        del shown["custom"]
        shown |= {name: shown[name] or None for name in _ALCOHOL}
        if self._shown.category:
            return shown
        return {name: value for name, value in shown.items() if name not in _CHOSEN_FIRST}

    def on_mount(self) -> None:
        self.form.aside("fractional", _("such as 0.5 m"))
        if isinstance(self._refused, ProductChanged):
            name = self._refused.field
            value = getattr(self._saved, name)
            if name == "price":
                value = formats.amount(value)
            if isinstance(value, str):
                self.form.aside(name, _("now: {value}").format(value=value))

    def answer(self, values: dict[str, Any]) -> ProductFields:
        custom = as_kept(values, self._saved.custom, self._custom)
        alcohol = {name: values[name] or 0 for name in _ALCOHOL if name in values}
        return product_editing.checked(replace(self._shown, **values | alcohol, custom=custom), self._saved)


def _kinds() -> tuple[Option, ...]:
    return tuple(Option(kind, words.product_kind(kind)) for kind in ProductKind)


def _rate(row: vat.VatRow) -> str:
    return f"{row.name} ({formats.percent(row.today)})"


async def create_product(desk: BaseScreen[Any], sought: str = "") -> int | None:
    """Asks for a new product, and first for its category if there is none; returns the product's id.

    `sought` was searched and not found: its name, or the bar code that was scanned.
    """
    if not categories():
        from tui.catalogue.categories import create_category

        if await create_category(desk) is None:
            return None
    by = desk.officine.by()
    begun = ProductFields(bar_code=sought) if is_bar_code(sought) else ProductFields(name=sought)

    def dialog(typed: ProductFields | None, refused: Refused | None) -> ProductDialog:
        return ProductDialog(_("New product"), typed or begun, begun, refused)

    def create(values: ProductFields) -> int:
        return product_editing.create(values, by=by)

    return await insist(desk, dialog, create)


async def edit_product(desk: BaseScreen[Any], product: int) -> int | None:
    """Shows a product and saves what was changed; returns its id."""
    by, seen = desk.officine.by(), product_editing.fields_of(product)

    def dialog(typed: ProductFields | None, refused: Refused | None) -> ProductDialog:
        nonlocal seen
        before, seen = seen, product_editing.fields_of(product)
        return ProductDialog(_("Edit product"), merged(before, typed or before, seen), seen, refused)

    def edit(values: ProductFields) -> int:
        product_editing.edit(product, values, seen=seen, by=by)
        return product

    return await insist(desk, dialog, edit)
