"""The schema in PostgreSQL's catalogue, object by object, and rows that violate a constraint."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

QUERY = """
WITH relation AS (
    SELECT c.* FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                    AND d.deptype = 'e')
)
SELECT 'relation', relname, '', concat_ws(' ', relkind, relpersistence,
    CASE WHEN relrowsecurity THEN 'row security' END, CASE WHEN relhassubclass THEN 'inherited' END)
FROM relation WHERE relkind NOT IN ('i', 'I')
UNION ALL
SELECT 'column', relname, attname, concat_ws(' ', format_type(atttypid, atttypmod),
    CASE WHEN attnotnull THEN 'NOT NULL' END,
    CASE WHEN attidentity <> '' THEN 'identity ' || attidentity::text END,
    'DEFAULT ' || pg_get_expr(adbin, adrelid),
    (SELECT 'COLLATE ' || collname::text FROM pg_collation l, pg_type t
     WHERE l.oid = attcollation AND t.oid = atttypid AND l.oid <> t.typcollation))
FROM relation r JOIN pg_attribute ON attrelid = r.oid AND attnum > 0 AND NOT attisdropped
LEFT JOIN pg_attrdef ON adrelid = r.oid AND adnum = attnum
WHERE relkind IN ('r', 'p', 'v', 'm')
UNION ALL
SELECT 'constraint', relname, conname, pg_get_constraintdef(k.oid)
    || CASE WHEN convalidated THEN '' ELSE ' NOT VALID' END
FROM relation r JOIN pg_constraint k ON conrelid = r.oid WHERE contype IN ('c', 'f', 'p', 'u', 'x')
UNION ALL
SELECT 'index', r.relname, i.relname, pg_get_indexdef(i.oid)
    || CASE WHEN indisvalid AND indisready THEN '' ELSE ' INVALID' END
FROM relation r JOIN pg_index x ON indrelid = r.oid JOIN pg_class i ON i.oid = indexrelid
UNION ALL
SELECT 'trigger', relname, tgname, pg_get_triggerdef(t.oid)
    || CASE tgenabled WHEN 'D' THEN ' DISABLED' WHEN 'R' THEN ' DISABLED' ELSE '' END
FROM relation r JOIN pg_trigger t ON tgrelid = r.oid AND NOT tgisinternal
UNION ALL
SELECT 'rule', relname, rulename, pg_get_ruledef(w.oid)
FROM relation r JOIN pg_rewrite w ON ev_class = r.oid AND rulename <> '_RETURN'
UNION ALL
SELECT 'policy', relname, polname, polcmd::text FROM relation r JOIN pg_policy ON polrelid = r.oid
UNION ALL
SELECT 'sequence', relname, '', concat_ws(' ', seqtypid::regtype, 'from', seqstart, 'by', seqincrement,
    seqmin, seqmax, CASE WHEN seqcycle THEN 'CYCLE' END)
FROM relation r JOIN pg_sequence ON seqrelid = r.oid
UNION ALL
SELECT 'function', proname, '', concat_ws(' ', prorettype::regtype, lanname, prosrc)
FROM pg_proc p JOIN pg_language l ON l.oid = prolang
WHERE pronamespace = current_schema()::regnamespace
AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid
                AND d.deptype = 'e')
"""
"""Kind, table or name, own name where it belongs to a table, definition. Objects
of extensions are left out.
"""


def structure_in_postgres(
    rows: Iterable[tuple[str, str, str, str]], current_schema: str, history: str
) -> dict[str, str]:
    """The objects and their definitions, without the tables of Peewee's migration runner."""
    found = {}
    for kind, of, name, text in rows:
        if of.startswith(history):
            continue
        whole = f"{kind} {of}.{name}" if name else f"{kind} {of}"
        found[whole] = " ".join(text.replace(f" {current_schema}.", " ").split())
    return found


NOT_VALIDATED = "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE NOT convalidated"
FOREIGN_KEYS = """
SELECT k.conrelid::regclass::text, a.attname, k.confrelid::regclass::text, b.attname
FROM pg_constraint k
JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = k.confkey[1]
WHERE k.contype = 'f' AND k.connamespace = current_schema()::regnamespace ORDER BY k.conname
"""
COUNTERS = """
SELECT c.oid::regclass::text, pg_get_serial_sequence(c.oid::regclass::text, 'id')
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'id' AND a.attidentity <> ''
WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace AND c.relname <> 'message'
ORDER BY c.relname
"""
"""Ids of messages are assigned by the program, without a hole, so their sequence is not checked."""


def faults(run: Callable[..., Any]) -> Iterator[str]:
    """The violations that constraints would have prevented: whoever may switch triggers off, as a restore
    does, can leave foreign keys to missing rows, and sequences that give an id twice.
    """
    for table, name in run(NOT_VALIDATED).fetchall():
        yield f"constraint not validated: {table}.{name}"
    for table, column, parent, key in run(FOREIGN_KEYS).fetchall():
        orphan = run(
            f"SELECT c.{column} FROM {table} c LEFT JOIN {parent} p ON p.{key} = c.{column} "
            f"WHERE c.{column} IS NOT NULL AND p.{key} IS NULL LIMIT 1"
        ).fetchone()
        if orphan:
            yield f"foreign key: {table}.{column} {orphan[0]} -> {parent}"
    for table, counter in run(COUNTERS).fetchall():
        (behind,) = run(
            f"SELECT (SELECT coalesce(max(id), 0) FROM {table}) >= last_value + is_called::int FROM {counter}"
        ).fetchone()
        if behind:
            yield f"sequence behind its table: {counter}"
