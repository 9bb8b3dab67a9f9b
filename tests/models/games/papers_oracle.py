"""Promises, invoices and closings, in lists; and what may be taken back of all that was entered."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date

from tests.models.games.ledger_oracle import Account, SoldLine
from tests.models.games.paying_oracle import Paying
from tests.models.games.pharmacy_oracle import Asked, Why
from tests.models.games.ties.oracle import settled_among

CODE = "7314"

STEPS = {
    ("quote", "open"): {"accept": "accepted", "refuse": "refused", "sell": "sold"},
    ("quote", "accepted"): {"reopen": "open", "refuse": "refused", "sell": "sold"},
    ("preparation", "to_do"): {"finish": "ready", "cancel": "cancelled"},
    ("preparation", "ready"): {"redo": "to_do", "sell": "sold", "cancel": "cancelled"},
    ("order", "ordered"): {"deliver": "delivered", "cancel": "cancelled"},
    ("order", "delivered"): {"undo_delivery": "ordered", "sell": "sold", "cancel": "cancelled"},
}
FIRST = {"quote": "open", "preparation": "to_do", "order": "ordered"}


@dataclass
class Paper:
    """A quote, a preparation or an order. `origin` is the quote of an order."""

    client: int
    kind: str
    state: str
    until: date | None
    lines: list[SoldLine]
    origin: int | None = None


@dataclass
class Invoice:
    """A facture globale: its documents, what they come to, and the billing that moved their debt."""

    client: int
    documents: list[int]
    total: int
    billing: int | None
    deleted: bool = False
    payments: list[int] = field(default_factory=list)


@dataclass
class Papers(Paying):
    """A pharmacy with all its papers."""

    papers: list[Paper] = field(default_factory=list)
    invoices: list[Invoice] = field(default_factory=list)

    def promise(self, client: int, kind: str, lines: Sequence[Asked], until: date | None) -> Why:
        why = self.refused(client) | self.why_not_priced(client, lines)
        if not why:
            priced = self.priced(client, lines)
            if not sum(line.amount for line in priced):
                return {"EmptyDocument"}
            self.papers.append(Paper(client, kind, FIRST[kind], until, priced))
        return why

    def why_not_step(self, which: int, step: str, today: date) -> str:
        """Why a paper may not take a step; nothing where it may."""
        paper = self.papers[which]
        if paper.state == "sold":
            return "AlreadySold"
        if paper.state in ("refused", "cancelled"):
            return "GivenUp"
        if [each for each in self.papers if each.origin == which and each.state != "cancelled"]:
            return "UnderOrder"
        if paper.state == "open" and paper.until and paper.until < today and step != "refuse":
            return "QuoteExpired"
        if step in STEPS[paper.kind, paper.state]:
            return ""
        if step == "sell":
            return "NotReady" if paper.kind == "preparation" else "NotDelivered"
        return "WrongStep"

    def step(self, which: int, step: str, today: date) -> Why:
        paper = self.papers[which]
        why = self.refused(paper.client) | ({self.why_not_step(which, step, today)} - {""})
        if not why:
            paper.state = STEPS[paper.kind, paper.state][step]
        return why

    def order(self, which: int, today: date) -> Why:
        """An order of what a quote promised."""
        quote = self.papers[which]
        why = self.refused(quote.client) | ({self.why_not_step(which, "sell", today)} - {""})
        if not why and self._gone(quote):
            why = {"ProductGone"}
        if not why:
            quote.state = "accepted"
            lines = [SoldLine(line.product, line.quantity, line.amount) for line in quote.lines]
            self.papers.append(Paper(quote.client, "order", "ordered", None, lines, which))
        return why

    def sell_paper(self, which: int, paid: dict[str, int], avoir_used: int, today: date) -> Why:
        paper = self.papers[which]
        why = self.refused(paper.client) | ({self.why_not_step(which, "sell", today)} - {""})
        if why or self._gone(paper):
            return why or {"ProductGone"}
        lines = [SoldLine(line.product, line.quantity, line.amount) for line in paper.lines]
        why = self.record(paper.client, lines, paid, avoir_used, today)
        if not why:
            paper.state = "sold"
        return why

    def _gone(self, paper: Paper) -> bool:
        return any(self.shelf[line.product].withdrawn for line in paper.lines)

    def take_back(
        self, client: int, sale: int, taken: Sequence[tuple[int, int]], mode: str | None, day: date
    ) -> Why:
        invoice = self.invoice_of(client, sale)
        if invoice is not None and invoice.billing is not None:
            return {"BilledToOrganism"} | self.refused(client)
        return super().take_back(client, sale, taken, mode, day)

    def invoice(self, client: int, documents: Sequence[int], to_organism: bool, day: date) -> Why:
        account, why = self.accounts[client], self.refused(client)
        keys = account.by_age(set(documents))
        items = [account.items[key] for key in keys]
        if any(item.kind not in ("sale", "return") for item in items) or any(
            account.reversal_of(key) is not None for key in keys
        ):
            return why | {"CannotInvoice"}
        if any(self.invoice_of(client, key) for key in keys):
            why.add("AlreadyInvoiced")
        total = sum(item.amount for item in items)
        if total <= 0:
            return why | {"NothingToInvoice"}
        if day < items[-1].day:
            why.add("BeforeItsSales")
        if to_organism and not account.insured:
            why.add("NoOrganism")
        if to_organism and any(self._settled_elsewhere(account, key, keys) for key in keys):
            why.add("PartlyPaid")
        if why:
            return why
        billing = None
        if to_organism:
            billing = account.enter("billing", day, -total, organisms=total)
            back = [key for key in keys if account.items[key].amount < 0]
            account.settle([key for key in keys if key not in back], [*back, billing], 10**12)
        self.invoices.append(Invoice(client, keys, total, billing))
        return why

    def settled(self, client: int, key: int) -> bool:
        item = self.accounts[client].items[key]
        return item.open < abs(item.amount)

    def _settled_elsewhere(self, account: Account, key: int, keys: Sequence[int]) -> bool:
        return any(
            key in (pair.debit, pair.credit) and not (pair.debit in keys and pair.credit in keys)
            for pair in account.pairs
        )

    def delete_invoice(self, which: int, code: str, today: date) -> Why:
        invoice = self.invoices[which]
        why = self.refused(invoice.client)
        if code != CODE:
            return {"WrongSecurityCode"}
        if invoice.deleted:
            return {"NoSuchInvoice"}
        if self.collected(invoice):
            why.add("Collected")
        if not why:
            invoice.deleted = True
            if invoice.billing is not None:
                self._take_billing_back(self.accounts[invoice.client], invoice.billing, today)
        return why

    def _take_billing_back(self, account: Account, billing: int, today: date) -> None:
        """With it goes what returns settled of other sales for its sake."""
        together = [pair for pair in account.pairs if pair.request == account.items[billing].request]
        account.unpair([p for p in together if p.credit not in account.returns_of(p.debit)])
        account.reverse(billing, today)

    def collect(self, which: int, amount: int, mode: str, day: date) -> Why:
        invoice = self.invoices[which]
        if invoice.deleted:
            return {"NoSuchInvoice"}
        if invoice.billing is None:
            return {"NotBilled"}
        why = {"DayClosed"} if day in self.closed else set()
        if amount > invoice.total - self.collected(invoice):
            why.add("MoreThanBilled")
        if not why:
            paid = {mode: amount, "organisms": -amount}
            invoice.payments.append(self.house.enter("payment", day, **paid))
        return why

    def collected(self, invoice: Invoice) -> int:
        """What an organism paid of it, payments that were cancelled left out."""
        live = [key for key in invoice.payments if self.house.reversal_of(key) is None]
        return sum(-self.house.items[key].postings["organisms"] for key in live)

    def one(self, client: int, other: int) -> bool:
        """Whether both are one person."""
        return self.accounts[client] is self.accounts[other]

    def invoice_of(self, client: int, key: int) -> Invoice | None:
        live = [each for each in self.invoices if self.one(each.client, client) and not each.deleted]
        return next((each for each in live if key in each.documents), None)

    def why_not_reversed(self, client: int | None, key: int, today: date) -> Why:
        """Why an operation may not be cancelled; `client` None where it is an organism's payment."""
        account = self.house if client is None else self.accounts[client]
        why = set() if client is None else self.refused(client)
        item = account.items[key]
        if account.reversal_of(key) is not None:
            return why | {"AlreadyReversed"}
        if item.kind == "reversal" or item.part_of is not None:
            return why | {"CannotReverse"}
        if item.kind == "sale" and account.returns_of(key):
            why.add("HasReturns")
        discounts = [each for each in (key, *account.parts(key)) if account.items[each].kind == "discount"]
        sales = [pair.debit for pair in account.pairs if pair.credit in discounts]
        if any(account.withdrawn(sale) for sale in sales if sale in account.sold):
            why.add("HasReturns")
        if item.kind == "billing" or (client is not None and self.invoice_of(client, key)):
            why.add("OnAnInvoice")
        if account.discounts_of(key):
            why.add("SettledWithDiscount")
        for pair in account.pairs:
            refund = account.items[pair.debit]
            if pair.credit == key and refund.kind == "refund" and refund.part_of != key:
                why.add("PaidBack")
        moves = [account.items[each].moves_the_till for each in (key, *account.parts(key))]
        if any(moves) and today in self.closed:
            why.add("DayClosed")
        if not why and client is not None:
            why |= self.lost_by(client, lambda after: after.reverse(key, today))
        return why

    def lost(self, client: int, after: Account) -> Why:
        """Besides: what an organism was billed is settled by that very invoice, and by nothing else."""
        why = super().lost(client, after)
        for invoice in self.invoices:
            if self.one(invoice.client, client) and invoice.billing is not None and not invoice.deleted:
                group = {*invoice.documents, invoice.billing}
                if any(settled_among(after, k, group) != abs(after.items[k].amount) for k in group):
                    why.add("BilledToOrganism")
        return why

    def reverse(self, client: int | None, key: int, today: date) -> Why:
        why = self.why_not_reversed(client, key, today)
        if not why:
            (self.house if client is None else self.accounts[client]).reverse(key, today)
        return why

    def cancel(self, client: int, sale: int, with_payment: bool, today: date) -> Why:
        """A sale and, where asked, the payment that was taken together with it."""
        account = self.accounts[client]
        if account.items[sale].kind != "sale":
            return {"NoSuchOperation"}
        why, paid = self.why_not_reversed(client, sale, today), account.paid_at_once(sale)
        both = with_payment and paid is not None
        if both and paid is not None:
            why |= self._why_not_both(client, sale, paid, today)
        if not why:
            account.reverse(sale, today)
            if both and paid is not None:
                account.reverse(paid, today)
        return why

    def _why_not_both(self, client: int, sale: int, payment: int, today: date) -> Why:
        """Why a payment may not be cancelled after its sale was."""
        after = deepcopy(self)
        after.accounts[client].reverse(sale, today)
        return after.why_not_reversed(client, payment, today)

    def close(self, day: date) -> Why:
        if day in self.closed:
            return {"DayClosed"}
        self.closed.add(day)
        return set()

    def reopen(self, day: date) -> Why:
        if day not in self.closed:
            return {"DayOpen"}
        self.closed.remove(day)
        return set()

    def archive(self, client: int, leave_open: bool) -> Why:
        account, why = self.accounts[client], set()
        if account.balance:
            why.add("OwesMoney" if account.balance > 0 else "HasAvoir")
        elif account.credit and not leave_open:
            why.add("AvoirNotUsed")
        else:
            account.archived = True
        return why
