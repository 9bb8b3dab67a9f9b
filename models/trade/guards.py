"""Cancelling and paying back, with all that forbids it: what the ledger cannot know about sales and invoices.

`models.money` calls these rules without knowing them. Whoever cancels or pays back takes the verb from here;
without this module `reversal.reverse` and `refunds.pay_back` fail rather than pass a rule over.
"""

from models.money import refunds, reversal
from models.money.accounts import OperationKind
from models.trade import returned, returns
from models.trade.global_invoice_table import refuse_on_an_invoice

reversal.GUARDS[:] = [
    returns.refuse_under_returns,
    returns.refuse_under_withdrawals,
    refuse_on_an_invoice,
]
refunds.MONEY_OF[OperationKind.RETURN] = returned.refundable

cancel = reversal.reverse
pay_back = refunds.pay_back
payable = refunds.payable
