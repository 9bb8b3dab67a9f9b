"""Where there is no client whose turn it could be, verbs take turns by what they change: one does it, the
others are told why not, in the words of a rule and never in those of the database."""

from collections import Counter as Tally
from multiprocessing.context import ForkServerContext
from typing import Any

from models import doctor
from models.money.ledger.accounts import PaymentMode
from models.outbox.units import verbs as sms_units
from models.people.organisms import listing as organisms
from models.trade.global_invoices import organisms as organism_billing
from models.trade.global_invoices import verbs as global_invoices
from models.values import Centimes
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.trust.test_many_at_once import at_once

TERMINALS = 6


def test_an_organism_s_payment_is_cancelled_once(
    shared: Counter, target: Any, processes: ForkServerContext
) -> None:
    """INV-03"""
    client = shared.client(organism=organisms.organisms()[0].id)
    sale = shared.sell(client, 10_000)
    issued = global_invoices.issue(client, [sale.id], to_organism=True, by=by_staff(shared.staff))
    for _turn in range(2):
        organism_billing.collect(issued.id, Centimes(1_000), PaymentMode.CASH, by=by_staff(shared.staff))
    for row in organism_billing.received(issued.id):
        answers = Tally(at_once(processes, target, *[("reverse", row.operation, shared.staff)] * TERMINALS))
        assert answers.pop("AlreadyReversed") == TERMINALS - 1
        assert len(answers) == 1, answers
    assert doctor.examine() == []


TAKEN = {
    "category": "CategoryNameTaken",
    "rate": "VatNameTaken",
    "product": "ProductCodeTaken",
    "template": "TemplateNameTaken",
    "colleague": "NameTaken",
    "selection": "SelectionExists",
}
"""What only one may be called so, and what the others are told."""


def test_a_name_is_given_once(shared: Counter, target: Any, processes: ForkServerContext) -> None:
    shared.client()
    shared.product(100)
    tasks = [("name_alike", kind, "Alike", shared.staff) for kind in TAKEN for _turn in range(3)]
    answers = at_once(processes, target, *tasks)
    told = {kind: Tally(answers[3 * place : 3 * place + 3]) for place, kind in enumerate(TAKEN)}
    assert told == {kind: {"made": 1, refusal: 2} for kind, refusal in TAKEN.items()}


def test_a_pack_of_credits_is_paid_once(shared: Counter, target: Any, processes: ForkServerContext) -> None:
    pack = sms_units.ask(100, by=by_staff(shared.staff))
    tasks = [("step_pack", pack, shared.staff)] * TERMINALS
    assert Tally(at_once(processes, target, *tasks)) == {"paid": 1, "WrongPackStep": TERMINALS - 1}
