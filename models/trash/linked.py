"""Which rows about a client are records, that others must be able to find again, and which belong to the
fiche (INV-41).

A client to whom a record is linked is not deleted. What belongs to the fiche goes into the trash with it and
comes back with it; nothing of it is changed meanwhile.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.store.connection import engine


@dataclass(frozen=True, slots=True)
class Records:
    """A table of records: the columns that name a client, and the one that says of which kind a row is."""

    clients: tuple[str, ...] = ("client_id",)
    kind: str = "''"


LINKED: Mapping[str, Records] = {
    "operation": Records(kind="kind"),
    "document": Records(kind="kind"),
    "global_invoice": Records(),
    "invoice": Records(kind="kind"),
    "statement": Records(),
    "message": Records(kind="channel"),
    "campaign_exclusion": Records(),
    "client_merge": Records(("survivor_id", "merged_id")),
    "redaction": Records(),
}
"""The tables of records."""
FOLLOWS: Mapping[str, str] = {
    "posting": "operation",
    "allocation": "operation",
    "client_alias": "client_merge",
    "invoice_draft": "operation",
}
"""Tables whose rows name a client beside a record of theirs, and the table of that record."""
OF_THE_FICHE = frozenset(
    {
        *(
            "client",
            "client_details",
            "client_photo",
            "site",
            "animal",
            "contact",
            "comment",
            "appointment",
            "default_discount",
            "selection_member",
        ),
        # That two fiches are of two persons; both are listed as likely duplicates only while in a list.
        "client_apart",
        # Which import brought a client, or completed them; undoing it leaves alone who is in the trash.
        "imported_client",
        # What was noted of a client, which nothing else names.
        "sheet_entry",
        # What a client said of messages holds for their address, whether or not there is a fiche.
        "consent",
        # Who did what with the fiche, its deletion included.
        "trail",
    }
)
"""The tables of what belongs to the fiche."""


@dataclass(frozen=True, slots=True)
class Linked:
    """How many records of one kind are linked to a client. `kind` is empty where a table has one only."""

    table: str
    kind: str
    count: int


def of(client: int) -> tuple[Linked, ...]:
    """The records that are linked to a client, by kind."""
    return tuple(
        Linked(table, kind, count)
        for table, records in LINKED.items()
        for kind, count in _by_kind(table, records, client)
    )


def _by_kind(table: str, records: Records, client: int) -> Sequence[tuple[str, int]]:
    named = " OR ".join(f"{column} = {int(client)}" for column in records.clients)
    counted = f"SELECT {records.kind}, COUNT(*) FROM {table} WHERE {named} GROUP BY 1 ORDER BY 1"
    rows: Sequence[tuple[str, int]] = engine().run(counted, ()).fetchall()
    return rows


def of_the_trash() -> Iterator[tuple[int, str, int]]:
    """The clients in the trash to whom something is linked all the same: who, in which table, how often."""
    for table, records in LINKED.items():
        for column in records.clients:
            found = engine().run(
                f"SELECT c.id, COUNT(*) FROM client c JOIN {table} r ON r.{column} = c.id "
                "WHERE c.status = 'trashed' GROUP BY c.id ORDER BY c.id",
                (),
            )
            yield from ((client, table, count) for client, count in found.fetchall())
