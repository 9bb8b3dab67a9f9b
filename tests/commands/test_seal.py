"""officine seal, and the doctor that compares all that was sealed."""

import json
import sqlite3
from pathlib import Path

from tests.commands.conftest import Officine


def test_each_seal_follows_the_one_before(officine: Officine, database: Path) -> None:
    first = json.loads(officine("--database", database, "seal", "--json").stdout)
    second = json.loads(officine("--database", database, "seal", "--json").stdout)
    number = first[0]["number"]  # the example pharmacy was sealed each evening
    assert number > 1
    assert second[0]["number"] == number + 1
    assert second[0]["rows"] == 1  # the trail of the first seal
    listed = officine("--database", database, "seal", "--list")
    numbers = [int(line.split()[0]) for line in listed.stdout.splitlines()[1:]]
    assert numbers == list(range(number + 1, 0, -1))
    digits = first[0]["digest"][:20].upper()
    assert digits in listed.stdout.replace(" ", "")


def test_the_doctor_names_what_was_altered_since(officine: Officine, database: Path) -> None:
    officine("--database", database, "seal")
    well = officine("--database", database, "doctor", "--seals")
    assert well.returncode == 0, well.stdout
    assert "Last seal" in well.stdout
    with sqlite3.connect(database) as hand:
        triggers = hand.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _sql in triggers:
            hand.execute(f"DROP TRIGGER {name}")
        hand.execute("UPDATE trail SET detail = '{\"told\": 1}' WHERE id = 2")
        for _name, again in triggers:
            hand.execute(again)
    hand.close()
    told = officine("--database", database, "doctor", "--seals")
    assert told.returncode == 1
    assert "seals: Row 2 of trail was altered after seal no. 1." in told.stdout
