"""Which day of the till to open."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from locales import N_
from models.store import clock
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import DateField


class DayDialog(FormDialog[date]):
    """A day, today or before."""

    HEADING = N_("Till of another day")
    ENTER_SUBMITS: ClassVar[bool] = True
    FIELDS = (DateField("day", N_("Date"), required=True),)

    def start(self) -> Mapping[str, Any]:
        return {"day": clock.today()}

    def answer(self, values: dict[str, Any]) -> date:
        day: date = values["day"]
        return day
