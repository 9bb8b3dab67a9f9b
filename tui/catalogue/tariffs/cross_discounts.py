"""Cross discounts, and the percentages of one: by category of clients and category of products."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from locales import N_, _, formats
from locales.words import tariffs as words
from models.people.categories import verbs as client_categories
from models.people.tariffs import choosing
from models.people.tariffs.choosing import CrossDiscountRow
from models.refusals import Refused
from models.trade.catalogue.categories import categories
from models.trade.tariffs import cross_discounts
from models.trade.tariffs.cross_discounts import CrossDiscountFields, CrossRateRow
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import ChoiceField, Field, Group, Option, PercentField, TextField
from tui.frame.base import asking
from tui.frame.insist import insist
from tui.parts.short_list import ShortListDesk
from tui.widgets.columns import Column

_Wanted = tuple[int | None, int, int]
"""A category of clients, a category of products, a percentage."""


class CrossDiscountDialog(FormDialog[CrossDiscountFields]):
    """Asks for its name."""

    PURPOSE = N_("A cross discount: a table of percentages that clients are given by its name.")
    FIELDS = (TextField("name", N_("Name"), required=True),)

    def __init__(self, heading: str, shown: CrossDiscountFields, refused: Refused | None) -> None:
        super().__init__(refused=refused)
        self._heading, self._shown = heading, shown

    def heading(self) -> str:
        return self._heading

    def start(self) -> Mapping[str, Any]:
        return {"name": self._shown.name}

    def answer(self, values: dict[str, Any]) -> CrossDiscountFields:
        return CrossDiscountFields(**values)


class CrossRateDialog(FormDialog[_Wanted]):
    """Asks for a percentage; `row` is the one that is corrected, whose two categories stay."""

    PURPOSE = N_("What clients of a category get on the products of a category.")

    def __init__(
        self, heading: str, row: CrossRateRow | None, typed: _Wanted | None, refused: Refused | None
    ) -> None:
        super().__init__(refused=refused)
        self._heading, self._row, self._begun = heading, row, typed

    def heading(self) -> str:
        return self._heading

    def fields(self) -> Sequence[Field | Group]:
        rate = PercentField("rate", N_("Discount"), "10", required=True)
        if self._row is not None:
            return [rate]
        clients = client_categories.categories(retired=False)
        whose = (Option(None, _("every client")), *(Option(row.id, row.name) for row in clients))
        free = [row for row in categories() if not (row.regulated or row.discount_forbidden)]
        return [
            ChoiceField("client_category", N_("Clients"), options=whose),
            ChoiceField("category", N_("Products"), options=tuple(Option(row.id, row.name) for row in free)),
            rate,
        ]

    def start(self) -> Mapping[str, Any]:
        if self._begun is not None:
            return dict(zip(("client_category", "category", "rate"), self._begun, strict=True))
        return {"rate": self._row.rate} if self._row else {}

    def answer(self, values: dict[str, Any]) -> _Wanted:
        if self._row is not None:
            return self._row.client_category, self._row.category, values["rate"]
        return values["client_category"], values["category"], values["rate"]


class CrossDiscountsDesk(ShortListDesk[CrossDiscountRow]):
    """All of them by name, the retired ones too; Enter shows the percentages of one."""

    PURPOSE = N_("The cross discounts. Enter shows what one gives.")
    GUIDE = "tarifs.md#les-remises-croisées"
    TITLE = N_("Cross discounts")
    EMPTY = N_("Cross discounts will be here. F2 creates the first one.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "edit", N_("Rename"), id="cross_discounts.rename", tooltip=N_("Call it otherwise")),
        Binding(
            "delete",
            "retire",
            N_("Retire"),
            id="cross_discounts.retire",
            tooltip=N_("Chosen no more, or again; who has it gets nothing of it meanwhile"),
        ),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._given: Mapping[int, Sequence[CrossRateRow]] = {}
        """What each of them gives."""

    def columns(self) -> Sequence[Column[CrossDiscountRow]]:
        return [
            Column("name", N_("Name"), words.name, 24, style=_style),
            Column("rates", N_("Discounts"), self._rates, 30, grows=1, style=lambda row: "quiet"),
        ]

    def _rates(self, row: CrossDiscountRow) -> str:
        rates = self._given.get(row.id, ())
        shown = (f"{each.of_products} {formats.percent(each.rate)}" for each in rates)
        return ", ".join(dict.fromkeys(shown))

    def now(self) -> Sequence[CrossDiscountRow]:
        self._given = cross_discounts.all_rates()
        return choosing.cross_discounts()

    def go_deeper(self) -> None:
        self.action_open()

    @asking
    async def action_open(self) -> None:
        if self.current is not None:
            await self.ask(CrossRatesDesk(self.current))
            self.read_again()

    @asking
    async def action_create(self) -> None:
        by = self.officine.by()

        def dialog(typed: CrossDiscountFields | None, refused: Refused | None) -> CrossDiscountDialog:
            return CrossDiscountDialog(_("New cross discount"), typed or CrossDiscountFields(), refused)

        def create(values: CrossDiscountFields) -> int:
            return cross_discounts.create(values, by=by)

        self.go_to(await insist(self, dialog, create))

    @asking
    async def action_edit(self) -> None:
        row, by = self.current, self.officine.by()
        if row is None:
            return
        seen = cross_discounts.fields_of(row.id)

        def dialog(typed: CrossDiscountFields | None, refused: Refused | None) -> CrossDiscountDialog:
            nonlocal seen
            seen = cross_discounts.fields_of(row.id)
            return CrossDiscountDialog(_("Rename"), typed or seen, refused)

        def edit(values: CrossDiscountFields) -> bool:
            cross_discounts.edit(row.id, values, seen=seen, by=by)
            return True

        await insist(self, dialog, edit)

    @asking
    async def action_retire(self) -> None:
        row = self.current
        if row is not None:
            verb = cross_discounts.restore if row.retired else cross_discounts.retire
            self.attempt(verb, row.id, by=self.officine.by())
            self.read_again()


class CrossRatesDesk(ShortListDesk[CrossRateRow]):
    """The percentages of one, those for every client first.

    Args:
        of: the cross discount.
    """

    PURPOSE = N_("One cross discount: what each category of clients gets on each category of products.")
    GUIDE = "tarifs.md#les-remises-croisées"
    ASIDE = N_("a client's own category goes before every client")
    EMPTY = N_("Percentages will be here. F2 adds the first one.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "edit", N_("Correct"), id="cross_rates.edit", tooltip=N_("Another percentage")),
        Binding("delete", "drop", N_("Take away"), id="cross_rates.drop", tooltip=N_("Out of the table")),
    ]

    def __init__(self, of: CrossDiscountRow) -> None:
        super().__init__()
        self._of = of

    def heading(self) -> str:
        return words.name(self._of)

    def columns(self) -> Sequence[Column[CrossRateRow]]:
        return [
            Column("clients", N_("Clients"), _clients, 22, grows=1),
            Column("products", N_("Products"), lambda row: row.of_products, 22, grows=1),
            Column("rate", N_("Discount"), lambda row: formats.percent(row.rate), 10, right=True),
        ]

    def now(self) -> Sequence[CrossRateRow]:
        return cross_discounts.rates(self._of.id)

    @asking
    async def action_create(self) -> None:
        if all(row.regulated or row.discount_forbidden for row in categories()):
            self.tell(_("No category of products may have a discount."))
            return
        await self._save(None)

    @asking
    async def action_edit(self) -> None:
        if self.current is not None:
            await self._save(self.current)

    async def _save(self, row: CrossRateRow | None) -> None:
        by = self.officine.by()
        heading = f"{_clients(row)} · {row.of_products}" if row else _("New discount")

        def dialog(typed: _Wanted | None, refused: Refused | None) -> CrossRateDialog:
            return CrossRateDialog(heading, row, typed, refused)

        def save(wanted: _Wanted) -> _Wanted:
            cross_discounts.set_rate(self._of.id, *wanted, seen=row.rate if row else None, by=by)
            return wanted

        done = await insist(self, dialog, save)
        if done is not None:
            made = [each.id for each in self.now() if (each.client_category, each.category) == done[:2]]
            self.go_to(made[0] if made else None)

    @asking
    async def action_drop(self) -> None:
        row = self.current
        if row is not None:
            whose = (self._of.id, row.client_category, row.category)
            self.attempt(cross_discounts.drop_rate, *whose, seen=row.rate, by=self.officine.by())
            self.read_again()


def _style(row: CrossDiscountRow) -> str:
    return "quiet" if row.retired else "plain"


def _clients(row: CrossRateRow) -> str:
    return row.of_clients or _("every client")
