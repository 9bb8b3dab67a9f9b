"""What holds at the counter for everybody: the modes offered, the ceiling of who has none of their own."""

from dataclasses import dataclass
from typing import ClassVar

from models.money import modes
from models.money.amounts import NotPositive
from models.money.ledger.accounts import PaymentMode, till_account
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
    """A counter that can receive no money is closed."""

    field: ClassVar[str] = PaymentMode.CASH
    sentence: ClassVar[str] = N_("At least one way to pay is needed.")


@dataclass(frozen=True, slots=True)
class HouseRules:
    """The rules. `default_ceiling` None is no limit, 0 no credit at all (credit-ceiling)."""

    modes: tuple[PaymentMode, ...]
    default_ceiling: Centimes | None


def house_rules() -> HouseRules:
    """The rules of today."""
    return HouseRules(modes.offered(), settings.default_ceiling())


@verb(VERB, Right.CHANGE_SETTINGS)
def change(new: HouseRules, *, seen: HouseRules, by: By) -> None:
    """Changes what differs from `seen`.

    Raises `NoModeLeft`, `NotMoney`, `NotPositive`, `AmountTooLarge` or `ChangedMeanwhile`.
    """
    for mode in new.modes:
        till_account(mode)
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
    return {**modes.as_settings(rules.modes), "default_ceiling": ceiling}
