"""Asks for an entry of a reference list: a name, and what its list knows besides."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from locales import N_, _, formats
from locales.words.references import reference_list
from models.people.references import verbs as references
from models.people.references.payment_terms import LONGEST, PaymentRule
from models.people.references.table import WITH_PHONE, ReferenceKind
from models.people.references.verbs import ReferenceFields
from models.refusals import Refused
from models.store import clock
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import CheckField, Field, Group, PhoneField, TextField
from tui.forms.whole import WholeField
from tui.frame.base import BaseScreen
from tui.frame.insist import insist
from tui.parts.merging import merged

_RULE = (
    WholeField("days", N_("Days"), "30", required=True, width=8),
    CheckField("end_of_month", N_("End of month")),
)

_WIDTH = 76
"""Cells of the dialog: room for a sentence beside a field."""


class ReferenceDialog(FormDialog[ReferenceFields]):
    """The fields of one entry. Beside payment terms stands when a paper of today would be due."""

    PURPOSE = N_("One entry of a list that the pharmacy keeps to choose from.")

    def __init__(
        self, heading: str, kind: ReferenceKind, shown: ReferenceFields, refused: Refused | None
    ) -> None:
        super().__init__(refused=refused)
        self._heading, self._kind, self._shown = heading, kind, shown

    def heading(self) -> str:
        return self._heading

    def fields(self) -> Sequence[Field | Group]:
        asked: list[Field] = [TextField("name", N_("Name"), required=True)]
        if self._kind in WITH_PHONE:
            asked.append(PhoneField("phone", N_("Phone"), "06 12 34 56 78"))
        if self._kind is ReferenceKind.PAYMENT_TERMS:
            asked += _RULE
        return asked

    def start(self) -> Mapping[str, Any]:
        names = [field.name for field in self.fields() if isinstance(field, Field)]
        return {name: value for name, value in asdict(self._shown).items() if name in names}

    def on_mount(self) -> None:
        self.query_one(".dialog").styles.min_width = min(_WIDTH, self.app.size.width)

    def show_effect(self) -> None:
        if self._kind is not ReferenceKind.PAYMENT_TERMS:
            return
        days = self.form.value("days")
        said = ""
        if days is not None and days <= LONGEST:
            due = PaymentRule(days, self.form.value("end_of_month")).due(clock.today())
            said = _("of today, due on {day}").format(day=formats.day(due))
        self.form.aside("end_of_month", said)

    def answer(self, values: dict[str, Any]) -> ReferenceFields:
        return ReferenceFields(**values)


async def create_reference(desk: BaseScreen[Any], kind: ReferenceKind, name: str) -> int | None:
    """Asks for a new entry, under this name; its id."""
    by, begun = desk.officine.by(), ReferenceFields(name)
    heading = _("{list}: new").format(list=reference_list(kind))

    def dialog(typed: ReferenceFields | None, refused: Refused | None) -> ReferenceDialog:
        return ReferenceDialog(heading, kind, typed or begun, refused)

    return await insist(desk, dialog, lambda values: references.create(kind, values, by=by))


async def edit_reference(desk: BaseScreen[Any], kind: ReferenceKind, reference: int) -> None:
    """Asks what is to change. What another person saved meanwhile is shown, and what was typed stays."""
    by, seen = desk.officine.by(), references.fields_of(reference)

    def dialog(typed: ReferenceFields | None, refused: Refused | None) -> ReferenceDialog:
        nonlocal seen
        before, seen = seen, references.fields_of(reference)
        return ReferenceDialog(reference_list(kind), kind, merged(before, typed or before, seen), refused)

    def edit(values: ReferenceFields) -> bool:
        references.edit(reference, values, seen=seen, by=by)
        return True

    await insist(desk, dialog, edit)
