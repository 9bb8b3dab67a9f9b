"""officine import: the clients of a CSV file, all of them or none."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import CLIENTS, Officine, said

GOOD = "Nom;Solde crédit\nZouaoui Salma;150,50\nZouaoui Karim;-20,00\nZouaoui Ali;0\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "clients.csv"
    path.write_text(GOOD, encoding="cp1252")
    return path


def test_the_totals_are_told_and_the_clients_are_there_with_what_they_owe(
    officine: Officine, database: Path, asked: Callable[..., Any], file: Path
) -> None:
    done = officine("--database", database, "import", file, language="fr")
    assert (done.returncode, done.stderr) == (0, "")
    assert "150,50" in done.stdout
    assert "20,00" in done.stdout
    added = {row["first_name"] or row["last_name"]: row for row in asked("clients", "--search", "zouaoui")}
    assert sorted(row["balance"] for row in added.values()) == ["-20.00", "0.00", "150.50"]
    assert asked("doctor")["well"]


def test_a_dry_run_writes_nothing(officine: Officine, database: Path, file: Path) -> None:
    before = database.read_bytes()
    done = officine("--database", database, "import", file, "--dry-run")
    assert (done.returncode, done.stderr) == (0, "")
    assert "150.50" in done.stdout
    assert database.read_bytes() == before


@pytest.mark.parametrize("more", [(), ("--dry-run",)])
def test_one_wrong_line_is_named_and_nothing_is_imported(
    officine: Officine, database: Path, asked: Callable[..., Any], file: Path, more: tuple[str, ...]
) -> None:
    file.write_text(GOOD + "Zouaoui Nadia;1.234\n", encoding="utf-8")
    done = officine("--database", database, "import", file, *more)
    assert done.returncode == 1
    wrong, end = done.stderr.splitlines()
    assert "Line 5, column 2" in wrong
    assert "1.234" in wrong
    assert end.startswith("officine: ")
    assert asked("clients", "--search", "zouaoui") == []


def test_the_same_file_twice_is_refused(officine: Officine, database: Path, file: Path) -> None:
    assert officine("--database", database, "import", file).returncode == 0
    again = officine("--database", database, "import", file)
    assert again.returncode == 1
    assert "clients.csv" in again.stderr
    assert len(officine("--database", database, "clients", "--json").stdout.splitlines()) < CLIENTS + 5


def test_a_file_that_is_not_there(officine: Officine, database: Path) -> None:
    assert "nothing.csv" in said(officine("--database", database, "import", "nothing.csv"))


def test_a_database_of_no_pharmacy_takes_no_clients(officine: Officine, file: Path, tmp_path: Path) -> None:
    said(officine("--database", "new.db", "import", file))
    assert not (tmp_path / "new.db").exists()
    empty = tmp_path / "empty.db"
    empty.touch()
    assert "pharmacy" in said(officine("--database", empty, "import", file))


def test_an_encoding_in_doubt_is_refused_with_the_names_in_each_and_can_be_named(
    officine: Officine, database: Path, asked: Callable[..., Any], file: Path
) -> None:
    file.write_bytes("محمد العلوي;1\nفاطمة الزهراء;2\n".encode("cp1256"))
    done = officine("--database", database, "import", file)
    assert done.returncode == 1
    likeliest = done.stderr.splitlines()[0]
    assert likeliest.split() == ["--encoding", "Windows-1256", "محمد", "العلوي", "·", "فاطمة", "الزهراء"]
    assert asked("clients", "--search", "محمد العلوي") == []

    assert officine("--database", database, "import", file, "--encoding", "klingon").returncode == 1
    done = officine("--database", database, "import", file, "--encoding", "windows-1256")
    assert (done.returncode, done.stderr) == (0, "")
    assert [row["balance"] for row in asked("clients", "--search", "محمد العلوي")] == ["1.00"]


def test_the_same_list_one_client_longer_is_refused_without_an_option(
    officine: Officine, database: Path, asked: Callable[..., Any], file: Path
) -> None:
    assert officine("--database", database, "import", file).returncode == 0
    file.write_text(GOOD + "Zouaoui Zahra;80\n", encoding="utf-8")

    done = officine("--database", database, "import", file)
    assert done.returncode == 1
    assert "Zouaoui Salma" in done.stderr
    assert "--only-new" in done.stderr
    assert len(asked("clients", "--search", "zouaoui")) == 3

    assert officine("--database", database, "import", file, "--only-new", "--known-too").returncode == 2
    assert officine("--database", database, "import", file, "--only-new").returncode == 0
    found = asked("clients", "--search", "zouaoui")
    assert sorted(row["balance"] for row in found) == ["-20.00", "0.00", "150.50", "80.00"]


def test_who_insists_imports_known_names_too(
    officine: Officine, database: Path, asked: Callable[..., Any], file: Path
) -> None:
    assert officine("--database", database, "import", file).returncode == 0
    file.write_text("Zouaoui Ali;5\n", encoding="utf-8")
    assert officine("--database", database, "import", file, "--known-too").returncode == 1
    twice = ("--known-too", "--twice", "5.00")
    assert officine("--database", database, "import", file, *twice).returncode == 0
    assert len(asked("clients", "--search", "zouaoui")) == 4


def test_the_people_of_a_file_become_contacts_of_the_client_of_that_number(
    officine: Officine, database: Path, asked: Callable[..., Any], tmp_path: Path
) -> None:
    people = tmp_path / "famille.csv"
    people.write_text("Nom;Relation\nZouaoui Salma;Enfant\nZouaoui Karim;\n", encoding="utf-8")
    done = officine("--database", database, "import-contacts", 1, people)
    assert (done.returncode, done.stderr) == (0, "")
    assert "2 contacts imported." in done.stdout
    again = officine("--database", database, "import-contacts", 1, people)
    assert again.returncode == 1
    assert "contact already: Zouaoui Karim" in again.stderr
    assert "--only-new" in again.stderr
    people.write_text("Zouaoui Nadia;Cousine\n", encoding="utf-8")
    assert officine("--database", database, "import-contacts", 1, people).returncode == 1
    assert asked("doctor")["well"]
