"""The categories of products."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from locales import N_, _, formats
from models.refusals import Refused
from models.trade.catalogue import categories
from models.trade.catalogue.categories import CategoryFields, CategoryRow
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import CheckField, TextField
from tui.frame.base import BaseScreen, asking
from tui.frame.insist import insist
from tui.parts.merging import merged
from tui.parts.short_list import ShortListDesk
from tui.widgets.columns import Column

FIRST = CategoryFields("Médicaments", regulated=True)
"""What most pharmacies begin with."""


class CategoryDialog(FormDialog[CategoryFields]):
    """A name, and whether the law fixes the prices."""

    FIELDS = (
        TextField("name", N_("Name"), required=True),
        CheckField("regulated", N_("Regulated")),
        CheckField("discount_forbidden", N_("No discount")),
    )

    def __init__(self, heading: str, shown: CategoryFields, refused: Refused | None = None) -> None:
        super().__init__(refused=refused)
        self._heading = heading
        self._shown = shown

    def heading(self) -> str:
        return self._heading

    def start(self) -> Mapping[str, Any]:
        return asdict(self._shown)

    def on_mount(self) -> None:
        self.form.aside("regulated", _("so no discount"))
        self.form.aside("discount_forbidden", _("on any of its products"))

    def answer(self, values: dict[str, Any]) -> CategoryFields:
        return CategoryFields(**values)


class CategoriesDesk(ShortListDesk[CategoryRow]):
    """All of them, by name."""

    PURPOSE = N_("The families of products, and which have prices fixed by the law.")
    GUIDE = "catalogue.md#catégories-et-taux-de-tva"
    TITLE = N_("Categories")
    EMPTY = N_("Categories of products will be here. F2 creates the first one.")

    def columns(self) -> Sequence[Column[CategoryRow]]:
        return [
            Column("name", N_("Name"), lambda row: row.name, 24, grows=1),
            Column("regulated", N_("Discounts"), _discounts, 24, style=lambda row: "quiet"),
            Column("products", N_("Products"), lambda row: formats.count(row.products), 10, right=True),
        ]

    def now(self) -> Sequence[CategoryRow]:
        return categories.categories()

    @asking
    async def action_create(self) -> None:
        self.go_to(await create_category(self))

    @asking
    async def action_edit(self) -> None:
        if self.current is not None:
            await edit_category(self, self.current.id)


def _discounts(row: CategoryRow) -> str:
    if row.regulated:
        return _("none: regulated prices")
    return _("none: sold without discount") if row.discount_forbidden else _("possible")


async def create_category(desk: BaseScreen[Any]) -> int | None:
    """Asks for a new category; its number. The first one is proposed."""
    by = desk.officine.by()
    begun = CategoryFields() if categories.categories() else FIRST

    def dialog(typed: CategoryFields | None, refused: Refused | None) -> CategoryDialog:
        return CategoryDialog(_("New category"), typed or begun, refused)

    def create(values: CategoryFields) -> int:
        return categories.create(values, by=by)

    return await insist(desk, dialog, create)


async def edit_category(desk: BaseScreen[Any], category: int) -> None:
    """The first category that most pharmacies need."""
    by, seen = desk.officine.by(), categories.fields_of(category)

    def dialog(typed: CategoryFields | None, refused: Refused | None) -> CategoryDialog:
        nonlocal seen
        before, seen = seen, categories.fields_of(category)
        return CategoryDialog(_("Edit category"), merged(before, typed or before, seen), refused)

    def edit(values: CategoryFields) -> bool:
        categories.edit(category, values, seen=seen, by=by)
        return True

    await insist(desk, dialog, edit)
