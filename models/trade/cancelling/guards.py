"""The verbs that cancel, undo or refund, together with the rules of the rooms above the ledger.

`models.money` calls these rules without importing them: `register` passes them to it, once in a program that
cancels. Callers take the verbs from here: before `register`, `reversal.reverse`, `deallocation.undo` and
`refunds.pay_back` fail instead of skipping a rule.
"""

from models.money.avoirs import refunds
from models.money.ledger import allocation, deallocation, reversal
from models.money.ledger.accounts import OperationKind
from models.trade.cancelling import grounds
from models.trade.documents import delivery_sales
from models.trade.global_invoices.table import refuse_on_an_invoice
from models.trade.invoices.table import refuse_invoiced
from models.trade.returns import figures as returned
from models.trade.returns import verbs as returns


def register() -> None:
    """Passes the rules of sales, returns and invoices to the ledger. It may be called again."""
    reversal.GUARDS[:] = [
        returns.refuse_under_returns,
        returns.refuse_under_withdrawals,
        refuse_on_an_invoice,
        refuse_invoiced,
    ]
    reversal.FOLLOWED[:] = [delivery_sales.give_back]
    allocation.GROUNDS[:] = grounds.RULES
    refunds.MONEY_OF[OperationKind.RETURN] = returned.refundable


cancel = reversal.reverse
reversible = reversal.reversible
deallocate = deallocation.undo
pay_back = refunds.pay_back
payable = refunds.payable
