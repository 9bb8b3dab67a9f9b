"""`officine known` and `officine forget`: what is kept of a client is theirs to take, and to end."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import Officine, said


@pytest.fixture
def settled(database: Path) -> dict[str, str]:
    """A client of the example pharmacy who owes nothing, with sales and a phone that is theirs alone."""
    with sqlite3.connect(database) as base:
        base.row_factory = sqlite3.Row
        row = base.execute(
            "SELECT id, last_name, first_name, mobile FROM client c WHERE balance = 0 AND mobile <> '' "
            "AND status = 'active' AND EXISTS (SELECT 1 FROM operation o WHERE o.client_id = c.id) "
            "AND NOT EXISTS (SELECT 1 FROM client d WHERE d.id <> c.id "
            "AND (d.mobile = c.mobile OR (d.last_name = c.last_name AND d.first_name = c.first_name))) "
            "ORDER BY id"
        ).fetchone()
    name = f"{row['last_name']} {row['first_name']}".strip()
    return {"client": str(row["id"]), "name": name, "mobile": row["mobile"]}


@pytest.mark.capability("gdpr-portability")
def test_a_client_takes_away_all_that_is_known_of_them(
    officine: Officine, database: Path, settled: dict[str, str]
) -> None:
    known = json.loads(officine("--database", database, "known", settled["client"]).stdout)
    (fiche,) = known["client"]
    assert (fiche["mobile"], fiche["id"]) == (settled["mobile"], int(settled["client"]))
    assert known["operation"]
    assert {row["client_id"] for row in known["operation"]} == {int(settled["client"])}


@pytest.mark.capability("gdpr-anon")
def test_a_client_is_forgotten_by_the_name_that_is_typed_and_by_no_other(
    officine: Officine, database: Path, settled: dict[str, str], asked: Callable[..., Any]
) -> None:
    forget = ("--database", database, "forget", settled["client"])
    preview = officine(*forget)
    assert settled["name"] in preview.stdout
    assert "Nothing was forgotten" in preview.stdout
    assert settled["name"] in said(officine(*forget, "--confirm", "Somebody Else"))
    assert asked("show", settled["client"])["mobile"] == settled["mobile"]

    done = officine(*forget, "--confirm", settled["name"])
    assert done.returncode == 0, done.stderr
    assert "was forgotten" in done.stdout
    assert "CGI, art. 211" in done.stdout
    shown = asked("show", settled["client"])
    assert (shown["last_name"], shown["mobile"], shown["status"]) == ("–", "", "anonymised")
    assert "anonymised" in officine("--database", database, "show", settled["client"]).stdout
    assert asked("clients", "--search", settled["name"]) == []
    assert asked("clients", "--search", settled["mobile"]) == []
    exported = officine("--database", database, "export", "--format", "csv").stdout
    assert settled["name"] not in exported
    assert json.loads(officine("--database", database, "doctor", "--json").stdout)["faults"] == []


def test_inv_43_no_byte_of_the_file_or_of_a_backup_holds_what_was_forgotten(
    officine: Officine, database: Path, settled: dict[str, str], tmp_path: Path
) -> None:
    """Neither what was overwritten nor the words of the search; a name may stand on papers."""
    numbers = [settled["mobile"].encode(), b"0" + settled["mobile"][4:].encode()]
    assert any(number in database.read_bytes() for number in numbers)
    assert (
        officine("--database", database, "forget", settled["client"], "--confirm", settled["name"]).returncode
        == 0
    )
    copy = tmp_path / "copy.db"
    assert officine("--database", database, "backup", copy).returncode == 0
    for file in (*database.parent.iterdir(), copy):
        if file.is_file():
            assert not any(number in file.read_bytes() for number in numbers), file


def test_who_owes_is_told_the_rule_and_the_figures(officine: Officine, database: Path) -> None:
    with sqlite3.connect(database) as base:
        client, balance = base.execute(
            "SELECT id, balance FROM client WHERE balance > 0 ORDER BY id"
        ).fetchone()
    refused = said(officine("--database", database, "forget", client))
    assert "only a settled account can be forgotten" in refused
    assert f"{balance % 100:02d}" in refused
