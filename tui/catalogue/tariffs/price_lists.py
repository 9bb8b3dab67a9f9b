"""The price lists: created, edited, copied, retired; Enter shows the prices of one."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from locales import N_, _, formats
from locales.words import tariffs as words
from models.money.amounts import NotAPercentage
from models.refusals import Refused
from models.trade.tariffs import listing, lists
from models.trade.tariffs.listing import CountedList
from models.trade.tariffs.lists import PriceListFields
from tui.catalogue.tariffs.list_prices import ListPricesDesk
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import CheckField, PercentField, TextField
from tui.frame.base import asking
from tui.frame.insist import insist
from tui.parts.merging import merged
from tui.parts.short_list import ShortListDesk
from tui.widgets.columns import Column


@dataclass(frozen=True)
class _ChangeField(PercentField):
    """How much the prices of a copy are changed: `-10 %` lowers them, `5` raises them."""

    def read(self, text: str) -> int:
        sign = -1 if text.lstrip().startswith(("-", "−")) else 1
        try:
            return sign * super().read(text.lstrip(" +-−"))
        except NotAPercentage:
            raise NotAPercentage(text.strip()) from None


class PriceListDialog(FormDialog[PriceListFields]):
    """The fields are named as in `PriceListFields`. `shown` is put in them; the list has so many `prices`."""

    PURPOSE = N_("A price list: its name, and whether its prices are with VAT.")
    FIELDS = (
        TextField("name", N_("Name"), required=True),
        CheckField("with_vat", N_("Prices with VAT")),
    )

    def __init__(
        self, heading: str, shown: PriceListFields, refused: Refused | None, prices: int = 0
    ) -> None:
        super().__init__(refused=refused)
        self._heading, self._shown, self._prices = heading, shown, prices

    def heading(self) -> str:
        return self._heading

    def start(self) -> Mapping[str, Any]:
        return asdict(self._shown)

    def on_mount(self) -> None:
        self.form.aside("with_vat", _("else they are net"))

    def doubts(self, values: Mapping[str, Any]) -> Mapping[str, str]:
        found = dict(super().doubts(values))
        if self._prices and values["with_vat"] != self._shown.with_vat:
            said = _("The {count} prices of the list stay, and mean something else.")
            found["with_vat"] = said.format(count=formats.count(self._prices))
        return found

    def answer(self, values: dict[str, Any]) -> PriceListFields:
        return PriceListFields(**values)


class CopyListDialog(FormDialog[tuple[str, int]]):
    """Asks for the name of a copy, and by how much its prices are changed."""

    PURPOSE = N_("A new list with the prices of this one, lowered or raised.")
    FIELDS = (
        TextField("name", N_("Name"), required=True),
        _ChangeField("change", N_("Change"), N_("such as -10")),
    )

    def __init__(self, heading: str, typed: tuple[str, int] | None, refused: Refused | None) -> None:
        super().__init__(refused=refused)
        self._heading, self._begun = heading, typed

    def heading(self) -> str:
        return self._heading

    def start(self) -> Mapping[str, Any]:
        return {} if self._begun is None else {"name": self._begun[0], "change": self._begun[1] or None}

    def answer(self, values: dict[str, Any]) -> tuple[str, int]:
        return values["name"], values["change"] or 0


class PriceListsDesk(ShortListDesk[CountedList]):
    """All of them by name, the retired ones too."""

    PURPOSE = N_("The price lists. Enter shows the prices of one.")
    GUIDE = "tarifs.md#les-listes-de-prix"
    TITLE = N_("Price lists")
    EMPTY = N_("Price lists will be here. F2 creates the first one.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f6", "copy", N_("Copy"), id="price_lists.copy", tooltip=N_("With all prices lowered or raised")
        ),
        Binding(
            "delete",
            "retire",
            N_("Retire"),
            id="price_lists.retire",
            tooltip=N_("Chosen no more, or again; who has it pays the catalogue's prices meanwhile"),
        ),
    ]

    def columns(self) -> Sequence[Column[CountedList]]:
        return [
            Column("name", N_("Name"), words.name, 24, grows=1, style=_style),
            Column("with_vat", "", _with_vat, 8, style=_style),
            Column(
                "rows", N_("Prices in it"), lambda row: formats.count(row.rows), 9, right=True, style=_style
            ),
        ]

    def now(self) -> Sequence[CountedList]:
        return listing.counted()

    def go_deeper(self) -> None:
        self.action_open()

    @asking
    async def action_open(self) -> None:
        row = self.current
        if row is not None:
            await self.ask(ListPricesDesk(row))
            self.read_again()

    @asking
    async def action_create(self) -> None:
        by = self.officine.by()

        def dialog(typed: PriceListFields | None, refused: Refused | None) -> PriceListDialog:
            return PriceListDialog(_("New price list"), typed or PriceListFields(), refused)

        def create(values: PriceListFields) -> int:
            return lists.create(values, by=by)

        self.go_to(await insist(self, dialog, create))

    @asking
    async def action_edit(self) -> None:
        row, by = self.current, self.officine.by()
        if row is None:
            return
        seen = lists.fields_of(row.id)

        def dialog(typed: PriceListFields | None, refused: Refused | None) -> PriceListDialog:
            nonlocal seen
            before, seen = seen, lists.fields_of(row.id)
            shown = merged(before, typed or before, seen)
            return PriceListDialog(_("Edit price list"), shown, refused, row.rows)

        def edit(values: PriceListFields) -> bool:
            lists.edit(row.id, values, seen=seen, by=by)
            return True

        await insist(self, dialog, edit)

    @asking
    async def action_copy(self) -> None:
        row, by = self.current, self.officine.by()
        if row is None:
            return
        heading = _("Copy of {name}").format(name=row.name)

        def dialog(typed: tuple[str, int] | None, refused: Refused | None) -> CopyListDialog:
            return CopyListDialog(heading, typed, refused)

        def copy(wanted: tuple[str, int]) -> int:
            return lists.copy(row.id, *wanted, by=by)

        self.go_to(await insist(self, dialog, copy))

    @asking
    async def action_retire(self) -> None:
        row = self.current
        if row is not None:
            self.attempt(lists.restore if row.retired else lists.retire, row.id, by=self.officine.by())
            self.read_again()


def _style(row: CountedList) -> str:
    return "quiet" if row.retired else "plain"


def _with_vat(row: CountedList) -> str:
    return words.with_vat(row.with_vat)
