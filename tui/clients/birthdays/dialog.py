"""Which birthdays are listed: between two days or some days around today, and of which clients."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from textual import on

from locales import N_, _
from locales.words import birthdays as words
from models.people.birthdays.days import TooManyDays, around
from models.people.birthdays.listing import BirthdayListing
from models.people.birthdays.range import Birthdays, Whose
from models.people.clients import selections
from models.refusals import Missing
from models.store import clock
from tui.clients.birthdays.whose import offered
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import ChoiceField, Field, Group, Option
from tui.forms.form import Form
from tui.forms.whole import WholeField
from tui.parts import birthday_fields

_AROUND = ("before", "after")


class BirthdaysDialog(FormDialog[BirthdayListing]):
    """Days before and after today fill in the two days of the range; these say how far from today they are.

    Args:
        now: what is listed.
    """

    HEADING = N_("Whose birthday")
    PURPOSE = N_(
        "Either two days, whose year does not matter and which may go over New Year, or so many days before "
        "and after today: the one fills in the other. 29 February is then the 28th where there is none."
    )
    GUIDE = "anniversaires.md"
    ENTER_SUBMITS = True

    def __init__(self, now: BirthdayListing) -> None:
        super().__init__()
        self._now = now
        self._seen: dict[str, Any] = {}
        """The values of both pairs of fields when they said the same."""

    def fields(self) -> Sequence[Field | Group]:
        fields: list[Field | Group] = [
            *birthday_fields.fields(N_("From"), N_("Until")),
            Group(N_("Around today")),
            WholeField("before", N_("Days before")),
            WholeField("after", N_("Days after")),
        ]
        others = offered()
        saved = [Option(each.id, each.name) for each in selections.available()]
        if len(others) > 1 or saved:
            fields.append(Group(""))
        if len(others) > 1:
            options = tuple(Option(each, words.whose(each)) for each in others)
            fields.append(ChoiceField("whose", N_("Of whom"), options=options))
        if saved:
            options = (Option(None, _("all clients")), *saved)
            fields.append(ChoiceField("selection", N_("List"), options=options))
        return fields

    def start(self) -> Mapping[str, Any]:
        birthdays = self._now.birthdays
        self._seen = {**birthday_fields.days_of(birthdays), **_around(birthdays)}
        return {**self._seen, "whose": birthdays.whose, "selection": self._now.selection}

    @on(Form.Changed)
    def changed(self) -> None:
        """The pair of fields that was not changed says what the other one does."""
        now = self._values(*birthday_fields.NAMES, *_AROUND)
        changed = {name for name, value in now.items() if value != self._seen[name]}
        if changed & {*_AROUND}:
            with suppress(TooManyDays):  # it is said beside the field once the answer is given
                self._put(birthday_fields.days_of(self._days()))
        elif changed:
            self._put(_around(self._range()))
        self._seen = self._values(*now)

    def _days(self) -> Birthdays | None:
        """What the days before and after say; None while both are empty. Raises `TooManyDays`."""
        before, after = self._values(*_AROUND).values()
        if before is None and after is None:
            return self._range()
        return Birthdays(*around(clock.today(), before or 0, after or 0))

    def _values(self, *names: str) -> dict[str, Any]:
        """What is typed there; None where it is empty, or cannot be read."""
        return {name: self.form.value(name, None) for name in names}

    def _put(self, values: Mapping[str, Any]) -> None:
        for name, value in values.items():
            if self.form.value(name, ...) != value:
                self.form.put(name, value)

    def _range(self) -> Birthdays | None:
        """What the two days say; None while one is missing."""
        try:
            return birthday_fields.birthdays_of(self._values(*birthday_fields.NAMES), self._now.birthdays)
        except Missing:
            return None

    def answer(self, values: dict[str, Any]) -> BirthdayListing:
        self.changed()  # once more, as Enter may come before the last change is told
        self._days()
        typed = self._values(*birthday_fields.NAMES)
        birthdays = birthday_fields.birthdays_of(typed, self._now.birthdays)
        if birthdays is None:
            raise Missing(birthday_fields.NAMES[0])
        birthdays = replace(birthdays, whose=values.get("whose", Whose.CLIENTS))
        return replace(self._now, birthdays=birthdays, selection=values.get("selection"))


def _around(birthdays: Birthdays | None) -> dict[str, int | None]:
    """How many days before and after today a range reaches; None for one that today is not in."""
    today = clock.today()
    if birthdays is None or not birthdays.first <= today <= birthdays.last:
        return dict.fromkeys(_AROUND)
    return dict(zip(_AROUND, ((today - birthdays.first).days, (birthdays.last - today).days), strict=True))
