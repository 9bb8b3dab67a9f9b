"""INV-03: a row that is never changed loses what is personal alone, while a redaction is under way."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from models.personal.kinds import Personal, PersonalInside
from models.personal.register import DECLARED
from models.requests.actors import SHELL
from models.requests.by import By, new_key
from models.seals import verbs as sealing
from models.seals.table import Occasion
from models.store import connection, opening
from models.store.engines.engine import Engine
from tests.version_0_1.conftest import base

__all__ = ["base"]
FREE = {
    "message": frozenset(
        {"id", "state", "attempts", "refusals", "next_try", "worker", "worker_until", "gateway"}
        | {"gateway_id", "cause", "words", "left_at", "ended_at"}
    ),
    "campaign": frozenset({"id", "state", "ended"}),
    "redaction": frozenset({"id", "state"}),
}
"""What is not frozen of a row that moves forward; its number is held by the rows that name it."""
MAY_CHANGE = frozenset(
    {"setting", "document_number", "staff", "organism", "client", "draft", "category", "product", "vat"}
    | {
        "client_category",
        "custom_field",
        "custom_option",
        "client_details",
        "client_apart",
        "animal",
        "animal_kind",
        "site",
        "site_contact",
        "site_word",
        "contact",
        "contact_word",
        "seal_salts",
        "vat_rate",
        "default_discount",
        "price_list",
        "list_price",
        "price_break",
        "cross_discount",
        "cross_discount_rate",
        "alcohol_tax",
        "template",
        "reference",
        "sheet_term",
        "appointment",
        "selection",
        "selection_member",
        "client_search",
        "client_alias",
        "client_photo",
        "stored_file",
    }
)
SINCE_0_1 = (
    "INSERT INTO incoming_text (trail_id, at, channel, sender, body, stopped) "
    "VALUES (1, '2026-01-01 00:00:00.000000', 'sms', '+212612345678', 'arretez svp', FALSE)",
    "INSERT INTO incoming_decision (incoming_id, trail_id, stopped) VALUES (1, 1, FALSE)",
    "INSERT INTO period_closing (trail_id, first_day, last_day) VALUES (1, '2020-01-01', '2020-12-31')",
    "INSERT INTO period_reopening (closing_id, trail_id, reason) VALUES (1, 1, 'too early')",
    "INSERT INTO seal_redaction (trail_id, table_name, row_key, column_name, sealed, renewed) "
    "VALUES (1, 'sale', 1, 'contact', 'a', 'b')",
    "INSERT INTO redaction (trail_id, client_id, state) VALUES (2, 1, 'done')",
    "INSERT INTO client_merge (trail_id, survivor_id, merged_id, status) VALUES (1, 1, 2, 'active')",
    "INSERT INTO client_merge_undoing (merge_id, trail_id) VALUES (1, 2)",
    "INSERT INTO animal (client_id, name, birth_date, note, active) "
    "VALUES (1, 'Rex', '2020-01-01', '', TRUE)",
    "INSERT INTO contact (client_id, relation_id, last_name, first_name, name_key, mobile, phone, email, "
    "note, active) VALUES (1, (SELECT min(id) FROM reference), 'Alami', '', 'alami', '', '', '', '', TRUE)",
    "INSERT INTO attribution (trail_id, operation_id, contact_id, kind, day) "
    "SELECT 1, id, 1, kind, value_date FROM operation ORDER BY id LIMIT 1",
    "INSERT INTO statement (trail_id, client_id, number, start_day, end_day, detail, last_operation, "
    "last_allocation, parties, opening, closing, grouping, last_attribution, contacts) SELECT 2, client_id, "
    "'R-X', start_day, end_day, detail, last_operation, last_allocation, parties, opening, closing, "
    "'contacts', 1, '[[1, \"Alami\"]]' FROM statement ORDER BY id LIMIT 1",
    "INSERT INTO sale_line (sale_id, position, product_id, label, quantity, unit_price, discount, "
    "discount_reason, vat_rate, amount, net_price, net) SELECT sale_id, 99, product_id, label, quantity, "
    "unit_price, discount, discount_reason, vat_rate, amount, 1, 1 FROM sale_line ORDER BY id LIMIT 1",
    "INSERT INTO document_line (document_id, position, product_id, label, quantity, unit_price, discount, "
    "discount_reason, vat_rate, amount, net_price, net) SELECT document_id, 99, product_id, label, quantity, "
    "unit_price, discount, discount_reason, vat_rate, amount, 1, 1 FROM document_line ORDER BY id LIMIT 1",
    "INSERT INTO return_line (return_id, position, sale_line_id, quantity, amount, net) "
    "SELECT return_id, 99, sale_line_id, quantity, amount, 1 FROM return_line ORDER BY id LIMIT 1",
    "INSERT INTO document_attribution (trail_id, document_id, contact_id, kind, day) "
    "SELECT 1, id, 1, kind, day FROM document ORDER BY id LIMIT 1",
    "INSERT INTO sale_animal (trail_id, sale_id, position, animal_id) "
    "SELECT 1, min(operation_id), 0, 1 FROM sale",
    "INSERT INTO import_batch (trail_id, subject) VALUES (1, 'clients')",
    "INSERT INTO imported_client (batch_id, client_id, edit_id) VALUES (1, 1, 2)",
    "INSERT INTO imported_product (batch_id, product_id, changes) VALUES (1, 1, '{}')",
    "INSERT INTO comment (trail_id, client_id, remark) VALUES (1, 1, 'vient le vendredi')",
    "INSERT INTO import_undoing (batch_id, trail_id) VALUES (1, 2)",
    "INSERT INTO sheet_term (level, name, name_key, position) VALUES ('theme', 'a', 'a', 1)",
    "INSERT INTO appointment (uid, client_id, day, start, minutes, subject, staff_id, status) "
    "VALUES ('a', 1, '2026-11-30', 600, 30, 'Vaccin', 1, 'kept')",
    """INSERT INTO delivery (document_id, place) SELECT min(id), '{"name": "Dépôt", "address": ["4, bd B"],
    "contact": "Sebti", "phone": "+212612345678", "courier": "Brahim"}' FROM document""",
    "INSERT INTO document_step (document_id, trail_id, state, reason, received_by, received_on, received_at) "
    "SELECT min(id), 2, 'delivered', 'une boîte abîmée', 'Sebti', '2026-11-12', 600 FROM document",
    "INSERT INTO appointment_reminder (trail_id, message_id, appointment_id, day, start) "
    "SELECT 1, min(id), 1, '2026-11-30', 600 FROM message",
    "INSERT INTO sheet_entry (trail_id, client_id, author_id, criterion_id, value) "
    "VALUES (1, 1, 1, 1, '40 ml')",
    "INSERT INTO invoice (trail_id, kind, number, day, due, client_id, operation_id, total, parties, terms) "
    "SELECT 1, 'invoice', 'FA-X', day, day, client_id, (SELECT min(operation_id) FROM sale), 1, parties, "
    "'{}' FROM document ORDER BY id LIMIT 1",
    "INSERT INTO invoice_draft (trail_id, kind, client_id, operation_id, payment_mode) "
    "SELECT 1, 'invoice', client_id, operation_id, 'card' FROM invoice",
    "INSERT INTO invoice_draft_drop (draft_id, trail_id) VALUES (1, 1)",
    "INSERT INTO invoice_sending (trail_id, invoice_id, means) VALUES (1, 1, 'hand')",
)


