"""Checks that each column holds values of its type, and that no row is missing between two others.

A damaged file, or a table that lost its STRICT, can hold text where a number belongs, and every other check
would fail there. The types come from the Peewee classes, so a new column needs nothing here.
"""

from collections.abc import Iterator
from itertools import compress
from typing import Any

from peewee import BlobField, BooleanField, Field, ForeignKeyField, IntegerField, TextField

from models.doctor.fault import Check, Fault
from models.refusals import N_
from models.store.connection import Table, engine
from models.store.engines.sqlite import SqliteEngine
from models.store.fields import ChoiceField, DayField, EnteredAmountField, MomentField
from models.values import LARGEST

CHUNK = 20_000
MAY_SHRINK = frozenset(
    {
        "animal",
        "client_apart",
        "client_details",
        "client_photo",
        "draft",
        "default_discount",
        "list_price",
        "price_break",
        "cross_discount_rate",
        "alcohol_tax",
        "selection",
        "vat_rate",
    }
)
"""Tables whose rows verbs may delete. Nothing is ever deleted from the others."""

_UNREADABLE = N_("Row {row} of {table} holds text that is no UTF-8.")
_WRONG = N_("Row {row} of {table} holds in {column} what cannot be there.")
_TOO_LARGE = N_("Row {row} of {table} holds the amount {amount}: no verb takes as much.")
_DRIVES = N_("Row {row} of {table} holds in {column} signs that no text may have.")
_SIGNS = "\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029"
"""Control characters but tab and line breaks, and the line breaks of Unicode, as ranges of a class: a
list of them one by one took several times as long to look for.
"""
_STRANGERS = frozenset({"message", "receipt", "incoming_text", "draft"})
"""Tables with texts from gateways and clients, stored unchanged, and with drafts."""
_HOLES = N_("Rows of {table} were removed: there are {count}, and the last one is the {last}th.")


def tables() -> list[type[Table]]:
    """The class of every table, by name."""
    found, left = [], list(Table.__subclasses__())
    while left:
        each = left.pop()
        left += each.__subclasses__()
        found.append(each)
    return sorted(found, key=name_of)


def name_of(table: type[Table]) -> str:
    """The name of a table in the database."""
    return str(table._meta.table_name)


def every_value_is_of_its_kind() -> Iterator[Fault]:
    """Numbers are numbers, days are days, and an enum column has only values of its enum."""
    kinds = _in_sqlite if isinstance(engine(), SqliteEngine) else _in_postgres
    for table in tables():
        name = name_of(table)
        wrong = {field.column_name: kinds(field) for field in table._meta.sorted_fields}
        wrong = {column: text for column, text in wrong.items() if text}
        if not wrong:
            continue
        which = " ".join(f"WHEN {text} THEN '{column}'" for column, text in wrong.items())
        rows = engine().database.execute_sql(
            f"SELECT {_key(table)}, CASE {which} END FROM {name} WHERE {' OR '.join(wrong.values())}"
        )
        for row, column in rows:
            yield Fault("values", _WRONG, {"row": row, "table": name, "column": column})


def no_amount_is_too_large() -> Iterator[Fault]:
    """No entered amount or line exceeds the largest amount, so that any sum fits a 64-bit integer."""
    for table in tables():
        for field in table._meta.sorted_fields:
            if isinstance(field, EnteredAmountField):
                name = field.column_name
                rows = engine().database.execute_sql(
                    f"SELECT {_key(table)}, {name} FROM {name_of(table)} WHERE {name} NOT BETWEEN "
                    f"{-LARGEST} AND {LARGEST}"
                )
                for row, amount in rows:
                    figures = {"row": row, "table": name_of(table), "amount": amount}
                    yield Fault("INV-01", _TOO_LARGE, figures)


def _key(table: type[Table]) -> str:
    if isinstance(engine(), SqliteEngine) and not table._meta.without_rowid:
        return "rowid"
    return f"CAST({table._meta.get_primary_keys()[0].column_name} AS TEXT)"


def _in_sqlite(field: Field) -> str:
    """The condition under which SQLite holds a value of another type in this column."""
    name = f'"{field.column_name}"'
    if _is_text_key(field):
        wrong = f"typeof({name}) <> 'text'"
    elif isinstance(field, DayField):
        wrong = f"typeof({name}) <> 'text' OR {name} IS NOT date({name}, '+0 days') OR {name} < '0001'"
    elif isinstance(field, MomentField):
        shape = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-9][0-9]:[0-9][0-9]:[0-9][0-9].*"
        wrong = (
            f"typeof({name}) <> 'text' OR {name} NOT GLOB '{shape}' OR length({name}) <> 26 "
            f"OR substr({name}, 1, 10) IS NOT date({name}, '+0 days') OR time({name}) IS NULL "
            f"OR {name} < '0001'"
        )
    elif isinstance(field, ChoiceField):
        wrong = _not_listed(field)
    elif isinstance(field, TextField):
        wrong = f"typeof({name}) <> 'text'"
    elif isinstance(field, BlobField):
        wrong = f"typeof({name}) <> 'blob'"
    elif isinstance(field, BooleanField):
        wrong = f"typeof({name}) <> 'integer' OR {name} NOT IN (0, 1)"
    else:
        wrong = f"typeof({name}) <> 'integer'"
    return f"({name} IS NOT NULL AND ({wrong}))" if field.null else f"({name} IS NULL OR {wrong})"


