"""Closed periods: closing a month or a year, and opening it again, both with the security code."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from locales import N_, _, formats
from models.money.closings import verbs as periods
from models.money.closings.verbs import Period, PeriodRow
from models.people.staff import security_code
from models.people.staff.security_code import NoSecurityCode
from models.refusals import Refused
from models.store import clock
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import CodeField, TextField, TypedField
from tui.frame.base import BaseScreen, asking
from tui.frame.insist import insist
from tui.parts.short_list import ShortListDesk
from tui.settings.section import Fact, Section
from tui.widgets.columns import Column
from tui.widgets.rows import Rows

_MONTH = re.compile(r"(0?[1-9]|1[0-2])[/. -](\d{4})")
_YEAR = re.compile(r"\d{4}")
_CODE = CodeField("security_code", N_("Security code"), required=True, width=24)


@dataclass
class NotAPeriod(Refused):
    """A period is a month of a year, or a year."""

    text: str
    field: ClassVar[str] = "period"
    sentence: ClassVar[str] = N_("Type a month, such as 10/2026, or a year, such as 2025.")


@dataclass(frozen=True)
class PeriodField(TypedField):
    """A month or a year."""

    width: int = 12

    def read(self, text: str) -> Period:
        month, year = _MONTH.fullmatch(text.strip()), _YEAR.fullmatch(text.strip())
        found = int(month[2]) if month else int(year[0]) if year else 0
        if not date.min.year < found < date.max.year:
            raise NotAPeriod(text)
        return Period(found, int(month[1]) if month else None)

    def show(self, value: Any) -> str:
        return said(value) if value else ""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which period, or why it is opened, and the code that allows it."""

    period: Period | None
    reason: str
    code: str


class CloseDialog(FormDialog[Asked]):
    """Which one, then the code. Last month is proposed."""

    FINAL = True
    HEADING = N_("Close a period")
    PURPOSE = N_("A month or a year in which nothing is entered, cancelled or dated back any more.")
    FIELDS = (PeriodField("period", N_("Month or year"), "10/2026", required=True), _CODE)

    def __init__(self, again: Asked | None, refused: Refused | None) -> None:
        super().__init__(refused=refused)
        self._again = again

    def start(self) -> Mapping[str, Any]:
        return {"period": self._again.period if self._again else _last_month(clock.today())}

    def answer(self, values: dict[str, Any]) -> Asked:
        return Asked(values["period"], "", values["security_code"])


class ReopenDialog(FormDialog[Asked]):
    """Why, then the code."""

    FINAL = True
    PURPOSE = N_("Lets entries be made in this period again; that it was closed stays to be seen.")
    FIELDS = (TextField("reason", N_("Reason"), required=True), _CODE)

    def __init__(self, row: PeriodRow, again: Asked | None, refused: Refused | None) -> None:
        super().__init__(refused=refused)
        self._row = row
        self._again = again

    def heading(self) -> str:
        return _("Open {period} again").format(period=said(self._row.period))

    def start(self) -> Mapping[str, Any]:
        return {"reason": self._again.reason if self._again else ""}

    def on_mount(self) -> None:
        if self._refused is not None:
            self.form.go_to("security_code")

    def answer(self, values: dict[str, Any]) -> Asked:
        return Asked(None, values["reason"], values["security_code"])


class Closings(Rows[PeriodRow]):
    """The periods; Enter reopens one, which "Open" alone would not say."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", N_("Reopen"), id="rows.open")]


class PeriodsDesk(ShortListDesk[PeriodRow]):
    """Every period that was closed, and those that were opened again."""

    TITLE = N_("Closed periods")
    PURPOSE = N_("The months and years for which nothing is entered any more.")
    GUIDE = "parametres.md#périodes-closes"
    EMPTY = N_("No period is closed: something may be entered for any day.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "n,f2",
            "create",
            N_("Close a period"),
            id="periods.close",
            tooltip=N_("Nothing is entered any more for a day in it"),
        ),
        Binding(
            "r,f3",
            "edit",
            N_("Reopen"),
            id="periods.reopen",
            show=False,
            tooltip=N_("With the security code"),
        ),
    ]

    def make_list(self, columns: Sequence[Column[PeriodRow]], empty: str) -> Rows[PeriodRow]:
        return Closings(columns, empty=empty)

    def columns(self) -> Sequence[Column[PeriodRow]]:
        return [
            Column("period", N_("Period"), lambda row: said(row.period), 10, style=_style),
            Column("closed", N_("Closed"), _closed, 30, style=_style),
            Column("reopened", N_("Opened again"), _reopened, 30, grows=1, style=_style),
        ]

    def now(self) -> Sequence[PeriodRow]:
        return periods.closings()

    @asking
    async def action_create(self) -> None:
        if not security_code.is_chosen():
            raise NoSecurityCode
        by = self.officine.by()

        def close(asked: Asked) -> Period:
            if asked.period is None:
                raise NotAPeriod("")
            periods.close(asked.period, asked.code, by=by)
            return asked.period

        closed = await insist(self, CloseDialog, close)
        if closed is not None:
            self.tell(
                _("{period} is closed: nothing is entered for it any more.").format(period=said(closed))
            )

    @asking
    async def action_edit(self) -> None:
        row, by = self.current, self.officine.by()
        if row is None:
            return
        if not row.stands:
            self.tell(_("{period} is open already.").format(period=said(row.period)))
            return

        def reopen(asked: Asked) -> bool:
            periods.reopen(row.id, asked.reason, asked.code, by=by)
            return True

        if await insist(self, lambda asked, refused: ReopenDialog(row, asked, refused), reopen):
            self.tell(
                _("{period} is open again; its closing stays to be seen.").format(period=said(row.period))
            )


def said(period: Period) -> str:
    """10/2026, or 2025."""
    return f"{period.month:02d}/{period.year}" if period.month else str(period.year)


def _style(row: PeriodRow) -> str:
    return "plain" if row.stands else "quiet"


def _closed(row: PeriodRow) -> str:
    return f"{formats.moment(row.at)} · {row.by}"


def _reopened(row: PeriodRow) -> str:
    if row.reopened_at is None:
        return ""
    return f"{formats.moment(row.reopened_at)} · {row.reopened_by} · {row.reason}"


def _last_month(today: date) -> Period:
    return Period(today.year, today.month - 1) if today.month > 1 else Period(today.year - 1, 12)


def facts() -> Sequence[Fact]:
    """The periods that are closed today."""
    closed = [row for row in periods.closings() if row.stands]
    lines = [f"{said(row.period)} · {_closed(row)}" for row in closed]
    return [(_("Closed periods"), "\n".join(lines) or _("no period is"))]


async def open_periods(desk: BaseScreen[Any]) -> None:
    """Opens their list."""
    await desk.ask(PeriodsDesk())


SECTION = Section("periods", N_("Closed periods"), facts, open_periods, guide="parametres.md#périodes-closes")
