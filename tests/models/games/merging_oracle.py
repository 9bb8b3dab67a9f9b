"""Two accounts in lists that become one, and one that is taken apart again: the same items, counted anew."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tests.models.games.ledger_oracle import Account, Grant, Item, Pair
from tests.models.games.papers_oracle import Papers

Numbers = Mapping[int, int]
"""By its number in an account: the number of an item in another."""


@dataclass
class Joined:
    """A merge that stands: into whom, since which request, how many papers there were, and how both were."""

    survivor: int
    request: int
    papers: int
    invoices: int
    was: tuple[Account, Account]
    """Without items: what of the survivor and of the merged fiche was agreed."""
    discounts: tuple[int, dict[str, int]] = field(default=(0, {}))


def assembled(like: Account, items: Sequence[tuple[Account, int]]) -> tuple[Account, dict[int, Numbers]]:
    """An account of these items of others, in this order, with all that stands between them; and where each
    item went, by the account that it was in.
    """
    went: dict[int, dict[int, int]] = {}
    for new, (account, old) in enumerate(items):
        went.setdefault(id(account), {})[old] = new
    made = replace(like, items=[], pairs=[], sold={}, grants={}, granted_for={})
    made.items = [_numbered(account.items[old], went[id(account)]) for account, old in items]
    for account in {id(account): account for account, _ in items}.values():
        _bring(account, made, went[id(account)])
        made.request = max(made.request, account.request)
    return made, dict(went)


def _numbered(item: Item, to: Numbers) -> Item:
    part_of = None if item.part_of is None else to[item.part_of]
    return replace(item, part_of=part_of, reverses=None if item.reverses is None else to[item.reverses])


def _bring(account: Account, made: Account, to: Numbers) -> None:
    for pair in account.pairs:
        if pair.debit in to and pair.credit in to:
            made.pairs.append(Pair(to[pair.debit], to[pair.credit], pair.amount, pair.request))
    for sale in account.sold.keys() & to.keys():
        made.sold[to[sale]] = [
            replace(line, back=[(to[key], much, worth) for key, much, worth in line.back if key in to])
            for line in account.sold[sale]
        ]
    for sale in account.grants.keys() & to.keys():
        kept = [grant for grant in account.grants[sale] if grant.discount in to]
        made.grants[to[sale]] = [Grant(to[grant.discount], grant.open, grant.request) for grant in kept]
    for discount in account.granted_for.keys() & to.keys():
        made.granted_for[to[discount]] = [
            (to[debit], to[credit], amount)
            for debit, credit, amount in account.granted_for[discount]
            if debit in to and credit in to
        ]


def renumber(oracle: Papers, places: Iterable[int], went: Mapping[int, Numbers], before: Account) -> None:
    """The documents of the invoices at these places, as they are numbered from now on."""
    to = went.get(id(before), {})
    for place in places:
        invoice = oracle.invoices[place]
        invoice.documents = [to[key] for key in invoice.documents if key in to]
        invoice.billing = None if invoice.billing is None else to.get(invoice.billing)


def tied(account: Account, side: set[int], since: int) -> bool:
    """Whether anything settles or returns from one side to the other, or on one side by a later request."""
    settles = any(
        (pair.debit in side) != (pair.credit in side) or (pair.debit in side and pair.request > since)
        for pair in account.pairs
    )
    return settles or any(set(account.returns_of(sale)) - side for sale in side & account.sold.keys())


def cancelled_since(account: Account, side: set[int]) -> bool:
    """Whether something of this side was cancelled from the other."""
    return any(
        key not in side and item.reverses is not None and item.reverses in side
        for key, item in enumerate(account.items)
    )


def newer(account: Account, survivor: int, since: int) -> bool:
    """Whether anything that stands was entered for the survivor since this request."""
    return any(
        item.fiche == survivor
        and item.request > since
        and item.kind != "reversal"
        and account.reversal_of(key) is None
        for key, item in enumerate(account.items)
    )
