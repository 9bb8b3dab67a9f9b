"""The columns of the client list."""

from locales import N_, formats
from locales.words import ledger as words
from locales.words.clients import BADGES, listed_name
from models.people.clients.badges import badges
from models.people.clients.listing import ClientRow
from models.values import Centimes
from tui.widgets.columns import Column


def balance_amount(centimes: Centimes) -> str:
    """The amount without its sign, which a word says; a dim dash for 0."""
    return formats.amount(abs(centimes)) if centimes else "–"


def balance_style(centimes: Centimes) -> str:
    """Which of the styles of a list a balance has."""
    if centimes > 0:
        return "owes"
    return "credit" if centimes < 0 else "quiet"


def _signs(row: ClientRow) -> str:
    """A sign for each badge: the gravest ones, then `+` if there are more than fit."""
    signs = "".join(BADGES[badge][0] for badge in badges(row))
    return signs if len(signs) <= _SIGNS else f"{signs[: _SIGNS - 1]}+"


def _name(row: ClientRow) -> str:
    return listed_name(row.last_name, similar=row.similar, by_contact=row.contact is not None)


def columns(*, categories: bool) -> list[Column[ClientRow]]:
    """The columns of the list, with the category of a client while categories are in use."""
    return _WITH_CATEGORY if categories else COLUMNS


_SIGNS = 3
"""The cells of the signs."""

COLUMNS: list[Column[ClientRow]] = [
    Column("badges", "", _signs, _SIGNS, needs=50, style=lambda row: "warns"),
    Column("name", N_("Last name"), _name, 16, grows=3, sortable=True),
    Column("first_name", N_("First name"), lambda row: row.first_name, 12, needs=40, grows=2, sortable=True),
    Column("phone", N_("Phone"), lambda row: formats.phone(row.phone), 17, needs=66, sortable=True),
    Column("email", N_("E-mail"), lambda row: row.email, 22, needs=108, grows=2, sortable=True),
    Column("organism", N_("Organism"), lambda row: row.organism, 12, needs=78, grows=1, sortable=True),
    Column(
        "registration_number",
        N_("Registration"),
        lambda row: row.registration_number,
        15,
        needs=118,
        sortable=True,
    ),
    Column("id", N_("No."), lambda row: str(row.id), 7, needs=164, right=True),
    Column("code", N_("Code"), lambda row: row.code, 15, needs=154, sortable=True),
    Column(
        "balance",
        N_("Balance"),
        lambda row: balance_amount(row.balance),
        18,
        needs=26,
        right=True,
        lead=lambda row: words.side(row.balance),
        style=lambda row: balance_style(row.balance),
        sortable=True,
        largest_first=True,
    ),
]
_CATEGORY: Column[ClientRow] = Column(
    "category",
    N_("Category"),
    lambda row: row.category,
    12,
    needs=138,
    grows=1,
    style=lambda row: row.colour or "plain",
)
_WITH_CATEGORY = [*COLUMNS[:6], _CATEGORY, *COLUMNS[6:]]
