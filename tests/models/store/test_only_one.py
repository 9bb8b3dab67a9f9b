"""A section that one program at a time is in, on either engine: nobody waits at its door."""

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from threading import Thread
from typing import TypeVar

import pytest

from models.store.connection import engine, own_connection
from models.store.engines.engine import Engine
from models.store.engines.sqlite import SqliteEngine
from models.store.place.problems import NotOurs

Found = TypeVar("Found")


def elsewhere(call: Callable[[], Found]) -> Found:
    """As another program would: on its own connection."""
    found: list[Found] = []

    def work() -> None:
        with own_connection():
            found.append(call())

    thread = Thread(target=work)
    thread.start()
    thread.join()
    return found[0]


def alone(what: str) -> bool:
    with engine().only_one(what) as found:
        return found


def test_one_is_in_and_the_others_are_told_so(store: Engine) -> None:
    with engine().only_one("sender") as first:
        assert first
        assert not elsewhere(lambda: alone("sender"))
        assert elsewhere(lambda: alone("other"))
    assert elsewhere(lambda: alone("sender"))


def test_who_came_in_vain_does_not_let_others_in(store: Engine) -> None:
    with ExitStack() as both:
        assert both.enter_context(engine().only_one("sender"))
        assert not elsewhere(lambda: alone("sender"))
        assert not elsewhere(lambda: alone("sender"))


def test_who_fails_inside_is_out_of_it(store: Engine) -> None:
    try:
        with engine().only_one("sender"):
            raise KeyError
    except KeyError:
        pass
    assert elsewhere(lambda: alone("sender"))


@pytest.mark.parametrize("kind", ["folder", "link"])
def test_what_is_no_file_of_ours_in_its_place_is_named_and_left(tmp_path: Path, kind: str) -> None:
    """A link would let somebody else choose which file is made."""
    made = SqliteEngine(tmp_path / "x.db")
    beside, elsewhere = tmp_path / "x.db-sender", tmp_path / "elsewhere"
    if kind == "folder":
        beside.mkdir()
    else:
        beside.symlink_to(elsewhere)
    with pytest.raises(NotOurs) as refused, made.only_one("sender"):
        pass
    assert refused.value.place == str(beside)
    assert not elsewhere.exists()
