"""The PostgreSQL server is restarted while the program is open: the next verb simply works."""

import pytest

from models import doctor
from models.store import opening
from models.store.connection import transaction
from models.store.place.problems import Unreachable
from tests.conftest import establish
from tests.models.conftest import Counter, name_of, on_server


def hang_up(address: str) -> None:
    on_server(
        address,
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name_of(address)}'",
    )


@pytest.mark.postgres
def test_a_restart_between_two_verbs_is_not_noticed(postgres_target: str) -> None:
    opening.open_database(postgres_target)
    counter = Counter(establish().id)
    client = counter.client()
    counter.sell(client, 1_000)
    hang_up(postgres_target)
    assert counter.owes(client) == (1_000, 0, 1_000)
    hang_up(postgres_target)
    counter.pay(client, 400)
    assert counter.owes(client) == (600, 0, 600)


@pytest.mark.postgres
def test_a_restart_within_a_verb_is_one_sentence_and_writes_nothing(postgres_target: str) -> None:
    opening.open_database(postgres_target)
    counter = Counter(establish().id)
    client = counter.client()

    def sell_twice() -> None:
        with transaction():
            counter.sell(client, 1_000)
            hang_up(postgres_target)
            counter.sell(client, 2_000)

    with pytest.raises(Unreachable):
        sell_twice()
    assert counter.owes(client) == (0, 0, 0)
    counter.sell(client, 500)
    assert doctor.examine() == []
