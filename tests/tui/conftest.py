"""A small pharmacy on SQLite, in English (the message ids), and nothing of this machine's settings."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import locales
from models.people.clients import bulk
from models.people.clients.table import ClientStatus
from models.people.clients.verbs import ClientFields
from models.people.staff import login as staff
from models.pharmacy import features
from models.pharmacy.features import Feature
from models.store import connection
from tests.asking import by_staff
from tests.tui.hurry import hurry
from tui.frame.session import Session
from tui.shell import typeahead

NAMES = [
    ("Alaoui", "Salma", "+212661234501", 125_000),
    ("Bennani", "Karim", "+212661234502", 0),
    ("Martin", "Jean", "+212661234503", 0),
    ("Martinez", "Jeanne", "+33612345678", -5_000),
    ("محمد", "سعيد", "+212661234505", 0),
]
"""Last name, first name, phone, balance in centimes."""


@pytest.fixture(autouse=True, scope="session")
def no_idle_waiting() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        hurry(patch)
        yield


@pytest.fixture(autouse=True)
def nothing_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("OFFICINE_THEME", "NO_COLOR", "OFFICINE_DATABASE", "COLORFGBG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    monkeypatch.setenv("OFFICINE_LANG", "en")
    # The hands of the tests press as fast as the program takes it, and are no scanner.
    monkeypatch.setattr(typeahead, "FAST", 0)
    locales.speak("en")


@pytest.fixture
def session(file_cashier: staff.Member) -> Session:
    """Somebody at the desk."""
    return Session(file_cashier.id, file_cashier.name, "Pharmacie Atlas")


@pytest.fixture
def everything_on(session: Session) -> None:
    """The pharmacy uses every feature, so that there is every tab."""
    features.choose(frozenset(Feature), seen=features.in_use(), by=by_staff(session.staff))


@pytest.fixture
def clients(session: Session) -> list[int]:
    """Five active clients (`NAMES`), an archived one and a sleeping one; their numbers.

    Their balances are only what the list shows: there is no ledger behind them.
    """
    new = [
        bulk.NewClient(ClientFields(last_name=last, first_name=first, mobile=phone))
        for last, first, phone, _ in NAMES
    ]
    new.append(bulk.NewClient(ClientFields(last_name="Zouhair", first_name="Ali"), ClientStatus.ARCHIVED))
    new.append(bulk.NewClient(ClientFields(last_name="Yacoubi", first_name="Nadia"), ClientStatus.SLEEPING))
    with connection.transaction():
        ids = list(bulk.insert(new))
        for number, (*_, balance) in zip(ids, NAMES, strict=False):
            connection.database.execute_sql(f"UPDATE client SET balance = {balance} WHERE id = {number}")
    return ids
