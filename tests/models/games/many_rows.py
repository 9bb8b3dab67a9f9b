"""What is done with many rows at once: each deed prepares so many, and answers what is measured."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from models.importing import batches
from models.importing.clients import undoing as client_undoing
from models.importing.clients import verbs as client_import
from models.importing.clients.known import Known
from models.importing.products import undoing as product_undoing
from models.importing.products import verbs as product_import
from models.money.avoirs import verbs as avoirs
from models.money.ledger import client_status, history, open_items
from models.money.ledger import postings as ledger
from models.money.ledger.accounts import Account, OperationKind, PaymentMode
from models.money.ledger.postings import Operation
from models.money.payments import verbs as payments
from models.money.payments.verbs import Chosen, DebtPayment
from models.money.till import figures as till_figures
from models.money.till import held as till_held
from models.money.till import verbs as till
from models.outbox import sending
from models.outbox.campaigns import preflight
from models.outbox.campaigns import verbs as campaigns
from models.outbox.campaigns.preflight import Order
from models.outbox.campaigns.recipients import RecipientFilter, RecipientListing
from models.outbox.consents import verbs as consents
from models.outbox.messages.campaign import Goal
from models.people.clients import bulk, selections
from models.people.clients.bulk import NewClient
from models.people.clients.verbs import ClientFields
from models.people.staff import security_code
from models.requests import trail
from models.requests.actors import INCOMING
from models.requests.by import By, new_key
from models.store import clock
from models.store.connection import transaction
from models.trade.bulk.verbs import Journal
from models.trade.cancelling import guards
from models.trade.catalogue.table import Category
from models.trade.documents import quotes
from models.trade.global_invoices import billable
from models.trade.global_invoices import detail as global_invoice_detail
from models.trade.global_invoices import listing as global_invoice_listing
from models.trade.global_invoices import verbs as global_invoices
from models.trade.prices import discounts
from models.trade.prices.discounts import ClientDiscounts
from models.trade.prices.lines import NewLine
from models.trade.returns import verbs as returns
from models.trade.sales import verbs as sales
from models.trade.sales.table import SaleLine
from models.trade.statements import verbs as statements
from models.trade.statements.content import StatementDetail
from models.values import Centimes
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.models.outbox.outbox_desk import Desk

PRICE = 1_000
CODE = "7314"
Deed = Callable[[], Any]


class Many:
    """A counter before which so many of everything stand."""

    def __init__(self, counter: Counter, number: int, folder: Path) -> None:
        self.counter = counter
        self.number = number
        self.folder = folder

    @property
    def who(self) -> dict[str, Any]:
        return {"by": by_staff(self.counter.staff)}

    # What stands there before

    def _sales(self, client: int) -> list[int]:
        line = [NewLine(self.counter.product(PRICE))]
        with transaction():
            journal = Journal()
            journal.read([client])
            for _ in range(self.number):
                journal.sell(client, line, **self.who)
            journal.flush()
        made = Operation.select(Operation.id).where(
            Operation.client == client, Operation.kind == OperationKind.SALE
        )
        return [key for (key,) in made.order_by(Operation.id).tuples()]

    def _owing(self, **fields: Any) -> tuple[int, list[int]]:
        client = self.counter.client(f"Owing {new_key()}", **fields)
        return client, self._sales(client)

    def _paid(self, discount: int = 0) -> tuple[int, int]:
        client, sold = self._owing()
        chosen = [Chosen(key, Centimes(PRICE)) for key in sold]
        amount = Centimes(PRICE * self.number - discount)
        order = DebtPayment(client, PaymentMode.CASH, amount, discount=Centimes(discount))
        payments.pay_selected(order, chosen, **self.who)
        paid = Operation.kind == OperationKind.PAYMENT
        return client, Operation.get(Operation.client == client, paid).id

    def _avoirs(self) -> int:
        client = self.counter.client(f"In advance {new_key()}")
        kept = DebtPayment(client, PaymentMode.CASH, Centimes(0), tendered=Centimes(PRICE), keep_change=True)
        with transaction():
            journal = Journal()
            journal.read([client])
            for _ in range(self.number):
                journal.pay(kept, **self.who)
            journal.flush()
        return client

    def _invoice(self, *, to_organism: bool = False) -> tuple[int, int]:
        client, sold = self._owing(organism=1 if to_organism else None)
        issued = global_invoices.issue(client, sold, to_organism=to_organism, **self.who)
        return client, int(issued.id)

    def _clients(self, mobile: str = "") -> list[int]:
        desk = Desk(self.counter)
        with transaction():
            new = [
                NewClient(ClientFields(last_name=f"Person {n}", mobile=mobile or f"+2126{n:08d}"))
                for n in range(self.number)
            ]
            made = list(bulk.insert(new))
            record = trail.leave(by_staff(self.counter.staff, verb="demo.fill"))
            owed = [(client, Centimes(PRICE)) for client in made]
            ledger.post_many(record, OperationKind.OPENING, Account.OPENING, owed, clock.today())
        desk.buy(10 * self.number)
        return made

    def _campaign(self) -> int:
        order = Order(Goal.BALANCE_REMINDER, "Vous devez {solde}", tuple(self._clients()))
        return campaigns.confirm(order, seen=preflight.look(order).receivers, **self.who)

    def _basket(self) -> list[NewLine]:
        for price in range(1, self.number + 1):
            self.counter.product(price)
        return [NewLine(self.counter.product(price)) for price in range(1, self.number + 1)]

    # What is done

    def pay_chosen_sales(self) -> Deed:
        client, sold = self._owing()
        chosen = [Chosen(key, Centimes(PRICE)) for key in sold]
        order = DebtPayment(
            client, PaymentMode.CASH, Centimes(PRICE * self.number - 50), discount=Centimes(50)
        )
        return lambda: payments.pay_selected(order, chosen, **self.who)

    def pay_the_account(self) -> Deed:
        client, _ = self._owing()
        order = DebtPayment(client, PaymentMode.CASH, Centimes(PRICE * self.number))
        return lambda: payments.pay_debt(order, **self.who)

    def pay_with_many_avoirs(self) -> Deed:
        client = self._avoirs()
        self.counter.sell(client, PRICE * self.number)
        total = Centimes(PRICE * self.number)
        return lambda: payments.pay_debt(DebtPayment(client, PaymentMode.CREDIT, total), **self.who)

    def buy_with_many_avoirs(self) -> Deed:
        client, line = self._avoirs(), [NewLine(self.counter.product(PRICE * self.number))]
        return lambda: sales.sell(client, line, avoir_used=Centimes(PRICE * self.number), **self.who)

    def use_one_avoir(self) -> Deed:
        client, _ = self._owing()
        self.counter.advance(client, PRICE * self.number)
        avoir = open_items.credits(client)[0]
        return lambda: avoirs.use(avoir.operation, avoir.open, **self.who)

    def adjust_to_zero(self) -> Deed:
        client, _ = self._owing()
        return lambda: self.counter.adjust(client, -PRICE * self.number)

    def cancel_a_payment(self) -> Deed:
        _, payment = self._paid(discount=10)
        return lambda: guards.cancel(payment, "wrong client", **self.who)

    def cancel_a_sale_that_many_avoirs_paid(self) -> Deed:
        sale = self.buy_with_many_avoirs()()
        return lambda: guards.cancel(sale.id, "wrong client", **self.who)

    def look_at_what_a_payment_settled(self) -> Deed:
        _, payment = self._paid()
        return lambda: history.links(payment)

    def issue_an_invoice(self) -> Deed:
        client, sold = self._owing()
        return lambda: global_invoices.issue(client, sold, **self.who)

    def bill_an_organism(self) -> Deed:
        client, sold = self._owing(organism=1)
        return lambda: global_invoices.issue(client, sold, to_organism=True, **self.who)

    def delete_an_invoice(self) -> Deed:
        security_code.choose(CODE, current="", **self.who)
        _, invoice = self._invoice(to_organism=True)
        return lambda: global_invoices.delete(invoice, CODE, "wrong month", **self.who)

    def print_an_invoice(self) -> Deed:
        _, invoice = self._invoice()
        return lambda: global_invoice_detail.paper(invoice)

    def list_invoices(self) -> Deed:
        client, _ = self._invoice()
        return lambda: global_invoice_listing.InvoiceListing(client).read(40)

    def find_what_can_be_billed(self) -> Deed:
        client, sold = self._owing()
        return lambda: billable.billable(client).among(sold)

    def hand_over_a_statement(self) -> Deed:
        client, _ = self._owing()
        today = clock.today()
        key = statements.issue(client, today, today, StatementDetail.DETAILED, **self.who)
        return lambda: statements.content(key)

    def archive(self) -> Deed:
        client, _ = self._paid()
        return lambda: client_status.archive(client, **self.who)

    def close_the_till(self) -> Deed:
        self._avoirs()
        today, opening = clock.today(), Centimes(0)
        expected = {mode.account: mode.expected for mode in till_figures.moved(today, opening)}
        return lambda: till.close(today, expected, opening=opening, seen=expected, **self.who)

    def look_at_the_till(self) -> Deed:
        self._avoirs()
        day = till_figures.day(clock.today())
        return lambda: till_held.of(day).read(2 * self.number)

    def sell_many_products(self) -> Deed:
        client, basket = self.counter.client(), self._basket()
        return lambda: sales.sell(client, basket, **self.who)

    def quote_many_products(self) -> Deed:
        client, basket = self.counter.client(), self._basket()
        return lambda: quotes.create(client, basket, **self.who)

    def take_many_products_back(self) -> Deed:
        sale = self.sell_many_products()()
        rows = SaleLine.select(SaleLine.id).where(SaleLine.sale == sale.id).tuples()
        lines = [(key, 1000) for (key,) in rows]
        return lambda: returns.take_back(sale.id, lines, **self.who)

    def grant_many_discounts(self) -> Deed:
        client = self.counter.client()
        with transaction():
            made = [Category.create(name=f"Category {new_key()}").id for _ in range(self.number)]
        wanted = ClientDiscounts(100, dict.fromkeys(made, 200))
        return lambda: discounts.choose(client, wanted, seen=ClientDiscounts(), **self.who)

    def import_clients(self) -> Deed:
        file = self.folder / "clients.csv"
        file.write_text("".join(f"{new_key()} Jean,10.00\n" for _ in range(self.number)))
        preview = client_import.read(file)
        return lambda: client_import.carry_out(preview, **self.who)

    def undo_an_import_of_clients(self) -> Deed:
        self.import_clients()()
        newest = batches.batches()[0].id
        return lambda: client_undoing.undo(newest, **self.who)

    def undo_an_import_of_products(self) -> Deed:
        self.import_products()()
        newest = batches.batches()[0].id
        return lambda: product_undoing.undo(newest, **self.who)

    def complete_clients_from_a_file(self) -> Deed:
        names = [new_key() for _ in range(self.number)]
        first, second = self.folder / "first.csv", self.folder / "second.csv"
        first.write_text("".join(f"{name},0\n" for name in names))
        client_import.carry_out(client_import.read(first), **self.who)
        lines = "".join(f"{name};Fès;{day % 28 + 1:02d}/01/1980\n" for day, name in enumerate(names))
        second.write_text(f"Nom;Ville;Né le\n{lines}", encoding="utf-8")
        preview = client_import.read(second)
        return lambda: client_import.carry_out(preview, known=Known.COMPLETE, **self.who)

    def import_products(self) -> Deed:
        lines = [f"Z{n:07d},Product {n},Soins,{n + 1}.00,0" for n in range(self.number)]
        return self._products(lines)

    def change_products(self) -> Deed:
        self.import_products()()
        lines = [f"Z{n:07d},Product {n},Soins,{n + 2}.00,0" for n in range(self.number)]
        return self._products(lines)

    def _products(self, lines: list[str]) -> Deed:
        file = self.folder / "products.csv"
        file.write_text("\n".join(["code,nom,categorie,prix,tva", *lines]))
        preview = product_import.read(file)
        return lambda: product_import.carry_out(preview, **self.who)

    def look_before_sending(self) -> Deed:
        order = Order(Goal.BALANCE_REMINDER, "Vous devez {solde}", tuple(self._clients()))
        return lambda: preflight.look(order)

    def send_to_many(self) -> Deed:
        order = Order(Goal.BALANCE_REMINDER, "Vous devez {solde}", tuple(self._clients()))
        return lambda: campaigns.confirm(order, seen=self.number, **self.who)

    def cancel_a_campaign(self) -> Deed:
        campaign = self._campaign()
        return lambda: campaigns.cancel(campaign, **self.who)

    def claim_messages(self) -> Deed:
        self._campaign()
        return lambda: sending.claim("worker", self.number)

    def give_messages_back(self) -> Deed:
        claimed = self.claim_messages()()
        return lambda: sending.release("worker", [each.id for each in claimed])

    def stop_for_all_who_share_a_number(self) -> Deed:
        mobile = f"+2126{self.number:08d}"
        self._clients(mobile)
        return lambda: consents.stop(mobile, by=By(INCOMING, new_key()))

    def keep_a_selection(self) -> Deed:
        clients = self._clients()
        return lambda: selections.save("Many", clients, **self.who)

    def leave_many_out_of_a_list(self) -> Deed:
        without = RecipientFilter(without=tuple(self._clients()))
        return lambda: RecipientListing(without).read(40)


DEEDS = [
    name
    for name, value in vars(Many).items()
    if not name.startswith("_") and name != "who" and callable(value)
]
