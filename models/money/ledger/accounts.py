"""The closed lists of the ledger: accounts, kinds of operation, and the account of each payment mode."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from models.refusals import N_, Refused
from models.values import PaymentMode as PaymentMode


class Account(StrEnum):
    """An account of the ledger. A debit is positive, a credit negative."""

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
    ORGANISMS = "organisms"
    """What organisms owe for the sales that were billed to them."""


TILL = (Account.CASH, Account.CARD, Account.CHEQUE, Account.TRANSFER)
"""The till accounts, on which the arrêté de caisse reports."""


class OperationKind(StrEnum):
    """The kind of an operation. Each kind has its own series of document numbers.

    A return gives back what a sale took; a refund pays an avoir out; a credit note is a goodwill gesture
    without money; a billing moves what a client owes to the organism that pays for them.
    """

    OPENING = "opening"
    SALE = "sale"
    PAYMENT = "payment"
    DISCOUNT = "discount"
    ADVANCE = "advance"
    ADJUSTMENT = "adjustment"
    REVERSAL = "reversal"
    RETURN = "return"
    REFUND = "refund"
    CREDIT_NOTE = "credit_note"
    BILLING = "billing"


NUMBER_PREFIX = {
    OperationKind.OPENING: "O",
    OperationKind.SALE: "V",
    OperationKind.PAYMENT: "P",
    OperationKind.DISCOUNT: "M",
    OperationKind.ADVANCE: "A",
    OperationKind.ADJUSTMENT: "J",
    OperationKind.REVERSAL: "X",
    OperationKind.RETURN: "E",
    OperationKind.REFUND: "B",
    OperationKind.CREDIT_NOTE: "C",
    OperationKind.BILLING: "T",
}


MODE_ACCOUNT = {
    PaymentMode.CASH: Account.CASH,
    PaymentMode.CARD: Account.CARD,
    PaymentMode.CHEQUE: Account.CHEQUE,
    PaymentMode.TRANSFER: Account.TRANSFER,
}
"""The till account of each mode that moves money."""


@dataclass
class NotMoney(Refused):
    """An avoir was given as the mode where money is received."""

    sentence: ClassVar[str] = N_("A credit is no money. Choose cash, card, cheque or transfer.")


def till_account(mode: PaymentMode) -> Account:
    """The till account of this mode. Raises `NotMoney`."""
    if mode not in MODE_ACCOUNT:
        raise NotMoney
    return MODE_ACCOUNT[mode]
