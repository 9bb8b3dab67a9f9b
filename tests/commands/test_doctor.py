"""officine doctor: every rule and the installation; one line for each fault, and exit 1."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import Officine


def test_an_example_pharmacy_is_well(officine: Officine, database: Path, asked: Callable[..., Any]) -> None:
    done = officine("--database", database, "doctor", language="fr")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Tout va bien." in done.stdout
    report = asked("doctor")
    assert report["well"]
    assert report["faults"] == []
    assert {"python", "database", "sqlite", "pango", "languages"} <= report["installation"].keys()
    assert report["installation"]["database"] == str(database)
    assert "fr" in report["installation"]["languages"]


def test_a_balance_that_was_tampered_with_is_one_line_and_exit_1(officine: Officine, database: Path) -> None:
    with sqlite3.connect(database) as base:
        base.execute("UPDATE client SET balance = balance + 1 WHERE id = 7")
    done = officine("--database", database, "doctor")
    assert done.returncode == 1
    (line,) = done.stdout.splitlines()
    assert line.startswith("INV-02")
    assert "7" in line
    report = json.loads(officine("--database", database, "doctor", "--json").stdout)
    assert not report["well"]
    assert [(fault["rule"], fault["client"]) for fault in report["faults"]] == [("INV-02", 7)]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("outbox.gateway", "pigeon", "pigeon"),
        ("outbox.port", "abc", "“abc” is not a port"),
        ("outbox.sender", "a sender that is far too long", "cannot be a sender"),
    ],
)
def test_what_messages_cannot_leave_through_is_a_fault(
    officine: Officine, database: Path, name: str, value: str, said: str
) -> None:
    with sqlite3.connect(database) as base:
        base.execute(
            "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = ?",
            (name, value, value),
        )
    done = officine("--database", database, "doctor", language="en")
    assert done.returncode == 1
    assert said in done.stdout


def test_others_who_may_read_the_file_are_a_fault(officine: Officine, database: Path) -> None:
    database.chmod(0o644)
    done = officine("--database", database, "doctor")
    assert done.returncode == 1
    assert "600" in done.stdout


def test_it_writes_nothing(officine: Officine, database: Path) -> None:
    before = database.read_bytes()
    officine("--database", database, "doctor")
    assert database.read_bytes() == before
