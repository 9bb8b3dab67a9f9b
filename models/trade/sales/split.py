"""How what is given for a sale is split: what each mode pays, the avoir that is used, and the change."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from models.money.ledger.accounts import PaymentMode
from models.money.payments.verbs import NotEnoughAvoir, refuse_much_change
from models.trade.sales.verbs import PaidTooMuch
from models.values import ZERO, Centimes


@dataclass(frozen=True, slots=True)
class SaleSplit:
    """What is paid of a sale at once, by mode and by avoir; `change` goes back over the counter."""

    modes: Mapping[PaymentMode, Centimes] = field(default_factory=dict)
    avoir_used: Centimes = ZERO
    change: Centimes = ZERO

    @property
    def settled(self) -> Centimes:
        """What of the sale is not on credit."""
        return sum(self.modes.values(), ZERO) + self.avoir_used


def split(total: Centimes, given: Mapping[PaymentMode, Centimes], available: Centimes) -> SaleSplit:
    """Splits what was given in each mode over a sale of `total`; `available` is the client's avoir.

    Only cash may be more than what is due, and gives change. Raises `NotEnoughAvoir`, `PaidTooMuch` or
    `TooMuchChange`.
    """
    money = {mode: amount for mode, amount in given.items() if mode is not PaymentMode.CREDIT}
    used = given.get(PaymentMode.CREDIT, ZERO)
    if used > available:
        raise NotEnoughAvoir(used, available)
    cash = money.get(PaymentMode.CASH, ZERO)
    all_money = sum(money.values(), ZERO)
    due_in_cash = total - used - (all_money - cash)
    if due_in_cash < 0:
        raise PaidTooMuch(used + all_money, total)
    refuse_much_change(cash, due_in_cash)
    money[PaymentMode.CASH] = min(cash, due_in_cash)
    return SaleSplit(
        {mode: amount for mode, amount in money.items() if amount}, used, cash - min(cash, due_in_cash)
    )
