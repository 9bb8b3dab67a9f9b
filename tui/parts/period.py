"""Periods: named ones, or two days."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from locales import N_, _, formats


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
    """Two days, both included. None means no limit on that side."""

    span: Span = Span.ALL
    start: date | None = None
    end: date | None = None

    def said(self) -> str:
        """The period for a heading: nothing for all, the name, or the two days."""
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
