"""officine clients: the list as the screens read it, for people and for programs."""

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import CLIENTS, Officine

KEYS = [
    *("id", "code", "last_name", "first_name", "phone", "email", "organism"),
    *("category", "registration_number", "balance", "status", "blocked"),
]


def test_programs_get_stable_keys_and_amounts_as_text(asked: Callable[..., Any]) -> None:
    rows = asked("clients")
    assert all(list(row) == KEYS for row in rows)
    assert all(re.fullmatch(r"-?\d+\.\d\d", row["balance"]) for row in rows)
    assert len({row["id"] for row in rows}) == len(rows)


def test_the_active_are_listed_unless_the_archives_are_asked_for(
    asked: Callable[..., Any], database: Path
) -> None:
    with sqlite3.connect(database) as base:
        count = dict(base.execute("SELECT status, count(*) FROM client GROUP BY status").fetchall())
    active, archived = asked("clients"), asked("clients", "--archived")
    assert {row["status"] for row in active} == {"active"}
    assert {row["status"] for row in archived} == {"archived"}
    assert (len(active), len(archived)) == (count["active"], count["archived"])
    assert sum(count.values()) == CLIENTS


def test_the_trash_is_listed_where_it_is_asked_for(
    asked: Callable[..., Any], officine: Officine, database: Path
) -> None:
    with sqlite3.connect(database) as base:
        base.execute("UPDATE client SET status = 'trashed' WHERE id = 1")
    assert [row["id"] for row in asked("clients", "--trash")] == [1]
    assert 1 not in {row["id"] for row in asked("clients")}
    assert "in the trash" in officine("--database", database, "show", "1").stdout


def test_the_order_is_that_of_names_and_a_limit_takes_the_first(asked: Callable[..., Any]) -> None:
    every = asked("clients")
    assert asked("clients", "--limit", 7) == every[:7]
    latin = [row["last_name"] for row in every if row["last_name"].isascii()]
    assert latin == sorted(latin)


def test_a_search_is_that_of_the_search_field(asked: Callable[..., Any]) -> None:
    one = asked("clients")[3]
    found = asked("clients", "--search", f"{one['first_name'][:3]} {one['last_name'][:4]}".lower())
    assert one in found
    assert len(found) < 10
    assert asked("clients", "--search", f"#{one['id']}") == [one]
    assert asked("clients", "--search", "nobody at all") == []


@pytest.mark.capability("list-print")
def test_columns_stand_below_one_another(officine: Officine, database: Path) -> None:
    done = officine("--database", database, "clients", "--search", "a")
    heading, *lines = done.stdout.splitlines()
    assert heading.split("  ")[0].strip() == "No."
    phones = heading.index("Phone")
    latin = [line for line in lines if line.isascii() or "\u00a0" in line]
    assert len(latin) > 5
    assert all(line[phones - 1] == " " for line in latin)
    assert all(re.match(r"0[5-7]( \d\d){4}|\+| ", line[phones:]) for line in latin)


def test_a_balance_is_a_word_never_a_sign(officine: Officine, database: Path) -> None:
    french = officine("--database", database, "clients", language="fr").stdout
    assert re.search(r"Doit \d", french)
    assert re.search(r"Avoir \d", french)
    assert not re.search(r"-\d+,\d\d", french)


def test_nothing_in_a_name_reaches_the_terminal(officine: Officine, database: Path) -> None:
    evil = "\x1b]52;c;ZXZpbA==\x07\x9b31mEVIL\u202e\r\n"
    with sqlite3.connect(database) as base:
        base.execute("UPDATE client SET last_name = ?, alert = ? WHERE id = 1", (evil, evil))
    shown = [officine("--database", database, *verb).stdout for verb in (("clients",), ("show", 1))]
    for text in shown:
        assert "EVIL" in text
        assert not set(text) & set("\x1b\x07\x9b\u202e\r")
