"""officine export: what hledger adds up is what Officine shows, and no cell of a spreadsheet is a formula."""

import csv
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.money.ledger.accounts import Account
from printing.exports import journal
from printing.exports.spreadsheet import plain
from tests import hledger
from tests.commands.conftest import Officine, said


def test_hledger_finds_the_balances_of_every_client_and_account(
    officine: Officine, database: Path, tmp_path: Path
) -> None:
    hledger.needed()
    done = officine("--database", database, "export", "--format", "hledger", "-o", "all.journal")
    assert done.returncode == 0, done.stderr
    hledger.check(tmp_path / "all.journal")

    with sqlite3.connect(database) as base:
        kept = dict(base.execute("SELECT id, balance FROM client WHERE balance <> 0"))
        posted = dict(
            base.execute("SELECT account, sum(amount) FROM posting WHERE account <> 'receivable' GROUP BY 1")
        )
    expected = {journal.receivable(client): balance for client, balance in kept.items()}
    expected |= {journal.ACCOUNTS[Account(name)]: amount for name, amount in posted.items() if amount}
    assert hledger.balances(tmp_path / "all.journal") == expected
    assert len(kept) > 10


def test_hledger_would_see_a_balance_that_is_wrong(
    officine: Officine, database: Path, tmp_path: Path
) -> None:
    hledger.needed()
    with sqlite3.connect(database) as base:
        base.execute(
            "UPDATE client SET balance = balance + 1 WHERE id = (SELECT min(client_id) FROM posting)"
        )
    officine("--database", database, "export", "--format", "hledger", "-o", "wrong.journal")
    with pytest.raises(AssertionError, match="balance assertion"):
        hledger.check(tmp_path / "wrong.journal")


@pytest.mark.parametrize("name", ["a;b", "date:x", "[2026-13-45]", "x | y", "  two  blanks", "=1+1", "محمد"])
def test_no_name_and_no_note_means_anything_to_hledger(
    officine: Officine, database: Path, tmp_path: Path, name: str
) -> None:
    hledger.needed()
    with sqlite3.connect(database) as base:
        base.execute("UPDATE client SET last_name = ?", (name,))
        base.execute("UPDATE staff SET name = ? || id", (name,))
    officine("--database", database, "export", "--format", "hledger", "-o", "all.journal")
    hledger.check(tmp_path / "all.journal")


@pytest.mark.capability("acct-export")
def test_a_spreadsheet_has_every_operation_and_its_columns_add_up(
    officine: Officine, database: Path, asked: Callable[..., Any]
) -> None:
    text = officine("--database", database, "export", "--format", "csv", language="fr").stdout
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(text.removeprefix("\ufeff").splitlines(), delimiter=";"))
    with sqlite3.connect(database) as base:
        (count,) = base.execute("SELECT count(*) FROM operation").fetchone()
        (owed,) = base.execute("SELECT sum(balance) FROM client").fetchone()
    sides = [
        sum(int(row[side].replace(",", "")) for row in rows if row[side]) for side in ("Débit", "Crédit")
    ]
    assert len(rows) == count
    assert sides[0] - sides[1] == owed


def test_what_each_mode_brought_is_in_a_column_of_its_own(officine: Officine, database: Path) -> None:
    """A sale paid partly in cash and partly by card says how much of each."""
    text = officine("--database", database, "export", "--format", "csv", language="fr").stdout
    rows = list(csv.DictReader(text.removeprefix("\ufeff").splitlines(), delimiter=";"))
    with sqlite3.connect(database) as base:
        posted = dict(base.execute("SELECT account, sum(amount) FROM posting GROUP BY 1"))
    columns = {"Espèces": Account.CASH, "Carte": Account.CARD}
    columns |= {"Chèque": Account.CHEQUE, "Virement": Account.TRANSFER}
    for column, account in columns.items():
        cells = [row[column] for row in rows if row[column]]
        assert all(re.fullmatch(r"-?[0-9]+,[0-9]{2}", cell) for cell in cells)
        assert sum(int(cell.replace(",", "")) for cell in cells) == posted.get(account, 0)
    assert all(posted[account] for account in (Account.CASH, Account.CARD))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "=cmd|' /C calc'!A0"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert plain(text)[0] == "'"


@pytest.mark.parametrize("text", ["Martinez", "12 rue d'Alger", "l'=1", ""])
def test_other_cells_are_what_was_typed(text: str) -> None:
    assert plain(text) == text


def test_a_file_that_is_there_stays_as_it_is(officine: Officine, database: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("mine")
    assert "mine.csv" in said(officine("--database", database, "export", "--format", "csv", "-o", "mine.csv"))
    assert (tmp_path / "mine.csv").read_text() == "mine"


def test_an_empty_name_is_no_file_and_not_the_terminal(officine: Officine, database: Path) -> None:
    """As of a script whose variable was never set: names and debts would go to its log."""
    done = officine("--database", database, "export", "--format", "csv", "-o", "")
    assert said(done)
