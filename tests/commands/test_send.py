"""`officine send`: what waits is handed over, once, and what stands in its way is one sentence."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.outbox.rules import CLOSES, GATEWAY, OPENS, setting
from models.outbox.units import verbs as sms_units
from models.requests.actors import Staff
from models.store import connection, opening, settings
from tests.commands.conftest import Officine, said
from tests.messaging.conftest import Outbox

CARNET = Path(".local/state/officine/carnet.jsonl")


@pytest.fixture
def outbox(database: Path) -> Iterator[Outbox]:
    """The outbox of the example pharmacy, which has credits and a past, open at any hour."""
    opening.open_database(database)
    box = Outbox(Staff.select(Staff.id).where(Staff.active).limit(1).scalar())
    settings.put(setting(OPENS), "00:00")
    settings.put(setting(CLOSES), "23:59:59.999999")
    yield box
    connection.close()


def states(database: Path, last: int) -> list[str]:
    """Of the last messages, in the order in which they were written."""
    with sqlite3.connect(database) as rows:
        every = [state for (state,) in rows.execute("SELECT state FROM message ORDER BY id")]
    return every[-last:]


def test_what_waits_is_written_into_the_notebook_and_nothing_is_sent(
    officine: Officine, database: Path, outbox: Outbox, tmp_path: Path
) -> None:
    outbox.put("Reçu 150 DH", "مرحبا")
    done = officine("--database", database, "send")
    assert (done.returncode, done.stdout) == (0, "2 messages sent.\n")
    lines = (tmp_path / CARNET).read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["text"] for line in lines] == ["Reçu 150 DH", "مرحبا"]
    assert (tmp_path / CARNET).stat().st_mode & 0o077 == 0, "names and debts are read by their owner alone"
    assert states(database, 2) == ["sent", "sent"]
    assert officine("--database", database, "send").stdout == "Nothing waits to be sent.\n"


def test_what_no_credit_is_left_for_waits(officine: Officine, database: Path, outbox: Outbox) -> None:
    outbox.put("a" * 153 * (sms_units.left() + 1))
    sentence = said(officine("--database", database, "send"))
    assert "credits" in sentence
    assert states(database, 1) == ["queued"]


def test_a_missing_password_is_said_with_where_to_put_it(
    officine: Officine, database: Path, outbox: Outbox, tmp_path: Path
) -> None:
    settings.put(setting(GATEWAY), "kannel")
    sentence = said(officine("--database", database, "send"))
    assert "kannel_password" in sentence
    assert str(tmp_path / ".config/officine/secrets.toml") in sentence


def test_a_gateway_that_is_not_there_keeps_everything_waiting(
    officine: Officine, database: Path, outbox: Outbox
) -> None:
    settings.put(setting(GATEWAY), "kannel")
    settings.put("gateway.kannel.url", "http://127.0.0.1:9/cgi-bin/sendsms")
    before = sms_units.left()
    outbox.put("un")
    done = officine("--database", database, "send", OFFICINE_SECRET_KANNEL_PASSWORD="hush-hush")
    assert "does not answer" in said(done)
    assert "hush-hush" not in done.stdout + done.stderr
    assert states(database, 1) == ["queued"]
    assert sms_units.left() == before - 1


def test_no_secret_is_in_the_database(officine: Officine, database: Path, outbox: Outbox) -> None:
    settings.put(setting(GATEWAY), "kannel")
    settings.put("gateway.kannel.url", "http://127.0.0.1:9/cgi-bin/sendsms")
    outbox.put("un")
    officine("--database", database, "send", OFFICINE_SECRET_KANNEL_PASSWORD="hush-hush")
    connection.close()
    assert b"hush-hush" not in database.read_bytes()
