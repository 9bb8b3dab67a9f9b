"""docs/capabilities.md and the tests say the same: what works has a test, and what has a test works."""

from pathlib import Path

import pytest

from setup import capabilities
from setup.capabilities import Marked

PAGE = """
Of 3: **1** work, **1** in part, **1** not yet.

| id | what | where | test |
|---|---|---|---|
| `pay-credit` | a debt is paid | fiche, `p` | the whole debt is p and enter; part of it too |
| `doc-invoices` | every invoice. *Not yet:* of one sale | fiche | the list has them all |
| `loy-balance` | the points of a client | – | *not yet* |
"""
MARKS = [
    Marked("pay-credit", "test_the_whole_debt_is_p_and_enter", "tests/test_paying.py"),
    Marked("pay-credit", "test_part_of_it_too", "tests/test_paying.py"),
    Marked("doc-invoices", "test_the_list_has_them_all", "tests/test_invoices.py"),
]


def marked_in(folder: Path, source: str) -> tuple[list[Marked], list[str]]:
    tests = folder / "tests"
    tests.mkdir()
    (tests / "test_one.py").write_text(source, encoding="utf-8")
    return capabilities.marked(tests)


def test_a_page_that_is_true_is_no_fault() -> None:
    assert capabilities.compared(PAGE, MARKS) == []


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        (
            "part of it too",
            "all of it too",
            "pay-credit names test_all_of_it_too, but no such test is marked",
        ),
        ("; part of it too", "", "pay-credit does not name test_part_of_it_too in tests/test_paying.py"),
        ("the list has them all", "*not yet*", "doc-invoices works in part, but has no test."),
        ("`loy-balance`", "`pay-credit`", "pay-credit has more than one row."),
        ("`loy-balance`", "loy-balance", "line 8: a row is written"),
        ("| fiche |", "|", "line 7: a row is written"),
        ("**1** work", "**2** work", "should read: **1** work, **1** in part, **1** not yet."),
    ],
)
def test_what_the_page_says_wrongly_is_one_sentence(before: str, after: str, fault: str) -> None:
    assert before in PAGE
    said = capabilities.compared(PAGE.replace(before, after, 1), MARKS)
    assert any(fault in sentence for sentence in said), said


def test_a_test_that_shows_what_is_not_yet_there_is_a_fault() -> None:
    (said,) = capabilities.compared(
        PAGE, [*MARKS, Marked("loy-balance", "test_points", "tests/test_loyalty.py")]
    )
    assert "loy-balance is not yet there, but test_points in tests/test_loyalty.py shows it." in said


def test_a_test_that_shows_what_has_no_row_is_a_fault() -> None:
    (said,) = capabilities.compared(PAGE, [*MARKS, Marked("pay-wish", "test_a_wish", "tests/test_paying.py")])
    assert said.startswith("tests/test_paying.py: test_a_wish shows pay-wish, which has no row")


def test_markers_are_read_on_tests_of_either_kind(tmp_path: Path) -> None:
    found, faults = marked_in(
        tmp_path,
        '@pytest.mark.capability("one", "two")\n@pytest.mark.asyncio\nasync def test_first(): ...\n'
        '@pytest.mark.capability("one")\ndef test_second(): ...\n',
    )
    assert faults == []
    assert [(mark.id, mark.test, mark.path) for mark in found] == [
        ("one", "test_first", "tests/test_one.py"),
        ("two", "test_first", "tests/test_one.py"),
        ("one", "test_second", "tests/test_one.py"),
    ]


@pytest.mark.parametrize(
    "source",
    [
        "@pytest.mark.capability(ONE)\ndef test_first(): ...",
        '@pytest.mark.capability("one", TWO)\ndef test_first(): ...',
        "@pytest.mark.capability()\ndef test_first(): ...",
        '@pytest.mark.capability("one")\ndef helper(): ...',
        'pytestmark = pytest.mark.capability("one")',
    ],
)
def test_a_marker_that_names_no_capability_of_a_test_is_a_fault(tmp_path: Path, source: str) -> None:
    found, faults = marked_in(tmp_path, source)
    assert found == []
    assert faults == ['tests/test_one.py, line 1: write @pytest.mark.capability("an-id") above a test.']
