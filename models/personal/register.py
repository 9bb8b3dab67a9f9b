"""All declarations, and the columns without one."""

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
"""The declarations, by table name."""


def undeclared(schema: Mapping[str, Collection[str]]) -> Iterator[tuple[str, str]]:
    """The columns of a schema that have no declaration, each with its table."""
    for table, columns in sorted(schema.items()):
        declared = set(DECLARED[table]) if table in DECLARED else set()
        yield from ((table, column) for column in sorted(set(columns) - declared))
