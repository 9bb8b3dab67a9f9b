"""What the fiche calls things."""

from locales import N_, formats
from locales.words import ledger as words
from models.money.ledger.accounts import Account, OperationKind
from models.people.clients.table import ClientStatus
from models.trade.statements.content import StatementDetail

STANDINGS = {
    ClientStatus.ACTIVE: "",
    ClientStatus.SLEEPING: N_("Sleeping"),
    ClientStatus.ARCHIVED: N_("Archived"),
}
DETAILS = {
    StatementDetail.SIMPLIFIED: N_("Simplified"),
    StatementDetail.DETAILED: N_("Detailed"),
}


def amount(centimes: int) -> str:
    """An amount in a list; nothing is a quiet dash."""
    return formats.amount(centimes) if centimes else "–"


def means(modes: tuple[Account, ...], kind: OperationKind) -> str:
    """How something was paid; what it is, where no money came in."""
    return words.operation(kind) if kind is OperationKind.REFUND or not modes else ways(modes)


def ways(modes: tuple[Account, ...]) -> str:
    """How money came in or went out."""
    return " + ".join(words.mode(mode) for mode in modes)
