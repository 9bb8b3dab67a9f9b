"""Which days: the periods that staff speak of, and two free dates."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from locales import N_, _, formats
from models.refusals import Missing
from models.store import clock
from models.trade.statements import PeriodReversed
from tui.widgets.fields import ChoiceField, DateField, Option
from tui.widgets.form import Form


class Span(StrEnum):
    """The periods that have a name."""

    ALL = "all"
    MONTH = "month"
    LAST_MONTH = "last_month"
    QUARTER = "quarter"
    YEAR = "year"
    FREE = "free"


NAMES = {
    Span.ALL: N_("All"),
    Span.MONTH: N_("This month"),
    Span.LAST_MONTH: N_("Last month"),
    Span.QUARTER: N_("This quarter"),
    Span.YEAR: N_("This year"),
    Span.FREE: N_("From … to …"),
}


@dataclass(frozen=True, slots=True)
class Period:
    """Two days, both included. None is without end on that side."""

    span: Span = Span.ALL
    start: date | None = None
    end: date | None = None

    def said(self) -> str:
        """As a heading says it: nothing for all, the name, or the two days."""
        if self.span is Span.ALL:
            return ""
        if self.span is not Span.FREE:
            return _(NAMES[self.span]).lower()
        return (
            f"{formats.day(self.start) if self.start else '…'} – {formats.day(self.end) if self.end else '…'}"
        )


def named(span: Span, today: date) -> Period:
    """The days of a period that has a name, up to today."""
    if span is Span.ALL:
        return Period()
    first = today.replace(day=1)
    if span is Span.LAST_MONTH:
        last = first - timedelta(days=1)
        return Period(span, last.replace(day=1), last)
    if span is Span.YEAR:
        first = date(today.year, 1, 1)
    elif span is Span.QUARTER:
        first = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    return Period(span, first, today)


def fields(*spans: Span) -> tuple[ChoiceField, DateField, DateField]:
    """What asks for a period: its name, and its two days; `follow` keeps them in step."""
    options = tuple(Option(span, _(NAMES[span])) for span in spans)
    return (
        ChoiceField("span", N_("Period"), options=options),
        DateField("start", N_("From")),
        DateField("end", N_("To")),
    )


def follow(form: Form, changed: str) -> None:
    """Choosing a name fills the two days in; typing other days makes them free."""
    span = form.value("span")
    period = named(span, clock.today())
    if changed == "span" and span is not Span.FREE:
        form.put("start", period.start)
        form.put("end", period.end)
    elif changed in ("start", "end") and form.value(changed, "unreadable") != getattr(period, changed):
        form.put("span", Span.FREE)


def days(values: Mapping[str, Any], today: date, *, bounded: bool = True) -> Period:
    """The period that a form holds. Raises `Missing` (where `bounded`) or `PeriodReversed`."""
    if values["span"] is not Span.FREE:
        return named(values["span"], today)
    start, end = values["start"], values["end"]
    if bounded:
        for name in ("start", "end"):
            if values[name] is None:
                raise Missing(name)
    if start and end and end < start:
        raise PeriodReversed(start, end)
    return Period(Span.FREE, start, end)
