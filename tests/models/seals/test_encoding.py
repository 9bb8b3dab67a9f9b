"""Rows become the bytes that are documented, whatever the engine, and an auditor's own hashes agree."""

import json
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.money.ledger.postings import Operation
from models.outbox.channels.channel import Channel
from models.outbox.consents import verbs as consents
from models.outbox.consents.table import ConsentSource, Word
from models.people.organisms import listing as organisms
from models.seals import encoding
from models.seals.covered import COVERED
from models.seals.packing import pack_keys, pack_marks, pack_salts, unpack_keys, unpack_marks, unpack_salts
from models.seals.reading import columns_today, rows_within
from models.store.engines.engine import Engine
from tests.asking import by_staff
from tests.models.conftest import Counter

EVERY_LETTER = "".join(chr(number) for number in (*range(1, 0x3000), 0xFEFF, 0xFFFD, 0x1F48A))


def test_each_engine_writes_the_same_json(store: Engine) -> None:
    """Else a base that is moved, or a newer SQLite, would make every row look altered."""
    mark, integer = store.database.param, "BIGINT" if store.name == "postgresql" else "INTEGER"
    texts = [f"CAST({mark} AS TEXT)", f"CAST({mark} AS {integer})", f"CAST({mark} AS TEXT)"]
    values = (EVERY_LETTER, -(1 << 63) + 1, None)
    (found,) = store.database.execute_sql(f"SELECT {store.as_json(texts)}", values).fetchone()
    assert found == json.dumps(list(values), ensure_ascii=False, separators=(",", ":")).encode()


def test_a_sealed_row_is_a_line_of_json(counter: Counter) -> None:
    """With numbers, days, moments, yes and no, and what is missing, each as documented."""
    organisms.organisms()
    client = counter.client()
    sale = Operation.get_by_id(counter.sell(client, 1_000).id)
    columns = columns_today(COVERED["operation"])
    (row,) = rows_within(columns, sale.id - 1, sale.id)
    assert row == (
        sale.id,
        f'[{sale.id},{sale.trail_id},"sale","{sale.number}","2026-11-12",{client},null,null]'.encode(),
        "",
        "",
    )
    (trail,) = rows_within(columns_today(COVERED["trail"]), sale.trail_id - 1, sale.trail_id)
    assert b'"2026-11-12 10:30:00.000000"' in trail[1]
    consents.record(client, Channel.SMS, Word.AGREES, ConsentSource.SPOKEN, by=by_staff(counter.staff))
    (consent,) = rows_within(columns_today(COVERED["consent"]), 0, 1)
    assert consent[1].endswith(b',"sms",1,"spoken",0]')


@pytest.mark.parametrize("count", range(1, 9))
def test_the_tree_is_that_of_rfc_6962(count: int) -> None:
    """2.1: the first k leaves are one side, the others the other; k is the largest power of 2 below all."""

    def head(leaves: list[bytes]) -> bytes:
        if len(leaves) == 1:
            return sha256(b"\x00" + leaves[0]).digest()
        half = 1
        while half * 2 < len(leaves):
            half *= 2
        return sha256(b"\x01" + head(leaves[:half]) + head(leaves[half:])).digest()

    rows = [[f"{number}".encode(), b"x"] for number in range(count)]
    hashed = [b"\n".join(each) for each in rows]
    assert encoding.root([encoding.leaf_digest(row) for row in rows]) == head(hashed).hex()


def test_personal_values_enter_salted_and_empty_ones_as_they_are() -> None:
    rows = [(1, b"[1,10]", "Jeanne", ""), (2, b"[2,20]", "Jeanne", None)]
    lines, salts = encoding.hide(rows, 2)
    digests = [sha256(salt + b"Jeanne").hexdigest() for salt in salts[:2]]
    assert lines == [f'[1,10,"{digests[0]}",""]'.encode(), f'[2,20,"{digests[1]}",null]'.encode()]
    assert digests[0] != digests[1]  # the same name twice cannot be recognised
    assert salts[2:] == [b"", b""]


@given(st.lists(st.tuples(st.integers(-(1 << 40), 1 << 40), st.integers(0, 1 << 40)), min_size=1), st.data())
def test_what_a_leaf_keeps_comes_back_as_it_was(keys: list[tuple[int, int]], data: st.DataObject) -> None:
    assert unpack_keys(pack_keys(keys, 2)) == keys
    assert unpack_keys(pack_keys([(1,), (2,), (4,)], 1)) == [(1,), (2,), (4,)]
    marks = data.draw(st.lists(st.integers(0, (1 << 32) - 1), min_size=len(keys), max_size=len(keys)))
    assert unpack_marks(pack_marks(marks)) == marks
    salts = data.draw(st.lists(st.sampled_from([b"", b"0123456789abcdef"]), max_size=20))
    assert unpack_salts(pack_salts(salts)) == salts


def test_keys_without_a_hole_take_hardly_any_room() -> None:
    assert pack_keys([(key,) for key in range(70_000, 70_500)], 1) == "70000 70499"
