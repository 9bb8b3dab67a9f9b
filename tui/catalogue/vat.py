"""VAT rates: their names, and for each from which day it is how much."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from locales import N_, _, formats
from models.refusals import Refused
from models.requests.by import By
from models.store import clock
from models.trade.catalogue import vat
from models.trade.catalogue.vat import RateRow, VatRow
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import DateField, Field, Group, PercentField, TextField
from tui.frame.base import asking
from tui.frame.insist import insist
from tui.parts.short_list import ShortListDesk
from tui.widgets.columns import Column

_ALWAYS = date(2000, 1, 1)
"""The first day proposed for a new rate: before any sale in this program."""


@dataclass(frozen=True, slots=True)
class RateAnswer:
    """The typed values; a field that was not asked is empty."""

    name: str = ""
    rate: int | None = None
    since: date | None = None


@dataclass(frozen=True)
class _FirstDayField(DateField):
    """The first day of a percentage; if it is the first of its rate and in the
    future, it is asked about once.
    """

    first: bool = False

    def doubt(self, value: Any) -> str:
        if not self.first or value is None or value <= clock.today():
            return ""
        return _("Before {day} its products would be sold at 0 %.").format(day=formats.day(value))


class RateDialog(FormDialog[RateAnswer]):
    """Asks for those parts of a rate that `asked` names."""

    def __init__(
        self,
        heading: str,
        asked: Sequence[str],
        shown: RateAnswer,
        refused: Refused | None = None,
        *,
        first: bool = False,
    ) -> None:
        """`first`: the rate has no percentage that has begun."""
        super().__init__(refused=refused)
        self._first = first
        self._heading = heading
        self._asked = asked
        self._shown = shown

    def heading(self) -> str:
        return self._heading

    def fields(self) -> Sequence[Field | Group]:
        every = (
            TextField("name", N_("Name"), required=True),
            PercentField("rate", N_("Rate"), "20", required=True),
            _FirstDayField("since", N_("Holds from"), required=True, future=True, first=self._first),
        )
        return [field for field in every if field.name in self._asked]

    def start(self) -> Mapping[str, Any]:
        return {name: getattr(self._shown, name) for name in self._asked}

    def answer(self, values: dict[str, Any]) -> RateAnswer:
        return RateAnswer(**values)


class VatDesk(ShortListDesk[VatRow]):
    """The rates by name; Enter shows the percentages of one."""

    PURPOSE = N_("The VAT rates. Enter shows from which day each is how much.")
    GUIDE = "catalogue.md#catégories-et-taux-de-tva"
    TITLE = N_("VAT rates")
    EMPTY = N_("VAT rates will be here. F2 creates the first one; products without one are exempt.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "edit", N_("Rename"), id="vat.rename", tooltip=N_("Call it otherwise")),
    ]

    def columns(self) -> Sequence[Column[VatRow]]:
        return [
            Column("name", N_("Name"), lambda row: row.name, 24, grows=1),
            Column("today", N_("Today"), lambda row: formats.percent(row.today), 11, right=True),
            Column("next", N_("Later"), _next, 26, style=lambda row: "quiet"),
        ]

    def now(self) -> Sequence[VatRow]:
        return vat.vats()

    @asking
    async def action_create(self) -> None:
        by = self.officine.by()
        begun = RateAnswer(since=_ALWAYS)

        def dialog(typed: RateAnswer | None, refused: Refused | None) -> RateDialog:
            asked = ("name", "rate", "since")
            return RateDialog(_("New VAT rate"), asked, typed or begun, refused, first=True)

        def create(typed: RateAnswer) -> int:
            rate, since = typed.rate or 0, typed.since or _ALWAYS
            return vat.create(typed.name, rate, since, by=by)

        self.go_to(await insist(self, dialog, create))

    @asking
    async def action_edit(self) -> None:
        row = self.current
        if row is None:
            return
        by, number, begun = self.officine.by(), row.id, RateAnswer(name=row.name)

        def dialog(typed: RateAnswer | None, refused: Refused | None) -> RateDialog:
            return RateDialog(_("Rename"), ("name",), typed or begun, refused)

        def rename(typed: RateAnswer) -> bool:
            vat.rename(number, typed.name, by=by)
            return True

        await insist(self, dialog, rename)

    def go_deeper(self) -> None:
        self.action_open()

    @asking
    async def action_open(self) -> None:
        if self.current is not None:
            await self.ask(RatesDesk(self.current.id, self.current.name))


def _next(row: VatRow) -> str:
    if row.next is None:
        return ""
    said = _("{rate} from {day} on")
    return said.format(rate=formats.percent(row.next.rate), day=formats.day(row.next.since))


class RatesDesk(ShortListDesk[RateRow]):
    """The percentages of one rate, newest first."""

    PURPOSE = N_("One VAT rate through the years.")
    GUIDE = "catalogue.md#catégories-et-taux-de-tva"
    ASIDE = N_("documents keep the rate of their day")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,f2", "create", N_("New rate"), id="rates.create", tooltip=N_("From a day on")),
        Binding("f3", "edit", N_("Correct"), id="rates.edit", tooltip=N_("It was typed wrong")),
        Binding("delete", "drop", N_("Take away"), id="rates.drop", tooltip=N_("It was a mistake")),
    ]

    def __init__(self, number: int, name: str) -> None:
        super().__init__()
        self._vat = number
        self._name = name

    def heading(self) -> str:
        return _("VAT: {name}").format(name=self._name)

    def columns(self) -> Sequence[Column[RateRow]]:
        return [
            Column("since", N_("Holds from"), lambda row: formats.day(row.since), 12),
            Column("rate", N_("Rate"), lambda row: formats.percent(row.rate), 10, right=True),
            Column("now", "", self._when, 20, grows=1, style=lambda row: "quiet"),
        ]

    def _when(self, row: RateRow) -> str:
        today = clock.today()
        if row.since > today:
            return _("to come")
        begun = [each for each in vat.history(self._vat) if each.since <= today]
        return _("today") if begun and begun[0] == row else ""

    def now(self) -> Sequence[RateRow]:
        return vat.history(self._vat)

    @asking
    async def action_create(self) -> None:
        by = self.officine.by()
        first = all(row.since > clock.today() for row in vat.history(self._vat))

        def dialog(typed: RateAnswer | None, refused: Refused | None) -> RateDialog:
            shown = typed or RateAnswer()
            return RateDialog(_("New rate"), ("rate", "since"), shown, refused, first=first)

        def add(typed: RateAnswer) -> date:
            since = typed.since or _ALWAYS
            self._set(typed.rate or 0, since, None, by)
            return since

        self.go_to(await insist(self, dialog, add))

    @asking
    async def action_edit(self) -> None:
        row = self.current
        if row is None:
            return
        by, since, seen = self.officine.by(), row.since, row.rate
        heading = _("From {day} on").format(day=formats.day(since))

        def dialog(typed: RateAnswer | None, refused: Refused | None) -> RateDialog:
            return RateDialog(heading, ("rate",), typed or RateAnswer(rate=seen), refused)

        def correct(typed: RateAnswer) -> bool:
            self._set(typed.rate or 0, since, seen, by)
            return True

        await insist(self, dialog, correct)

    def _set(self, rate: int, since: date, seen: int | None, by: By) -> None:
        vat.set_rate(self._vat, rate, since, seen=seen, by=by)

    @asking
    async def action_drop(self) -> None:
        row = self.current
        if row is not None:
            self.attempt(
                vat.drop_rate,
                self._vat,
                row.since,
                seen=row.rate,
                by=self.officine.by(),
            )
            self.read_again()
