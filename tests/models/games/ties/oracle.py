"""What rests on a tie, in lists: an account after something was undone, and what of it lost its reason."""

from collections.abc import Iterable, Sequence

from tests.models.games.ledger_oracle import TILL, Account

MONEY = ("payment", "advance", "opening")


def lost(account: Account) -> set[str]:
    """The names of the refusals that an account in this state deserves."""
    why = set()
    for sale in account.sold:
        if account.reversal_of(sale) is None:
            returns = account.returns_of(sale)
            if refunded(account, returns) > paid(account, sale, returns, MONEY):
                why.add("RefundRestsOnIt")
            if given_back(account, sale, returns) > paid(account, sale, returns):
                why.add("ReturnRestsOnIt")
    for discount, settled in account.granted_for.items():
        if account.reversal_of(discount) is None and any(
            between(account, debit, credit) < amount for debit, credit, amount in settled
        ):
            why.add("DiscountRestsOnIt")
    return why


def refunded(account: Account, returns: Sequence[int]) -> int:
    """What was paid back of these returns."""
    return sum(
        pair.amount
        for pair in account.pairs
        if pair.credit in returns and account.items[pair.debit].kind == "refund"
    )


def paid(account: Account, sale: int, returns: Sequence[int], kinds: Sequence[str] = ()) -> int:
    """What settles a sale beside its returns and discounts; of these kinds, where some are named."""
    credits = [(account.items[p.credit].kind, p) for p in account.pairs if p.debit == sale]
    return sum(
        pair.amount
        for kind, pair in credits
        if pair.credit not in returns and kind != "discount" and (not kinds or kind in kinds)
    )


def given_back(account: Account, sale: int, returns: Sequence[int]) -> int:
    """What returns are worth beyond what they settle of their sale and took back of a discount."""
    worth = sum(-account.items[key].amount for key in returns) - account.withdrawn(sale)
    return worth - sum(between(account, sale, key) for key in returns)


def between(account: Account, debit: int, credit: int) -> int:
    return sum(pair.amount for pair in account.pairs if (pair.debit, pair.credit) == (debit, credit))


def settled_among(account: Account, key: int, others: Iterable[int]) -> int:
    """What of an operation is settled by others of a group."""
    group = set(others)
    return sum(p.amount for p in account.pairs if key in (p.debit, p.credit) and {p.debit, p.credit} <= group)


def check_first_principles(account: Account) -> None:
    """What holds of every account, whatever a rule says: no more money went out than came in, and no discount
    is left of goods that all came back."""
    came_in = sum(item.postings.get(mode, 0) for item in account.items for mode in TILL)
    before = sum(item.postings.get("opening", 0) for item in account.items)
    assert came_in + max(before, 0) >= 0, "INV-17"
    for sale, lines in account.sold.items():
        if account.reversal_of(sale) is None and all(
            account.back(line)[0] == line.quantity for line in lines
        ):
            granted = sum(pair.amount for pair in account.discounts_of(sale))
            assert account.withdrawn(sale) == granted, "INV-16, INV-21"
