"""The whole ledger for hledger, a program that recomputes and verifies the balances.

Each client has an account, and the journal ends with the balances that Officine shows, which `hledger
check` compares with its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from locales import formats
from locales.inert import inert
from models.money.ledger.accounts import Account
from models.money.ledger.journal import JournalEntry, JournalPosting
from models.pharmacy.currency import currency_in
from models.values import Centimes

ACCOUNTS = {
    Account.CASH: "assets:till:cash",
    Account.CARD: "assets:till:card",
    Account.CHEQUE: "assets:till:cheque",
    Account.TRANSFER: "assets:till:transfer",
    Account.ORGANISMS: "assets:organisms",
    Account.SALES: "income:sales",
    Account.DISCOUNTS: "expenses:discounts",
    Account.ADJUSTMENTS: "equity:adjustments",
    Account.GIFTS: "expenses:gifts",
    Account.OPENING: "equity:opening balances",
}

_NO_SYNTAX = str.maketrans({";": ",", ":": " ", "[": "(", "]": ")", "|": "/", "\n": " "})
"""Characters with a meaning in an hledger comment: another comment, a tag, a date, a payee."""


def lines(
    entries: Iterable[JournalEntry], clients: Sequence[tuple[int, str, Centimes]], today: date
) -> Iterator[str]:
    """The journal, line by line. `clients` are number, name and the balance that Officine shows."""
    currency = currency_in()
    unit = f"{currency.name.lower()}s"
    yield f"; Officine, {today.isoformat()}. Amounts in {unit}; a client's account is their number."
    yield "decimal-mark ."
    yield f"commodity 1000.00 {currency}"
    yield from (f"account {name}" for name in sorted(ACCOUNTS.values()))
    yield from (f"account {receivable(client)}  ; {_text(name)}" for client, name, _ in clients)
    for entry in entries:
        yield ""
        yield from _entry(entry)
    yield ""
    yield f"{today.isoformat()} * The balances that Officine shows"
    yield from (
        f"    {receivable(client)}  0.00 {currency_in()} = {amount(balance)}"
        for client, _, balance in clients
    )


def receivable(client: int) -> str:
    """The account of a client."""
    return f"assets:receivable:client {client}"


def account(posting: JournalPosting) -> str:
    """The account of a posting."""
    return ACCOUNTS[posting.account] if posting.client is None else receivable(posting.client)


def amount(centimes: Centimes) -> str:
    """`-1250.50 MAD`"""
    return f"{formats.plain_amount(centimes)} {currency_in()}"


def _entry(entry: JournalEntry) -> Iterator[str]:
    yield f"{entry.day.isoformat()} * ({entry.number}) {entry.kind}"
    said = (entry.author, entry.reference, entry.note, entry.reverses)
    names = ("by", "reference", "note", "cancels")
    for name, text in zip(names, said, strict=True):
        if text:
            yield f"    ; {name} {_text(text)}"
    for posting in entry.postings:
        yield f"    {account(posting)}  {amount(posting.amount)}"


def _text(text: str) -> str:
    return inert(text).translate(_NO_SYNTAX)
