"""docs/glossary.md and the code use the same words."""

from pathlib import Path

import pytest

from setup import glossary
from setup.glossary import Sources

PAGE = """
| in the code | on the screen | what it is |
|---|---|---|
| `client`, `open_item` | client | a person with an account |
| float | fond de caisse | what was there in the morning |

## Rejected words

| rejected | said instead | not in |
|---|---|---|
| `customer`, `cash_register` | client, till | names, docstrings |
| `solde` | balance | names |
"""
TRUE = '''
"""The solde of a client."""


class OpenItems:
    client: int
'''


def sources(folder: Path, text: str, name: str = "rows.py") -> Sources:
    room = folder / "models"
    room.mkdir()
    (room / name).write_text(text, encoding="utf-8")
    return glossary.read(folder, ("models", "portal"))


def test_a_page_that_is_true_is_no_fault(tmp_path: Path) -> None:
    assert glossary.compared(PAGE, sources(tmp_path, TRUE)) == []


def test_a_word_that_is_written_as_code_and_is_in_no_name(tmp_path: Path) -> None:
    (fault,) = glossary.compared(PAGE, sources(tmp_path, TRUE.replace("OpenItems", "ItemsOpen")))
    assert fault == "docs/glossary.md: `open_item` is written as code, but no name in the code holds it."


@pytest.mark.parametrize(
    "line",
    [
        "def pay(customer): ...",
        "def of_customer(): ...",
        "async def of_customers(): ...",
        "class CustomerRow: ...",
        "_CUSTOMER = 1",
        "row.customer_id = 1",
        "import pay as customer",
        "def close(*, cash_register): ...",
        "CashRegisters = 1",
    ],
)
def test_a_rejected_word_in_a_name(tmp_path: Path, line: str) -> None:
    (fault,) = glossary.compared(PAGE, sources(tmp_path, f"{TRUE}\n\n{line}\n"))
    assert fault.startswith("models/rows.py, line 9: the name ")
    assert "which docs/glossary.md rejects" in fault


@pytest.mark.parametrize(
    "line", ["pay(library.customer)", "consumer = 1", "cash = register = 1", "custom = er = 1"]
)
def test_a_word_of_a_library_and_parts_of_other_words_are_free(tmp_path: Path, line: str) -> None:
    assert glossary.compared(PAGE, sources(tmp_path, f"{TRUE}\n\n{line}\n")) == []


def test_a_rejected_word_is_the_name_of_no_file(tmp_path: Path) -> None:
    (fault,) = glossary.compared(PAGE, sources(tmp_path, TRUE, "customer_rows.py"))
    assert fault.startswith("models/customer_rows.py: the name customer_rows holds “customer”")


@pytest.mark.parametrize("text", ["What a Customer owes.", "The cash register.", "`cash_register` is one."])
def test_a_rejected_word_in_a_docstring(tmp_path: Path, text: str) -> None:
    (fault,) = glossary.compared(PAGE, sources(tmp_path, f'{TRUE}\n    """{text}"""\n'))
    assert fault.startswith("models/rows.py, line 8: the docstring says “c")


def test_a_page_that_rejects_nothing_cannot_be_read(tmp_path: Path) -> None:
    (fault,) = glossary.compared(PAGE.replace("## Rejected words", "## Others"), sources(tmp_path, TRUE))[-1:]
    assert "has no row" in fault


def test_the_glossary_is_that_of_the_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert glossary.main() == 0, capsys.readouterr().out
