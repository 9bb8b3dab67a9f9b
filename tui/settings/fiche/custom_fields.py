"""The custom fields: creating, renaming, ordering, retiring them, and the values of a list."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from locales import N_, _
from locales.words import custom_fields as words
from models.custom_fields.definitions import Definition, definitions
from models.custom_fields.kinds import LISTED, CustomKind
from models.custom_fields.table import CustomRecord
from models.defining import fields as defining
from models.defining.fields import CustomFieldFields
from models.pharmacy.features import Feature
from models.refusals import Refused
from models.values import Progress
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import CheckField, ChoiceField, Field, Group, NoteField, Option, TextField
from tui.forms.form import Form
from tui.frame.base import BaseScreen, asking
from tui.frame.insist import insist
from tui.parts.short_list import ShortListDesk
from tui.settings.fiche.custom_options import OptionsDesk, insist_working
from tui.settings.section import Fact, Section
from tui.widgets.columns import Column


class CustomFieldDialog(FormDialog[CustomFieldFields]):
    """The fields are named as in `CustomFieldFields`. Its record and its kind are chosen once and for all."""

    PURPOSE = N_("A field of your own: what it is called, what can be typed into it.")

    def __init__(self, heading: str, shown: CustomFieldFields, new: bool, refused: Refused | None) -> None:
        super().__init__(refused=refused)
        self._heading, self._shown, self._new = heading, shown, new

    def heading(self) -> str:
        return self._heading

    def fields(self) -> Sequence[Field | Group]:
        name = TextField("name", N_("Name"), required=True)
        searchable = CheckField("searchable", N_("Searchable"))
        if not self._new:
            return [name, searchable]
        records = tuple(Option(each, words.record(each)) for each in CustomRecord)
        kinds = tuple(Option(each, words.kind(each)) for each in CustomKind)
        return [
            name,
            ChoiceField("record", N_("Of a"), options=records),
            ChoiceField("kind", N_("Kind of field"), options=kinds),
            NoteField("options", N_("Values"), lines=4, most=2000),
            searchable,
        ]

    def start(self) -> Mapping[str, Any]:
        shown = self._shown
        return {
            "name": shown.name,
            "record": shown.record,
            "kind": shown.kind,
            "options": "\n".join(shown.options),
            "searchable": shown.searchable,
        }

    def on_mount(self) -> None:
        self.form.aside("searchable", _("a search finds by it"))
        if self._new:
            self.form.aside("options", _("one a line"))
            self._reveal()

    @on(Form.Changed)
    def _reveal(self) -> None:
        """Only a list has values."""
        if self._new:
            self.form.reveal("options", self.form.value("kind") in LISTED)

    def answer(self, values: dict[str, Any]) -> CustomFieldFields:
        typed = {**values, "options": tuple(str(values.get("options") or "").splitlines())}
        return replace(self._shown, **typed) if self._new else replace(self._shown, **values)


class CustomFieldsDesk(ShortListDesk[Definition]):
    """Those of clients, then those of products, each in their order."""

    PURPOSE = N_("The fields that this pharmacy adds to clients and products.")
    GUIDE = "champs.md"
    TITLE = N_("Custom fields")
    EMPTY = N_("Fields of your own will be here. F2 creates the first one.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "options", N_("Values"), id="custom_fields.options", tooltip=N_("The values of a list")),
        Binding("minus", "move(1)", N_("Further up"), id="custom_fields.earlier", tooltip=N_("Shown before")),
        Binding("plus", "move(0)", N_("Further down"), id="custom_fields.later", tooltip=N_("Shown after")),
        Binding(
            "delete",
            "retire",
            N_("Retire"),
            id="custom_fields.retire",
            tooltip=N_("Filled in no more, or again; what was filled in stays"),
        ),
    ]

    def columns(self) -> Sequence[Column[Definition]]:
        return [
            Column("name", N_("Name"), _name, 20, grows=1),
            Column("record", N_("Of a"), lambda row: words.record(row.record), 9),
            Column("kind", N_("Kind of field"), lambda row: words.kind(row.kind), 26),
            Column("searchable", N_("Searchable"), _searchable, 11),
            Column("options", N_("Values"), _options, 20, needs=100, grows=1),
        ]

    def now(self) -> Sequence[Definition]:
        return [each for record in CustomRecord for each in definitions(record)]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "options":
            return self.is_mounted and self.current is not None and self.current.kind in LISTED
        return super().check_action(action, parameters)

    @asking
    async def action_create(self) -> None:
        by = self.officine.by()

        def dialog(typed: CustomFieldFields | None, refused: Refused | None) -> CustomFieldDialog:
            return CustomFieldDialog(_("New field"), typed or CustomFieldFields(), True, refused)

        def create(values: CustomFieldFields) -> int:
            return defining.create(values, by=by)

        self.go_to(await insist(self, dialog, create))

    @asking
    async def action_edit(self) -> None:
        row, by = self.current, self.officine.by()
        if row is None:
            return
        seen = defining.fields_of(row.id)

        def dialog(typed: CustomFieldFields | None, refused: Refused | None) -> CustomFieldDialog:
            nonlocal seen
            seen = defining.fields_of(row.id)
            return CustomFieldDialog(_("Edit field"), typed or seen, False, refused)

        def edit(values: CustomFieldFields, progress: Progress) -> None:
            asked: dict[str, Any] = {"name": values.name, "searchable": values.searchable}
            defining.edit(row.id, **asked, seen=seen, by=by, progress=progress)

        await insist_working(self, dialog, edit)

    @asking
    async def action_options(self) -> None:
        if self.current is not None:
            await self.ask(OptionsDesk(self.current))

    @asking
    async def action_move(self, earlier: int) -> None:
        if self.current is not None:
            key = self.current.id
            self.attempt(defining.move, key, earlier=bool(earlier), by=self.officine.by())
            self.go_to(key)

    @asking
    async def action_retire(self) -> None:
        row = self.current
        if row is not None:
            verb = defining.restore if row.retired else defining.retire
            self.attempt(verb, row.id, by=self.officine.by())
            self.read_again()


def _name(row: Definition) -> str:
    return _("{name} (retired)").format(name=row.name) if row.retired else row.name


def _searchable(row: Definition) -> str:
    return _("yes") if row.searchable else "–"


def _options(row: Definition) -> str:
    return ", ".join(each.name for each in row.options.values() if not each.retired)


def facts() -> Sequence[Fact]:
    """The names of those that can be filled in."""
    found = ((record, definitions(record)) for record in CustomRecord)
    return [
        (words.record(record).capitalize(), "\n".join(each.name for each in known if not each.retired))
        for record, known in found
    ]


async def open_custom_fields(desk: BaseScreen[Any]) -> None:
    """Opens their list."""
    await desk.ask(CustomFieldsDesk())


SECTION = Section(
    "custom_fields",
    N_("Custom fields"),
    facts,
    open_custom_fields,
    feature=Feature.CUSTOM_FIELDS,
    guide="champs.md",
)
