"""What holds at the counter for everybody: the modes that are offered, the default ceiling."""

from collections.abc import Mapping, Sequence
from typing import Any

from locales import N_, _
from locales.words import currency
from locales.words import ledger as words
from models.money import house_rules
from models.money.house_rules import HouseRules
from models.values import Centimes
from tui.forms.form import AmountField, CheckField, Field, Group
from tui.frame.base import BaseScreen
from tui.settings.section import ChoicesDialog, Fact, Section, edit

_CEILING = "default_ceiling"


class CounterDialog(ChoicesDialog[HouseRules]):
    """Which modes are offered, and what a client without a ceiling of their own may owe."""

    HEADING = N_("Till and payments")

    def fields(self) -> Sequence[Field | Group]:
        return [
            Group(N_("Payment modes")),
            *(CheckField(mode, words.mode(mode)) for mode in self.now.order),
            Group(N_("Clients")),
            AmountField(_CEILING, N_("Default ceiling"), N_("no limit")),
        ]

    def start(self) -> Mapping[str, Any]:
        return {_CEILING: self.now.default_ceiling, **dict.fromkeys(self.now.modes, True)}

    def value(self, values: dict[str, Any]) -> HouseRules:
        order = self.now.order
        return HouseRules(tuple(mode for mode in order if values[mode]), values[_CEILING], order)


def facts() -> Sequence[Fact]:
    """The rules of today."""
    rules = house_rules.house_rules()
    return [
        (_("Payment modes"), "\n".join(words.mode(mode) for mode in rules.modes)),
        (_("Default ceiling"), _ceiling(rules.default_ceiling)),
    ]


def _ceiling(amount: Centimes | None) -> str:
    if amount is None:
        return _("no limit")
    return currency.amount(amount) if amount else _("no credit")


async def change(desk: BaseScreen[Any]) -> None:
    """Asks and keeps."""
    await edit(desk, house_rules.house_rules, CounterDialog, house_rules.change)


SECTION = Section(
    "counter", N_("Till and payments"), facts, change, guide="parametres.md#caisse-et-paiements"
)