@contextmanager
def filled(base: Any) -> Iterator[Engine]:
    """A base that holds a row of everything that 0.1 could write, and of what it could not."""
    opened = opening.open_database(base)
    sealing.seal(Occasion.DEMAND, by=By(SHELL, new_key()))
    for statement in SINCE_0_1:
        opened.database.execute_sql(statement)
    yield opened
    connection.close()


@pytest.fixture
def engine(base: Any) -> Iterator[Engine]:
    with filled(base) as opened:
        yield opened


def never_changed(engine: Engine) -> Iterator[tuple[str, str]]:
    """Each column of each table that no verb changes."""
    for table in sorted(DECLARED.keys() - MAY_CHANGE):
        for column in engine.columns()[table]:
            if column not in FREE.get(table, ()):
                yield table, column


def test_every_table_is_tried(engine: Engine) -> None:
    tables = DECLARED.keys() - MAY_CHANGE
    assert [table for table in tables if run(f"SELECT count(*) FROM {table}") == [(0,)]] == []


def test_outside_of_a_redaction_nothing_is_changed(engine: Engine) -> None:
    """Not even what is personal, and not to its blank."""
    for table, column in never_changed(engine):
        refused(engine, table, column, other(engine, table, column))
        for row, blank in blanks(table, column):
            refused(engine, table, column, blank, row)


def test_a_redaction_changes_what_is_personal_to_its_blank_and_nothing_else(engine: Engine) -> None:
    with under_way():
        for table, column in never_changed(engine):
            refused(engine, table, column, other(engine, table, column))
            for row, blank in blanks(table, column):
                passes(table, column, blank, row)


def test_inside_of_json_only_what_is_personal_becomes_its_blank(engine: Engine) -> None:
    """Another name, another figure, a key less, a key more: each is refused."""
    with under_way():
        for table, column in never_changed(engine):
            declared = DECLARED[table][column]
            if not isinstance(declared, PersonalInside):
                continue
            row, text = first_with(table, column, declared)
            for changed in forged(json.loads(text), declared):
                refused(engine, table, column, json.dumps(changed, ensure_ascii=False), row)
            for path in declared.parts(text):
                one = declared.blanked(text, [path])
                assert (one != text) == bool(declared.parts(text)[path])
                passes(table, column, one, row)
            passes(table, column, declared.blanked(text), row)


def test_a_redaction_that_is_done_lets_nothing_pass_any_more(engine: Engine) -> None:
    with under_way():
        engine.database.execute_sql("UPDATE redaction SET state = 'done' WHERE state = 'under_way'")
        refused(engine, "operation", "note", "–")
        with pytest.raises(engine.errors), engine.database.atomic():
            engine.database.execute_sql("UPDATE redaction SET state = 'under_way'")


