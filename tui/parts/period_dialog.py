"""Which days a list shows."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from textual import on

from locales import N_
from locales.sentences import explain
from models.refusals import Refused
from models.store import clock
from models.trade.statements.verbs import PeriodReversed
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import Field, Group
from tui.forms.form import Form
from tui.parts.period import Period, Span
from tui.parts.period_fields import days, fields, follow


class PeriodDialog(FormDialog[Period]):
    """A named period, or two dates of which either may be left out."""

    HEADING = N_("Period")
    ENTER_SUBMITS: ClassVar[bool] = True

    def __init__(self, period: Period) -> None:
        super().__init__()
        self._period = period

    def fields(self) -> Sequence[Field | Group]:
        return fields(Span.ALL, Span.MONTH, Span.LAST_MONTH, Span.QUARTER, Span.YEAR, Span.FREE)

    def start(self) -> Mapping[str, Any]:
        return {"span": self._period.span, "start": self._period.start, "end": self._period.end}

    @on(Form.Changed)
    def changed(self, event: Form.Changed) -> None:
        follow(self.form, event.name)

    def answer(self, values: dict[str, Any]) -> Period:
        return days(values, clock.today(), bounded=False)

    def refuse(self, refused: Refused) -> None:
        if not isinstance(refused, PeriodReversed) or not self.form.fault("end", explain(refused)):
            super().refuse(refused)
