"""The tables of custom fields and of the values of their lists."""

from enum import StrEnum

from models.custom_fields.kinds import CustomKind
from models.store.connection import Table
from models.store.fields import BooleanField, ChoiceField, ForeignKeyField, IntegerField, TextField


class CustomRecord(StrEnum):
    """What a custom field is a field of."""

    CLIENT = "client"
    PRODUCT = "product"


class CustomField(Table):
    """A field that the pharmacy added. It is never deleted, as values may be kept in it.

    Attributes:
        record: whether clients or products have it
        name_key: its folded name, which no other field of this record has
        kind: what can be typed into it; it stays as it was made
        position: its place in the order in which the fields of a record are shown
        searchable: whether a search finds a record by its value
        retired: whether it can be filled in no more; its values stay readable
    """

    record = ChoiceField(CustomRecord)
    name = TextField()
    name_key = TextField()
    kind = ChoiceField(CustomKind)
    position = IntegerField()
    searchable = BooleanField(default=False)
    retired = BooleanField(default=False)


class CustomOption(Table):
    """A value of a list. Records keep its id, so that it can be renamed; a retired one is chosen no more."""

    field = ForeignKeyField(CustomField)
    name = TextField()
    name_key = TextField()
    position = IntegerField()
    retired = BooleanField(default=False)
