"""Which relevé, and where its file goes. Enter alone: this month, simplified, where the last one went."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from textual import on

from locales import N_, _
from locales.sentences import explain
from locales.words.statements import DETAILS
from models.refusals import Refused
from models.store import clock
from models.trade.statements.content import Grouping, StatementDetail
from models.trade.statements.verbs import PeriodReversed
from printing import files
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import CheckField, ChoiceField, Field, Group, Option, TextField
from tui.forms.form import Form
from tui.parts.papers import place
from tui.parts.period import Period, Span, named
from tui.parts.period_fields import days, fields, follow


@dataclass(frozen=True, slots=True)
class Request:
    """A relevé as it was asked for."""

    period: Period
    detail: StatementDetail
    grouping: Grouping
    folder: str
    """As typed: `~` is kept."""

    @property
    def place(self) -> Path:
        """The folder that is meant."""
        return place(self.folder)


_BY_CONTACT = (
    CheckField("by_contact", N_("Grouped by contact")),
    CheckField("pages", N_("Each on a new page")),
)


class StatementDialog(FormDialog[Request]):
    """Period, detail, folder; whether it is grouped by contact, where the client has contacts."""

    PURPOSE = N_("Which days the statement is of, how much it tells, and where its file goes.")
    GUIDE = "releve.md"
    HEADING = N_("Statement of account")
    ENTER_SUBMITS: ClassVar[bool] = True

    def __init__(
        self, again: Request | None, refused: Refused | None, folder: str, *, has_contacts: bool = False
    ) -> None:
        """`again` and `refused`: what was asked before, and why it could not be done."""
        super().__init__()
        self._again = again
        self._refused = refused
        self._folder = folder
        self._has_contacts = has_contacts

    def fields(self) -> Sequence[Field | Group]:
        details = tuple(Option(detail, _(DETAILS[detail])) for detail in StatementDetail)
        return (
            *fields(Span.MONTH, Span.LAST_MONTH, Span.QUARTER, Span.YEAR, Span.FREE),
            ChoiceField("detail", N_("Detail"), options=details),
            *(_BY_CONTACT if self._has_contacts else ()),
            TextField("folder", N_("Folder"), required=True),
        )

    def start(self) -> Mapping[str, Any]:
        if self._again is None:
            month = named(Span.MONTH, clock.today())
            return {"span": month.span, "start": month.start, "end": month.end, "folder": self._folder}
        again = self._again
        return {
            "span": again.period.span,
            "start": again.period.start,
            "end": again.period.end,
            "detail": again.detail,
            "by_contact": again.grouping is not Grouping.NONE,
            "pages": again.grouping is Grouping.CONTACT_PAGES,
            "folder": again.folder,
        }

    def on_mount(self) -> None:
        self._reveal()
        if self._refused is not None:
            self.refuse(self._refused)

    @on(Form.Changed)
    def changed(self, event: Form.Changed) -> None:
        follow(self.form, event.name)
        self._reveal()

    def _reveal(self) -> None:
        """New pages are for groups."""
        if self._has_contacts:
            self.form.reveal("pages", bool(self.form.value("by_contact")))

    def answer(self, values: dict[str, Any]) -> Request:
        period = days(values, clock.today())
        request = Request(period, values["detail"], _grouping(values), values["folder"])
        files.check(request.place / "statement.pdf", replace=True)
        return request

    def refuse(self, refused: Refused) -> None:
        field = "end" if isinstance(refused, PeriodReversed) else getattr(refused, "field", "folder")
        if not self.form.fault(field, explain(refused)):
            super().refuse(refused)


def _grouping(values: Mapping[str, Any]) -> Grouping:
    if not values.get("by_contact"):
        return Grouping.NONE
    return Grouping.CONTACT_PAGES if values.get("pages") else Grouping.CONTACTS