def _is_text_key(field: Field) -> bool:
    """Whether it names a row of a table whose key is a text."""
    return isinstance(field, ForeignKeyField) and isinstance(field.rel_field, TextField)


def _in_postgres(field: Field) -> str:
    """The same for PostgreSQL. Its columns hold only their type, but its dates can be before the year 1 or
    infinite, which Python cannot represent.
    """
    name = f'"{field.column_name}"'
    missing = "" if field.null else f"{name} IS NULL OR "
    if isinstance(field, DayField | MomentField):
        return f"({missing}{name} NOT BETWEEN '0001-01-02' AND '9999-12-30')"
    return f"({missing}{_not_listed(field)})" if isinstance(field, ChoiceField) else missing[:-4]


def _not_listed(field: ChoiceField[Any]) -> str:
    listed = ", ".join(f"'{value}'" for value in field.enum)
    return f'"{field.column_name}" NOT IN ({listed})'


def every_text_can_be_read() -> Iterator[Fault]:
    """Every text is valid UTF-8. SQLite stores any bytes, and others could not even be shown."""
    if not isinstance(engine(), SqliteEngine):
        return  # PostgreSQL refuses invalid UTF-8 itself.
    for table in tables():
        columns = [f'"{field.column_name}"' for field in table._meta.sorted_fields if _is_text(field)]
        if columns:
            yield from _unreadable(name_of(table), columns)


def _is_text(field: Field) -> bool:
    return isinstance(field, TextField | DayField | MomentField)


def _unreadable(table: str, columns: list[str]) -> Iterator[Fault]:
    """Reads a whole chunk at once, and row by row only where that fails."""
    together = " || char(10) || ".join(f"coalesce({column}, '')" for column in columns)
    page = (
        f"SELECT rowid AS row, {together} AS words FROM {table} WHERE rowid > ? ORDER BY rowid LIMIT {CHUNK}"
    )
    run, last = engine().database.execute_sql, -(1 << 63)
    while True:
        chunk = run(f"SELECT max(row), CAST(group_concat(words, char(10)) AS BLOB) FROM ({page})", (last,))
        top, words = chunk.fetchone()
        if top is None:
            return
        if not _is_utf8(words):
            for row, bytes_ in run(f"SELECT row, CAST(words AS BLOB) FROM ({page})", (last,)):
                if not _is_utf8(bytes_):
                    yield Fault("values", _UNREADABLE, {"row": row, "table": table})
        last = top


def _is_utf8(text: bytes) -> bool:
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True


def no_text_drives_a_terminal() -> Iterator[Fault]:
    """INV-44: no text has the control characters that verbs refuse, so it can be
    shown and printed unchanged.
    """
    like, named = ("GLOB", f"*[{_SIGNS}]*") if isinstance(engine(), SqliteEngine) else ("~", f"[{_SIGNS}]")
    run, mark = engine().database.execute_sql, engine().database.param
    for table in filter(lambda table: name_of(table) not in _STRANGERS, tables()):
        texts = [field.column_name for field in table._meta.sorted_fields if _is_free_text(field)]
        if not texts:
            continue
        # All texts of a row are looked through at once, and one by one only where one of them is wrong.
        together = " || ".join(f"coalesce(\"{column}\", '')" for column in texts)
        each = ", ".join(f'"{column}" {like} {mark}' for column in texts)
        asked = f"SELECT {_key(table)}, {each} FROM {name_of(table)} WHERE ({together}) {like} {mark}"
        for row, *wrong in run(asked, [named] * (len(texts) + 1)):
            for column in compress(texts, wrong):
                yield Fault("INV-44", _DRIVES, {"row": row, "table": name_of(table), "column": column})


def _is_free_text(field: Field) -> bool:
    return isinstance(field, TextField) and not isinstance(field, ChoiceField)


def no_row_was_removed() -> Iterator[Fault]:
    """INV-03: row ids have no hole. SQLite counts without one, as a transaction locks the whole
    file; PostgreSQL may skip ids.
    """
    if not isinstance(engine(), SqliteEngine):
        return
    for table in tables():
        key = table._meta.primary_key
        if not isinstance(key, IntegerField) or key.name != "id" or name_of(table) in MAY_SHRINK:
            continue
        counted = f"SELECT COUNT(*), COALESCE(MAX(id), 0) FROM {name_of(table)}"
        count, last = engine().database.execute_sql(counted).fetchone()
        if count != last:
            yield Fault("INV-03", _HOLES, {"table": name_of(table), "count": count, "last": last})


CHECKS: tuple[Check, ...] = (
    every_value_is_of_its_kind,
    no_amount_is_too_large,
    every_text_can_be_read,
    no_text_drives_a_terminal,
    no_row_was_removed,
)
