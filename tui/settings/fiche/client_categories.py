"""The categories of clients: creating, changing, retiring them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from locales import N_, _, formats
from locales.words import categories as words
from models.people.categories import verbs as categories
from models.people.categories.table import CategoryColour
from models.people.categories.verbs import ClientCategoryFields, ClientCategoryRow
from models.people.clients import listing
from models.pharmacy import features
from models.pharmacy.features import Feature
from models.refusals import Refused
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import CheckField, ChoiceField, Field, Group, Option, PercentField, TextField
from tui.frame.base import BaseScreen, asking
from tui.frame.insist import insist
from tui.parts.listed import price_list_field
from tui.parts.merging import merged
from tui.parts.short_list import ShortListDesk
from tui.settings.section import Fact, Section
from tui.widgets.columns import Column


class ClientCategoryDialog(FormDialog[ClientCategoryFields]):
    """The fields are named as in `ClientCategoryFields`. `shown` is put in them."""

    PURPOSE = N_("A category of clients: its name, its colour, what all its clients get.")

    def __init__(self, heading: str, shown: ClientCategoryFields, refused: Refused | None) -> None:
        super().__init__(refused=refused)
        self._heading, self._shown = heading, shown

    def heading(self) -> str:
        return self._heading

    def fields(self) -> Sequence[Field | Group]:
        used = Feature.TARIFFS in features.in_use()
        return [
            TextField("name", N_("Name"), required=True),
            ChoiceField(
                "colour",
                N_("Colour"),
                options=tuple(Option(each, words.colour(each)) for each in CategoryColour),
            ),
            PercentField("discount", N_("Discount"), N_("no discount")),
            CheckField("hold_lock", N_("Hold lock")),
            *([price_list_field()] if used else []),
        ]

    def start(self) -> Mapping[str, Any]:
        return {**asdict(self._shown), "discount": self._shown.discount or None}

    def on_mount(self) -> None:
        self.form.aside("discount", _("for all of them; a client's own wins"))
        self.form.aside("hold_lock", _("their sales are not put on hold"))

    def answer(self, values: dict[str, Any]) -> ClientCategoryFields:
        return replace(self._shown, **values | {"discount": values["discount"] or 0})


class ClientCategoriesDesk(ShortListDesk[ClientCategoryRow]):
    """All of them by name, the retired ones too."""

    PURPOSE = N_("The categories of clients, with what all clients of one get.")
    GUIDE = "categories.md"
    TITLE = N_("Categories of clients")
    EMPTY = N_("Categories of clients will be here. F2 creates the first one.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "delete",
            "retire",
            N_("Retire"),
            id="client_categories.retire",
            tooltip=N_("Chosen no more, or again; who is in it stays in it"),
        ),
    ]

    def columns(self) -> Sequence[Column[ClientCategoryRow]]:
        return [
            Column("name", N_("Name"), words.name, 20, grows=1, style=lambda row: row.colour),
            Column("colour", N_("Colour"), _colour, 10, needs=60, style=lambda row: row.colour),
            Column("discount", N_("Discount"), _discount, 9, right=True),
            Column("hold_lock", N_("Lock"), _lock, 12),
            Column("clients", N_("Clients"), self._clients, 9, right=True),
        ]

    def now(self) -> Sequence[ClientCategoryRow]:
        self._counts = listing.counts_by_category()
        return categories.categories()

    def _clients(self, row: ClientCategoryRow) -> str:
        return formats.count(self._counts.get(row.id, 0))

    @asking
    async def action_create(self) -> None:
        by = self.officine.by()

        def dialog(typed: ClientCategoryFields | None, refused: Refused | None) -> ClientCategoryDialog:
            return ClientCategoryDialog(_("New category"), typed or ClientCategoryFields(), refused)

        def create(values: ClientCategoryFields) -> int:
            return categories.create(values, by=by)

        self.go_to(await insist(self, dialog, create))

    @asking
    async def action_edit(self) -> None:
        row, by = self.current, self.officine.by()
        if row is None:
            return
        seen = categories.fields_of(row.id)

        def dialog(typed: ClientCategoryFields | None, refused: Refused | None) -> ClientCategoryDialog:
            nonlocal seen
            before, seen = seen, categories.fields_of(row.id)
            return ClientCategoryDialog(_("Edit category"), merged(before, typed or before, seen), refused)

        def edit(values: ClientCategoryFields) -> bool:
            categories.edit(row.id, values, seen=seen, by=by)
            return True

        await insist(self, dialog, edit)

    @asking
    async def action_retire(self) -> None:
        row, by = self.current, self.officine.by()
        if row is None:
            return
        self.attempt(categories.restore if row.retired else categories.retire, row.id, by=by)
        self.read_again()


def _colour(row: ClientCategoryRow) -> str:
    return "" if row.colour is CategoryColour.PLAIN else words.colour(row.colour)


def _discount(row: ClientCategoryRow) -> str:
    return formats.percent(row.discount) if row.discount else "–"


def _lock(row: ClientCategoryRow) -> str:
    return _("locked") if row.hold_lock else "–"


def facts() -> Sequence[Fact]:
    """The names of those that can be chosen."""
    return [(_("Categories"), "\n".join(row.name for row in categories.categories(retired=False)))]


async def open_categories(desk: BaseScreen[Any]) -> None:
    """Opens their list."""
    await desk.ask(ClientCategoriesDesk())


SECTION = Section(
    "client_categories",
    N_("Client categories"),
    facts,
    open_categories,
    feature=Feature.CATEGORIES,
    guide="categories.md",
)
