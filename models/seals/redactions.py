"""Keeps a seal valid when a personal value is redacted: the row still verifies, and the value is gone."""

import json
from collections.abc import Mapping
from os import urandom

from models.seals import encoding
from models.seals.covered import COVERED, Covered
from models.seals.encoding import SALT
from models.seals.packing import pack_salts, unpack_keys, unpack_salts
from models.seals.table import SealLeaf, SealRedaction, SealSalts, SealTable
from models.store.connection import engine


def keep_proof(table: str, key: int, become: Mapping[str, str], *, trail: int) -> None:
    """Called before personal values of a row are redacted, in the transaction of the request.

    `become` gives the new value of each column. For a sealed value, its sealed digest is stored and its salt
    is replaced, so that the old value can no longer be guessed. A value that no seal covers yet leaves a row
    too, so that a seal being drawn up is drawn up again.
    """
    covered = COVERED.get(table)
    if covered is None:
        return
    engine().serialise("seals")
    now = _values(covered, key, list(become))
    for column, value in become.items():
        sealed, renewed = _renew(covered, key, column, now[column], value)
        SealRedaction.create(
            trail=trail, table_name=table, row_key=key, column_name=column, sealed=sealed, renewed=renewed
        )


def _values(covered: Covered, key: int, columns: list[str]) -> dict[str, str]:
    names = ", ".join(f'"{column}"' for column in columns)
    mark = engine().database.param
    row = engine().database.execute_sql(
        f'SELECT {names} FROM {covered.name} WHERE "{covered.key[0]}" = {mark}', (key,)
    )
    return dict(zip(columns, row.fetchone(), strict=True))


def _renew(covered: Covered, key: int, column: str, now: str, then: str) -> tuple[str, str]:
    """The digest that was sealed, and that of what comes, with a salt in the place of the old one."""
    leaf, personal = _leaf_of(covered.name, key) or (None, [])
    if leaf is None or column not in personal:
        return "", ""
    row = SealSalts.get_by_id(leaf.id)
    salts = unpack_salts(row.salts)
    place = unpack_keys(leaf.keys).index((key,)) + personal.index(column) * leaf.row_count
    if not salts[place]:
        return "", ""  # it was empty, and enters as that
    sealed = _sealed_before(covered.name, key, column) or encoding.salted(salts[place], now)
    salts[place] = urandom(SALT)
    SealSalts.update(salts=pack_salts(salts)).where(SealSalts.leaf == leaf.id).execute()
    return sealed, encoding.salted(salts[place], then)


def _sealed_before(table: str, key: int, column: str) -> str:
    """The sealed digest of a value that was redacted before; empty where it was not."""
    found = (
        SealRedaction.select(SealRedaction.sealed)
        .where(
            SealRedaction.table_name == table,
            SealRedaction.row_key == key,
            SealRedaction.column_name == column,
            SealRedaction.sealed != "",
        )
        .limit(1)
        .tuples()
        .first()
    )
    return str(found[0]) if found else ""


def _leaf_of(table: str, key: int) -> tuple[SealLeaf, list[str]] | None:
    """The leaf that a row is in, and the personal columns of its seal; None where no seal covers it."""
    leaves = (
        SealLeaf.select(SealLeaf, SealTable.personal)
        .join(SealTable)
        .where(SealTable.name == table, SealLeaf.first_key <= key, SealLeaf.last_key >= key)
        .order_by(SealLeaf.id)
    )
    for leaf in leaves:
        if (key,) in unpack_keys(leaf.keys):
            return leaf, json.loads(leaf.seal_table.personal)
    return None
