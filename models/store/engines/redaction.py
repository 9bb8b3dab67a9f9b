"""The condition under which an append-only row may change: a personal value becomes its blank.

Written once for both engines, which spell its parts differently. It is in triggers on UPDATE only, so
inserting a row costs no more.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

Path = tuple[str, ...]
Blank = str | Mapping[Path, Any]
"""The blank of a text, where `{id}` is the number of the row; or those inside of JSON, by where they are."""


class Words(Protocol):
    """How an engine says the parts of the condition."""

    same: str
    """Between two values that are the same, also where both are missing."""

    def replaced(self, column: str, blanks: Mapping[Path, Any]) -> str:
        """The JSON of a column with these blanks in the places that it has."""

    def value(self, column: str, path: Path) -> str:
        """What the JSON of a column holds at a place."""

    def blank(self, value: Any) -> str:
        """A blank, as `value` would answer it."""


def in_sqlite(
    table: str, columns: Iterable[str], blanks: Mapping[str, Blank], frozen: Sequence[str]
) -> list[str]:
    """The statements of `Engine.redactable`; `columns` are all that the table has."""
    name = f"{table}_stays_as_written" if frozen else f"{table}_refuses_UPDATE"
    event = f"UPDATE OF {', '.join(frozen)}" if frozen else "UPDATE"
    why = f"{table}: this may not change so" if frozen else f"{table} is append-only"
    allowed = nothing_but_blanks(frozen or columns, blanks, InSqlite())
    return [
        f"DROP TRIGGER {name}",
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN NOT ({_UNDER_WAY} AND {allowed}) "
        f"BEGIN SELECT RAISE(ABORT, '{why}'); END",
    ]


def in_postgres(
    table: str, columns: Iterable[str], blanks: Mapping[str, Blank], frozen: Sequence[str]
) -> list[str]:
    """The same there, where the condition of a trigger may ask no table and so asks a function."""
    name = f"{table}_stays_as_written" if frozen else f"{table}_refuses_update"
    event = f"UPDATE OF {', '.join(frozen)}" if frozen else "UPDATE"
    allowed = nothing_but_blanks(frozen or columns, blanks, InPostgres())
    return [
        "CREATE OR REPLACE FUNCTION redaction_under_way() RETURNS boolean LANGUAGE plpgsql STABLE AS "
        f"$$ BEGIN RETURN {_UNDER_WAY}; END $$",
        f"DROP TRIGGER {name} ON {table}",
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW "
        f"WHEN (NOT (redaction_under_way() AND {allowed})) "
        f"EXECUTE FUNCTION {'refuse_move' if frozen else 'refuse_change'}()",
    ]


_UNDER_WAY = "EXISTS (SELECT 1 FROM redaction WHERE state = 'under_way')"


def nothing_but_blanks(columns: Iterable[str], blanks: Mapping[str, Blank], words: Words) -> str:
    """That of these columns none changes but by a personal value that becomes its blank."""
    return " AND ".join(_may_change(column, blanks.get(column), words) for column in columns)


def _may_change(column: str, blank: Blank | None, words: Words) -> str:
    same = f"NEW.{column} {words.same} OLD.{column}"
    if blank is None:
        return same
    if isinstance(blank, str):
        return f"({same} OR OLD.{column} <> '' AND NEW.{column} = {_text(blank)})"
    return f"({same} OR {_inside(column, blank, words)})"


def _text(blank: str) -> str:
    before, number, after = blank.partition("{id}")
    return f"'{before}' || OLD.id || '{after}'" if number else f"'{blank}'"


def _inside(column: str, blanks: Mapping[Path, Any], words: Words) -> str:
    """With the blanks in all places both are the same, and each place holds what it held, or its blank."""
    old, new = f"OLD.{column}", f"NEW.{column}"
    conditions = [f"{words.replaced(new, blanks)} {words.same} {words.replaced(old, blanks)}"]
    for path, blank in blanks.items():
        now = words.value(new, path)
        conditions.append(f"({now} {words.same} {words.value(old, path)} OR {now} = {words.blank(blank)})")
    return " AND ".join(conditions)


class InSqlite:
    """JSON is text, and its functions answer it without blanks between."""

    same = "IS"

    def replaced(self, column: str, blanks: Mapping[Path, Any]) -> str:
        pairs = ", ".join(f"'$.{'.'.join(path)}', {self._set(blank)}" for path, blank in blanks.items())
        return f"json_replace({column}, {pairs})"

    def value(self, column: str, path: Path) -> str:
        return f"json_extract({column}, '$.{'.'.join(path)}')"

    def blank(self, value: Any) -> str:
        return f"'{_minified(value)}'"

    def _set(self, blank: Any) -> str:
        return self.blank(blank) if isinstance(blank, str) else f"json({self.blank(blank)})"


class InPostgres:
    """JSON is read as `jsonb`, for which the order of keys says nothing."""

    same = "IS NOT DISTINCT FROM"

    def replaced(self, column: str, blanks: Mapping[Path, Any]) -> str:
        changed = f"{column}::jsonb"
        for path, blank in blanks.items():
            changed = f"jsonb_set({changed}, '{{{','.join(path)}}}', {self.blank(blank)}, FALSE)"
        return changed

    def value(self, column: str, path: Path) -> str:
        return f"({column}::jsonb #> '{{{','.join(path)}}}')"

    def blank(self, value: Any) -> str:
        return f"'{json.dumps(value, ensure_ascii=False)}'::jsonb"


def _minified(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
