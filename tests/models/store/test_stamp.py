"""The number by which a screen notices that others have written."""

import threading
from datetime import datetime

import pytest

from models.people.clients import verbs as clients
from models.people.clients.verbs import ClientFields
from models.people.staff.login import Member
from models.store import opening
from models.store.connection import engine, own_connection
from tests.asking import by_staff
from tests.conftest import establish


def add(staff: int, last_name: str) -> None:
    clients.create(ClientFields(last_name), by=by_staff(staff))


def elsewhere(staff: int, last_name: str) -> None:
    """Another terminal adds a client."""

    def work() -> None:
        with own_connection():
            add(staff, last_name)

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()


def test_it_moves_when_another_terminal_writes_and_not_before(cashier: Member) -> None:
    before = engine().stamp()
    assert engine().stamp() == before
    elsewhere(cashier.id, "Amrani")
    assert engine().stamp() != before


@pytest.mark.postgres
def test_it_moves_for_who_began_first_and_ended_last(postgres_target: str, stopped_clock: datetime) -> None:
    """On a server several write at once, and their keys do not say in which order they are seen."""
    import psycopg

    opening.open_database(postgres_target)
    staff = establish().id
    with psycopg.connect(postgres_target) as slow:
        slow.execute("INSERT INTO trail (op_id, verb, at, detail) VALUES ('slow', 'x', now(), '{}')")
        add(staff, "Amrani")
        before = engine().stamp()
        slow.commit()
    assert engine().stamp() != before
