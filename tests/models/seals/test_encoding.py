"""Rows become the bytes that are documented, whatever the engine, and an auditor's own hashes agree."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.seals import encoding
from models.seals.packing import pack_keys, pack_marks, pack_salts, unpack_keys, unpack_marks, unpack_salts

VALUES = st.one_of(st.none(), st.integers(-(1 << 63), (1 << 63) - 1), st.text(max_size=20))


def test_rows_are_json_with_line_feeds() -> None:
    rows = [(1, "Crème « bébé »", None), (2, 'a "quote"\nand a line', -5)]
    expected = '[[1\n"Crème « bébé »"\nnull]\n[2\n"a \\"quote\\"\\nand a line"\n-5]]'
    assert encoding.encoded(rows) == expected.encode()


@given(st.lists(st.tuples(VALUES, VALUES), min_size=1, max_size=20))
def test_every_row_has_its_own_mark_and_no_other_rows_the_same_bytes(rows: list[tuple[object, ...]]) -> None:
    words = encoding.encoded(rows)
    assert len(encoding.marks(words)) == len(rows)
    alone = [encoding.marks(encoding.encoded([row]))[0] for row in rows]
    assert encoding.marks(words) == alone
    swapped = [(second, first) for first, second in rows]
    assert (encoding.encoded(swapped) == words) is (swapped == rows)


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

    rows = [f"leaf {number}".encode() for number in range(count)]
    assert encoding.root([encoding.leaf_digest(row) for row in rows]) == head(rows).hex()


def test_personal_values_enter_salted_and_empty_ones_as_they_are() -> None:
    rows = [(1, 10, "Jeanne", ""), (2, 20, "Jeanne", "x")]
    hidden, salts = encoding.hide(rows, 2)
    assert [row[:2] for row in hidden] == [(1, 10), (2, 20)]
    assert hidden[0][3] == ""
    assert hidden[0][2] == sha256(salts[0] + b"Jeanne").hexdigest()
    assert hidden[0][2] != hidden[1][2]  # the same name twice cannot be recognised
    assert salts[1] == b""
    assert "Jeanne" not in str(hidden)


@given(st.lists(st.tuples(st.integers(-(1 << 40), 1 << 40), st.integers(0, 1 << 40)), min_size=1), st.data())
def test_what_a_leaf_keeps_comes_back_as_it_was(keys: list[tuple[int, int]], data: st.DataObject) -> None:
    assert unpack_keys(pack_keys(keys)) == keys
    assert unpack_keys(pack_keys([key[:1] for key in keys])) == [key[:1] for key in keys]
    marks = data.draw(st.lists(st.integers(0, (1 << 32) - 1), min_size=len(keys), max_size=len(keys)))
    assert unpack_marks(pack_marks(marks)) == marks
    salts = data.draw(st.lists(st.sampled_from([b"", b"0123456789abcdef"]), max_size=20))
    assert unpack_salts(pack_salts(salts)) == salts


def test_keys_without_a_hole_take_hardly_any_room() -> None:
    assert len(pack_keys([(key,) for key in range(70_000, 70_500)])) < 60
