"""The declarations of all tables, and what nobody declared."""

from collections.abc import Collection, Iterator, Mapping

from models.personal import money, outbox, people, requests, trade
from models.personal.kinds import TableDeclaration

DECLARED: Mapping[str, TableDeclaration] = {
    **people.TABLES,
    **requests.TABLES,
    **money.TABLES,
    **trade.TABLES,
    **outbox.TABLES,
}
"""By the name of the table."""


def undeclared(schema: Mapping[str, Collection[str]]) -> Iterator[tuple[str, str]]:
    """The table and name of each column that is in a schema and that nobody declared."""
    for table, columns in sorted(schema.items()):
        declared = set(DECLARED[table]) if table in DECLARED else set()
        yield from ((table, column) for column in sorted(set(columns) - declared))
