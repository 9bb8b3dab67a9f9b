"""The closed lists of the ledger: accounts, kinds of operation, ways to pay."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from models.refusals import N_, Refused


class Account(StrEnum):
    """Where a posting goes. A debit is positive, a credit negative."""

    RECEIVABLE = "receivable"
    CASH = "cash"
    CARD = "card"
    CHEQUE = "cheque"
    TRANSFER = "transfer"
    SALES = "sales"
    DISCOUNTS = "discounts"
    ADJUSTMENTS = "adjustments"
    GIFTS = "gifts"
    OPENING = "opening"


TILL = (Account.CASH, Account.CARD, Account.CHEQUE, Account.TRANSFER)
"""The accounts of the arrêté de caisse."""


class OperationKind(StrEnum):
    """What happened. Each kind numbers its own documents."""

    OPENING = "opening"
    SALE = "sale"
    PAYMENT = "payment"
    DISCOUNT = "discount"
    ADVANCE = "advance"
    ADJUSTMENT = "adjustment"
    REVERSAL = "reversal"


NUMBER_PREFIX = {
    OperationKind.OPENING: "O",
    OperationKind.SALE: "V",
    OperationKind.PAYMENT: "P",
    OperationKind.DISCOUNT: "M",
    OperationKind.ADVANCE: "A",
    OperationKind.ADJUSTMENT: "J",
    OperationKind.REVERSAL: "X",
}


class PaymentMode(StrEnum):
    """How a client pays. `CREDIT` uses an avoir: allocations only, no money."""

    CASH = "cash"
    CARD = "card"
    CHEQUE = "cheque"
    TRANSFER = "transfer"
    CREDIT = "credit"


MODE_ACCOUNT = {
    PaymentMode.CASH: Account.CASH,
    PaymentMode.CARD: Account.CARD,
    PaymentMode.CHEQUE: Account.CHEQUE,
    PaymentMode.TRANSFER: Account.TRANSFER,
}
"""The till account of each mode that moves money."""


@dataclass
class NotMoney(Refused):
    """An avoir was named where money is received."""

    sentence: ClassVar[str] = N_("A credit is no money. Choose cash, card, cheque or transfer.")


def till_account(mode: PaymentMode) -> Account:
    """Where money received this way goes. Raises `NotMoney`."""
    if mode not in MODE_ACCOUNT:
        raise NotMoney
    return MODE_ACCOUNT[mode]
