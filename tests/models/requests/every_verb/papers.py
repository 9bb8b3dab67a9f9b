"""Relevés, factures globales, invoices and credit notes."""

from datetime import date

from models.money.ledger.accounts import PaymentMode
from models.money.ledger.postings import Operation
from models.trade.cancelling import guards
from models.trade.cancelling import sale as cancelling
from models.trade.global_invoices import organisms as organism_billing
from models.trade.global_invoices import verbs as global_invoices
from models.trade.invoices import factur_x, mentions
from models.trade.invoices import verbs as invoices
from models.trade.invoices.table import SentBy
from models.trade.invoices.terms import Agreed
from models.trade.returns import figures as returned
from models.trade.returns import verbs as returns
from models.trade.statements import verbs as statements
from models.trade.statements.content import Grouping, StatementDetail
from models.values import Centimes, Thousandths
from tests.codes import SECURITY as CODE
from tests.models.requests.every_verb.shop import Shop


def play(shop: Shop) -> None:
    period = (date(2026, 11, 1), date(2026, 11, 30))
    statements.issue(shop.jeanne, *period, StatementDetail.DETAILED, Grouping.CONTACTS, **shop.who)
    statements.issue(shop.salma, *period, StatementDetail.SIMPLIFIED, **shop.who)
    documents = [shop.sell(shop.salma, (shop.soap, 3_000))]
    billed = global_invoices.issue(shop.salma, documents, to_organism=True, **shop.who)
    organism_billing.collect(billed.id, Centimes(1_000), PaymentMode.TRANSFER, **shop.who)
    number = organism_billing.collect(billed.id, Centimes(500), PaymentMode.TRANSFER, **shop.who)
    guards.cancel(operation_of(number), "bounced", **shop.who)
    plain = global_invoices.issue(shop.jeanne, [shop.sell(shop.jeanne, (shop.soap, 1_000))], **shop.who)
    assert plain.total
    again = global_invoices.issue(
        shop.salma, [shop.sell(shop.salma, (shop.soap, 5_000))], to_organism=True, **shop.who
    )
    global_invoices.delete(again.id, CODE, "wrong month", **shop.who)
    _invoices(shop)
    twice = shop.sell(shop.jeanne, (shop.soap, 1_000), cash=600)
    cancelling.cancel(twice, "typed twice", with_payment=True, **shop.who)


def _invoices(shop: Shop) -> None:
    factur_x.choose(True, seen=False, **shop.who)
    mentions.choose("Pénalités : 1 % par mois", seen="", **shop.who)
    sale = shop.sell(shop.jeanne, (shop.soap, 2_000))
    invoices.prepare(sale, **shop.who)
    billed = invoices.issue(sale, Agreed(payment_mode=PaymentMode.CHEQUE), **shop.who)
    invoices.note_sent(billed.id, SentBy.POST, **shop.who)
    (line,) = returned.sold_lines(sale)
    back = returns.take_back(sale, [(line.sale_line, Thousandths(1_000))], **shop.who)
    credit = invoices.issue(back.id, **shop.who)
    assert (billed.number, credit.number) == ("FA-2026-00001", "AV-2026-00001")
    later = shop.sell(shop.jeanne, (shop.soap, 1_000))
    invoices.prepare(later, **shop.who)
    invoices.drop(later, **shop.who)


def operation_of(number: str) -> int:
    return int(Operation.get(Operation.number == number).id)