def test_an_empty_value_stays_empty(engine: Engine) -> None:
    """It says nothing of anybody; and a document that names no reason gets none."""
    with under_way():
        row = run("SELECT min(id) FROM document_step WHERE reason = ''")[0][0]
        refused(engine, "document_step", "reason", "–", row)


@contextmanager
def under_way() -> Iterator[None]:
    """A redaction by the first request of all; nothing of it stays."""
    with connection.engine().database.atomic() as opened:
        connection.engine().database.execute_sql(
            "INSERT INTO redaction (trail_id, client_id, state) VALUES (1, 1, 'under_way')"
        )
        yield
        opened.rollback()


def run(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    database = connection.engine().database
    marks = sql.replace("?", database.param)
    return list(database.execute_sql(marks, values).fetchall())


def key_of(table: str) -> str:
    keys = {"sale": "operation_id", "sale_return": "operation_id", "till_held": "operation_id"}
    keys["delivery"] = "document_id"
    named = {"global_invoice_deletion": "invoice_id", "global_invoice_payment": "operation_id"}
    closed = {"till_reopening": "closing_id", "period_reopening": "closing_id", "import_undoing": "batch_id"}
    rest = {"incoming_decision": "incoming_id", "number_prefix": "prefix", "client_merge_undoing": "merge_id"}
    return {**keys, **named, **closed, **rest}.get(table, "id")


def row_of(table: str, column: str) -> Any:
    """A row in which this column says something, where there is one."""
    key, shown = key_of(table), f"CAST({column} AS TEXT)"
    return run(
        f"SELECT {key} FROM {table} ORDER BY ({column} IS NOT NULL AND {shown} <> '') DESC, {key} LIMIT 1"
    )[0][0]


def other(engine: Engine, table: str, column: str) -> Any:
    """Another value that the column could hold."""
    value = run(f"SELECT {column} FROM {table} WHERE {key_of(table)} = ?", row_of(table, column))[0][0]
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(DECLARED[table][column], PersonalInside):
        return '{"other": 1}'
    if value is None:
        return 1 if column.endswith("_id") else "2026-01-01"
    return f"{value}x" if isinstance(value, str) and not is_day(value) else "2026-01-02 03:04:05"


def is_day(value: str) -> bool:
    return value[:2] == "20" and value[4:5] == "-"


def blanks(table: str, column: str) -> Iterator[tuple[Any, Any]]:
    """A row in which the column says something personal, and its blank; nothing where there is none."""
    declared = DECLARED[table][column]
    row = row_of(table, column)
    (value,) = run(f"SELECT {column} FROM {table} WHERE {key_of(table)} = ?", row)[0]
    if isinstance(declared, Personal) and value:
        yield row, declared.blank_of(row)
    if isinstance(declared, PersonalInside):
        row, text = first_with(table, column, declared)
        yield row, declared.blanked(text)


def first_with(table: str, column: str, declared: PersonalInside) -> tuple[Any, str]:
    """A row whose JSON holds something personal."""
    for row, text in run(f"SELECT {key_of(table)}, {column} FROM {table} ORDER BY 1"):
        if any(declared.parts(text).values()):
            return row, text
    raise AssertionError(f"nothing personal in {table}.{column}")


def forged(whole: dict[str, Any], declared: PersonalInside) -> Iterator[dict[str, Any]]:
    """What somebody might try under the cover of a redaction."""
    path = next(iter(declared.parts(json.dumps(whole))))
    yield {**whole, "more": 1}
    yield {name: value for name, value in whole.items() if name != path[0]}
    changed = json.loads(json.dumps(whole))
    holder = changed
    for name in path[:-1]:
        holder = holder[name]
    holder[path[-1]] = "Somebody Else"
    yield changed
    for name, value in whole.items():
        if not any(place[0] == name for place in declared.at):
            yield {**whole, name: [value]}


def refused(engine: Engine, table: str, column: str, value: Any, row: Any = None) -> None:
    row = row_of(table, column) if row is None else row
    before = run(f"SELECT {column} FROM {table} WHERE {key_of(table)} = ?", row)
    with pytest.raises(engine.errors) as error, engine.database.atomic():
        run_change(table, column, value, row)
    assert "append-only" in str(error.value) or "may not change so" in str(error.value), (table, column)
    assert run(f"SELECT {column} FROM {table} WHERE {key_of(table)} = ?", row) == before


def passes(table: str, column: str, value: Any, row: Any) -> None:
    with connection.engine().database.atomic() as saved:
        run_change(table, column, value, row)
        assert run(f"SELECT {column} FROM {table} WHERE {key_of(table)} = ?", row) == [(value,)]
        saved.rollback()


def run_change(table: str, column: str, value: Any, row: Any) -> None:
    database = connection.engine().database
    database.execute_sql(
        f"UPDATE {table} SET {column} = {database.param} WHERE {key_of(table)} = {database.param}",
        (value, row),
    )
