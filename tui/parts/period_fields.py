"""The fields of a period in a form: its name and its two days, kept consistent."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from locales import N_, _
from models.refusals import Missing
from models.store import clock
from models.trade.statements.verbs import PeriodReversed
from tui.forms.fields import ChoiceField, DateField, Option
from tui.forms.form import Form
from tui.parts.period import NAMES, Period, Span, named


def fields(*spans: Span) -> tuple[ChoiceField, DateField, DateField]:
    """What asks for a period: its name, and its two days; `follow` keeps them in step."""
    options = tuple(Option(span, _(NAMES[span])) for span in spans)
    return (
        ChoiceField("span", N_("Period"), options=options),
        DateField("start", N_("From")),
        DateField("end", N_("To")),
    )


def follow(form: Form, changed: str) -> None:
    """Choosing a name fills in the two days; typing other days clears the name."""
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
