"""What holds for every verb: help, languages, settings, the database, and how it ends."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.conftest import PROGRAM, Officine, environment, said

VERBS = ["demo", "import", "clients", "show", "statement", "send", "doctor", "backup"]
READING = [
    ["clients"],
    ["show", "1"],
    ["send"],
    ["doctor"],
    ["backup", "copy.db"],
    ["statement", "1", "-o", "x.pdf"],
]


def settings(home: Path, text: str) -> None:
    folder = home / ".config" / "officine"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text(text, encoding="utf-8")


def test_help_is_in_the_language_of_the_user(officine: Officine) -> None:
    french, english = (officine("--help", language=language).stdout for language in ("fr", "en"))
    assert french.startswith("utilisation : officine")
    assert "afficher cette aide et quitter" in french
    assert english.startswith("usage: officine")
    for verb in VERBS:
        assert f" {verb} " in french
        assert f" {verb} " in english
    leaked = {"usage", "show", "exit", "list", "the", "verbs"} & set(french.replace(":", " ").lower().split())
    assert leaked <= {"show"}  # a verb's name


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself(officine: Officine, verb: str) -> None:
    done = officine(verb, "--help", language="fr")
    assert done.returncode == 0
    assert f"officine {verb}" in done.stdout


def test_the_version_is_that_of_the_package(officine: Officine) -> None:
    from importlib.metadata import version

    assert officine("--version").stdout == f"officine {version('officine')}\n"


@pytest.mark.parametrize(
    "line", [["fly"], ["clients", "--colour"], ["clients", "--limit"], ["show"], ["--data", "x"]]
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_usage_mistake_is_one_sentence_and_exit_2(
    officine: Officine, line: list[str], language: str
) -> None:
    sentence = said(officine(*line, language=language), code=2)
    assert ("Voyez officine" if language == "fr" else "See officine") in sentence
    assert "%" not in sentence


@pytest.mark.parametrize("verb", READING, ids=lambda verb: verb[0])
@pytest.mark.parametrize(("language", "words"), [("fr", "Il n'y a pas de base"), ("en", "no database at")])
def test_a_missing_database_is_not_made_by_reading_it(
    officine: Officine, tmp_path: Path, verb: list[str], language: str, words: str
) -> None:
    sentence = said(officine("--database", "gone.db", *verb, language=language))
    assert str(tmp_path / "gone.db") in sentence
    assert words in sentence.replace("’", "'")
    assert not (tmp_path / "gone.db").exists()


@pytest.mark.parametrize(
    "content", [b"hello, this is a letter\n" * 50, b"SQLite format 3\x00" + b"\xff" * 4096]
)
def test_what_is_not_a_database_is_left_as_it_is(officine: Officine, tmp_path: Path, content: bytes) -> None:
    letter = tmp_path / "letter.db"
    letter.write_bytes(content)
    for verb in (*READING, ["demo", "--clients", "5"]):
        assert "letter.db" in said(officine("--database", letter, *verb))
    assert letter.read_bytes() == content


def test_the_database_of_another_program_is_left_as_it_is(officine: Officine, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as base:
        base.execute("CREATE TABLE client (id, name)")
    content = other.read_bytes()
    assert "other.db" in said(officine("--database", other, "demo", "--clients", 5))
    assert other.read_bytes() == content


def test_a_folder_that_takes_no_file_is_one_sentence(officine: Officine) -> None:
    assert "/proc/officine.db" in said(officine("--database", "/proc/officine.db", "demo", "--clients", 5))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_database_can_be_read_and_is_not_written(officine: Officine, database: Path) -> None:
    database.chmod(0o400)
    database.parent.chmod(0o500)
    said(officine("--database", database, "statement", 1, "-o", "x.pdf"))
    database.parent.chmod(0o700)


def test_the_database_is_the_option_else_the_environment_else_the_settings_else_the_users(
    officine: Officine, database: Path, tmp_path: Path
) -> None:
    listed = officine("--database", database, "clients").stdout
    assert ".local/share/officine/officine.db" in said(officine("clients"))
    settings(tmp_path, f'database = "{database}"\n[keys]\n"clients.create" = "f2"\n')
    assert officine("clients").stdout == listed
    assert "env.db" in said(officine("clients", OFFICINE_DATABASE="env.db"))
    assert officine("--database", database, "clients", OFFICINE_DATABASE="env.db").stdout == listed
    assert officine("clients", "--database", database, OFFICINE_DATABASE="env.db").stdout == listed


def test_the_language_is_the_environment_else_the_settings_else_french(
    officine: Officine, tmp_path: Path
) -> None:
    assert officine("--help", language="").stdout.startswith("utilisation")
    settings(tmp_path, 'language = "en"\n')
    assert officine("--help", language="").stdout.startswith("usage")
    assert officine("--help", language="fr").stdout.startswith("utilisation")


@pytest.mark.parametrize("text", ["databse = 'x'", "database = 7", "database = ", "\x00", "language = 'fr"])
def test_settings_that_mean_nothing_are_said_before_anything_is_opened(
    officine: Officine, tmp_path: Path, text: str
) -> None:
    settings(tmp_path, text)
    assert "config.toml" in said(officine("demo", "--clients", 5))


def test_a_defect_is_one_sentence_and_the_details_are_in_the_log(
    officine: Officine, database: Path, tmp_path: Path
) -> None:
    with sqlite3.connect(database) as base:
        base.execute("DROP TABLE organism")
    done = officine("--database", database, "clients")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    log = tmp_path / ".local" / "state" / "officine" / "officine.log"
    assert str(log) in done.stderr
    assert "Traceback" in log.read_text()
    assert log.stat().st_mode & 0o777 == 0o600


def test_a_reader_who_stops_reading_is_no_failure(database: Path, tmp_path: Path) -> None:
    running = subprocess.Popen(
        [str(PROGRAM), "--database", str(database), "clients", "--json"],
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.close()
    assert running.stderr.read() == b""
    assert running.wait(timeout=60) == 141


def test_names_in_arabic_do_not_end_a_terminal_that_has_no_arabic(officine: Officine, database: Path) -> None:
    done = officine("--database", database, "clients", PYTHONUTF8="0", PYTHONIOENCODING="latin-1")
    assert (done.returncode, done.stderr) == (0, "")


def test_the_screens_need_a_terminal(officine: Officine, database: Path) -> None:
    assert "terminal" in said(officine("--database", database))


def test_no_verb_loads_what_it_does_not_need(database: Path, tmp_path: Path) -> None:
    heavy = {"textual", "rich", "weasyprint", "jinja2", "babel", "phonenumbers", "argon2", "psycopg"}
    for line, unwanted in ((["--help"], heavy | {"peewee", "sqlite3", "dataclasses"}), (["clients"], heavy)):
        code = (
            "import sys, officine\n"
            f"try: officine.main(['--database', {str(database)!r}, *{line!r}])\n"
            "except SystemExit: pass\n"
            "loaded = {name for name, module in sys.modules.items() if module}\n"
            f"print(sorted({unwanted!r} & loaded), file=sys.stderr)"
        )
        done = subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            text=True,
            env=environment(tmp_path),
            cwd=Path(__file__).parents[2],
        )
        assert done.stderr.strip() == "[]", line
