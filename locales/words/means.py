"""How something was paid, in words."""

from locales.words.ledger import mode, operation
from models.money.ledger.accounts import Account, OperationKind


def means(modes: tuple[Account, ...], kind: OperationKind) -> str:
    """How something was paid; what it is, where no money came in."""
    return operation(kind) if kind is OperationKind.REFUND or not modes else ways(modes)


def ways(modes: tuple[Account, ...]) -> str:
    """How money came in or went out."""
    return " + ".join(map(mode, modes))
