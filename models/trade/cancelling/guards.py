"""Cancelling, untying and paying back, with all that forbids it: the ledger knows neither sales nor invoices.

`models.money` calls these rules without knowing them: `register` gives them to it, once in a program that
cancels. Whoever does one of these takes the verb from here; before `register`, `reversal.reverse`,
`lettrage.undo` and `refunds.pay_back` fail rather than pass a rule over.
"""

from models.money.avoirs import refunds
from models.money.ledger import allocation, lettrage, reversal
from models.money.ledger.accounts import OperationKind
from models.trade.cancelling import grounds
from models.trade.invoices.table import refuse_on_an_invoice
from models.trade.returns import figures as returned
from models.trade.returns import verbs as returns


def register() -> None:
    """Gives the ledger the rules of sales, returns and invoices. It may be called again."""
    reversal.GUARDS[:] = [
        returns.refuse_under_returns,
        returns.refuse_under_withdrawals,
        refuse_on_an_invoice,
    ]
    allocation.GROUNDS[:] = grounds.RULES
    refunds.MONEY_OF[OperationKind.RETURN] = returned.refundable


cancel = reversal.reverse
reversible = reversal.reversible
undo_lettrage = lettrage.undo
pay_back = refunds.pay_back
payable = refunds.payable
