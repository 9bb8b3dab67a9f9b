"""Reading the custom fields that there are."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from models.custom_fields.kinds import CustomKind
from models.custom_fields.table import CustomField, CustomOption, CustomRecord
from models.store.prepared import Prepared, given


@dataclass(frozen=True, slots=True)
class OptionRow:
    """A value of a list."""

    id: int
    name: str
    retired: bool


@dataclass(frozen=True, slots=True)
class Definition:
    """A custom field, with the values of its list by their ids, in their order."""

    id: int
    record: CustomRecord
    name: str
    kind: CustomKind
    searchable: bool
    retired: bool
    options: Mapping[int, OptionRow] = field(default_factory=dict)


_FIELDS = Prepared(
    lambda: (
        CustomField.select(
            CustomField.id, CustomField.name, CustomField.kind, CustomField.searchable, CustomField.retired
        )
        .where(CustomField.record == given("record"))
        .order_by(CustomField.position, CustomField.id)
    )
)
_OPTIONS = Prepared(
    lambda: (
        CustomOption.select(CustomOption.field, CustomOption.id, CustomOption.name, CustomOption.retired)
        .join(CustomField)
        .where(CustomField.record == given("record"))
        .order_by(CustomOption.position, CustomOption.id)
    )
)


def definitions(record: CustomRecord) -> list[Definition]:
    """All fields of a record in their order, the retired ones too; at most two statements."""
    fields = _FIELDS.tuples(record=str(record))
    options: dict[int, dict[int, OptionRow]] = {}
    for owner, key, name, retired in _OPTIONS.tuples(record=str(record)) if fields else ():
        options.setdefault(owner, {})[key] = OptionRow(key, name, bool(retired))
    return [
        Definition(key, record, name, CustomKind(kind), bool(searchable), bool(retired), options.get(key, {}))
        for key, name, kind, searchable, retired in fields
    ]
