"""The rows of seals. All but the salts are never changed."""

from enum import StrEnum

from peewee import ForeignKeyField as Key

from models.requests.trail import Trail
from models.store.connection import Table
from models.store.fields import ChoiceField, ForeignKeyField, IntegerField, MomentField, TextField


class Occasion(StrEnum):
    """What a seal was made at."""

    TILL = "till"
    BACKUP = "backup"
    DEMAND = "demand"


class Seal(Table):
    """A seal: one digest over all that was written since the seal before it.

    Attributes:
        number: 1, 2, 3 … without a hole.
        at: when it was begun.
        row_count: how many rows it covers.
        previous: the digest of the seal before it, empty for the first one.
        digest: of everything that this row and its tables say, as `sealed_digest` makes it.
    """

    trail = ForeignKeyField(Trail)
    number = IntegerField()
    at = MomentField()
    occasion = ChoiceField(Occasion)
    row_count = IntegerField()
    previous = TextField()
    digest = TextField()


class SealTable(Table):
    """What a seal covers of one table.

    Attributes:
        columns: the columns that it covers, in their order; the key comes first. JSON.
        personal: those of them that entered as salted digests: the last ones. JSON.
        first_key, last_key: the extent, by the first column of the key.
        settled_key: up to this key, no row can be added any more. On SQLite that is `last_key`; on PostgreSQL
            a transaction that was open may still write one whose key is lower.
        root: of the Merkle tree over the digests of its leaves.
    """

    seal = ForeignKeyField(Seal)
    name = TextField()
    columns = TextField()
    personal = TextField()
    first_key = IntegerField()
    last_key = IntegerField()
    settled_key = IntegerField()
    row_count = IntegerField()
    root = TextField()


class SealLeaf(Table):
    """So many rows of a table, one after the other.

    Attributes:
        digest: of these rows; a leaf of the table's Merkle tree.
        keys: the keys of its rows, packed (`packing.pack_keys`): they tell which row is missing.
        marks: a check sum of each row, packed: they tell which row was altered. Only the digest proves it.
    """

    seal_table = ForeignKeyField(SealTable)
    first_key = IntegerField()
    last_key = IntegerField()
    row_count = IntegerField()
    digest = TextField()
    keys = TextField()
    marks = TextField()


class SealSalts(Table):
    """The salts of the personal values of a leaf; that of a value is replaced when the value is redacted."""

    leaf = Key(SealLeaf, primary_key=True)
    salts = TextField()


class SealRedaction(Table):
    """What proves a sealed row after a personal value of it was redacted.

    Attributes:
        trail: the request that redacted it.
        sealed: the digest with which the value entered its seal, whose salt is gone; empty where it was not
            sealed yet.
        renewed: the digest of what stands there since, with a new salt; empty likewise.
    """

    trail = ForeignKeyField(Trail)
    table_name = TextField()
    row_key = IntegerField()
    column_name = TextField()
    sealed = TextField()
    renewed = TextField()
