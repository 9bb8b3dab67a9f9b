"""The rules of the counter: the payment modes offered, and the default ceiling."""

from dataclasses import dataclass
from typing import ClassVar

from models.money import modes
from models.money.amounts import NotPositive
from models.money.ledger.accounts import PaymentMode, till_account
from models.money.modes import AS_DECLARED
from models.pharmacy import choices
from models.refusals import N_, Refused, check_size
from models.requests.by import By
from models.requests.rights import Right
from models.requests.verb import verb
from models.store import settings
from models.values import Centimes

VERB = "house_rules.change"


@dataclass
class NoModeLeft(Refused):
    """At least one payment mode must stay offered."""

    field: ClassVar[str] = PaymentMode.CASH
    sentence: ClassVar[str] = N_("At least one way to pay is needed.")


@dataclass(frozen=True, slots=True)
class HouseRules:
    """The rules. In `default_ceiling`, None is no limit and 0 is no credit at all (credit-ceiling).

    `modes` are the payment modes that are offered; `order` has all of them, as they are offered: the first
    one is proposed.
    """

    modes: tuple[PaymentMode, ...]
    default_ceiling: Centimes | None
    order: tuple[PaymentMode, ...] = AS_DECLARED


def house_rules() -> HouseRules:
    """The present rules."""
    return HouseRules(modes.offered(), settings.default_ceiling(), modes.in_order())


@verb(VERB, Right.CHANGE_SETTINGS)
def change(new: HouseRules, *, seen: HouseRules, by: By) -> None:
    """Saves the values that differ from `seen` (optimistic locking).

    Raises `NoModeLeft`, `NotMoney`, `NotPositive`, `AmountTooLarge` or `ChangedMeanwhile`.
    """
    for mode in new.modes:
        till_account(mode)
    if sorted(new.order) != sorted(AS_DECLARED):
        raise ValueError("the order has each payment mode once")
    if new.default_ceiling is not None:
        check_size(new.default_ceiling)
        if new.default_ceiling < 0:
            raise NotPositive
    choices.change(_as_settings(new), _as_settings(seen), by=by, check=_refuse_no_mode)


def _refuse_no_mode() -> None:
    if not modes.offered():
        raise NoModeLeft


def _as_settings(rules: HouseRules) -> dict[str, str]:
    ceiling = "" if rules.default_ceiling is None else str(int(rules.default_ceiling))
    return {
        **modes.as_settings(rules.modes),
        **modes.order_as_setting(rules.order),
        "default_ceiling": ceiling,
    }
