"""What holds of every verb there is, asked through the registry: done once, by somebody, who may (INV-20).

A pharmacy in which every verb is carried out (`every_verb/`) is played; after each verb the same request is
made again, then others. A verb that is not played there fails the test.
"""

import dataclasses
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

from models.refusals import KeyReused
from models.requests.actors import OwnClient, Program, StaffMember
from models.requests.by import By, new_key
from models.requests.rights import WITH_CODE, NobodyActs, NotAllowed, StaffInactive
from models.requests.trail import Trail
from models.requests.verb import Verb
from models.store.connection import database
from models.store.engines.engine import Engine
from tests.asking import every_verb
from tests.conftest import establish
from tests.models.requests.every_verb import EveryVerb

NOBODY = 999
BESIDE = {"by", "security", "progress", "drawn"}
"""Arguments that are no part of what is asked."""


@dataclass
class Asked:
    """Makes other requests after each one that is carried out, and keeps what was found of each verb."""

    answers: dict[str, list[object]] = field(default_factory=dict)
    reused: dict[str, set[str]] = field(default_factory=dict)
    refused: dict[str, set[type[Exception]]] = field(default_factory=dict)
    under_way: bool = False

    def after(
        self, verb: Verb[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any], answer: object
    ) -> None:
        """Each of them leaves the pharmacy as it is."""
        with self.nothing_is_written(verb):
            again = ask(verb, *args, **kwargs)
            assert again == answer, verb.name
            self.answers.setdefault(verb.name, []).append(answer)
            self.reused.setdefault(verb.name, set())
            for name, changed in others(verb, args, kwargs):
                with pytest.raises(KeyReused):
                    pytest.fail(f"{verb.name} with another {name} answers {ask(verb, **changed)!r}")
                self.reused[verb.name].add(name)
            for by in who_may_not():
                with pytest.raises((NobodyActs, NotAllowed, StaffInactive)) as found:
                    ask(verb, *args, **kwargs | {"by": by})
                self.refused.setdefault(verb.name, set()).add(found.type)

    @contextmanager
    def nothing_is_written(self, verb: Verb[..., Any]) -> Iterator[None]:
        before = Trail.select().count(), database.execute_sql(SUM).fetchone()
        yield
        assert (Trail.select().count(), database.execute_sql(SUM).fetchone()) == before, verb.name


SUM = (
    "SELECT (SELECT COUNT(*) FROM posting), (SELECT COUNT(*) FROM message), (SELECT SUM(version) FROM client)"
)


def who_may_not() -> list[By | None]:
    """Nobody; a client, who has no right yet; who does not work here; a program that nobody knows."""
    actors = (OwnClient(1), StaffMember(NOBODY), Program("stranger"))
    return [None, *(By(actor, new_key()) for actor in actors)]


def ask(verb: Verb[..., Any], *args: Any, **kwargs: Any) -> Any:
    return REALLY(verb, *args, **kwargs)


REALLY = Verb.__call__


def others(
    verb: Verb[..., Any], args: tuple[Any, ...], kwargs: Mapping[str, Any]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The same request with each of its arguments in turn as another."""
    given = verb.arguments(args, kwargs)
    for name in given.keys() - BESIDE - set(verb.secret[1:]):
        yield name, given | {name: another(given[name])}


def another(value: Any) -> Any:
    """A value of the same kind that is not this one."""
    match value:
        case None:
            return 1
        case bool():
            return not value
        case Enum():
            return next(each for each in type(value) if each is not value)
        case int():
            return type(value)(value + 1)
        case str():
            return f"{value}x"
        case date():
            return value + timedelta(days=1)
        case Mapping():
            return {**value, "another": 1} if not value else dict(list(value.items())[1:])
        case frozenset():
            return frozenset([*value][1:]) if value else frozenset({"another"})
        case list() | tuple():
            return [*value[1:]] if value else [1]
        case _ if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return with_another_field(value)
    raise AssertionError(f"say what another {value!r} is")


def with_another_field(value: Any) -> Any:
    if hasattr(value, "source"):  # a file that was read is known by its content
        return dataclasses.replace(value, source=dataclasses.replace(value.source, digest="another"))
    first = dataclasses.fields(value)[0].name
    return dataclasses.replace(value, **{first: another(getattr(value, first))})


@pytest.fixture
def asked(store: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Every verb was carried out, and each of them asked again in all these ways."""
    found = Asked()

    def call(self: Verb[..., Any], *args: Any, **kwargs: Any) -> Any:
        if found.under_way:  # a verb that another one does with it
            return REALLY(self, *args, **kwargs)
        found.under_way = True
        try:
            answer = REALLY(self, *args, **kwargs)
            found.after(self, args, kwargs, answer)
        finally:
            found.under_way = False
        return answer

    monkeypatch.setattr(Verb, "__call__", call)
    EveryVerb(establish().id, tmp_path)()
    return found


def test_inv_20_every_verb_is_done_once_by_somebody_who_may(asked: Asked) -> None:
    """Also what nobody asks twice: whoever adds a verb plays it in `every_verb/`."""
    known = every_verb()
    assert asked.answers.keys() == known.keys()
    for name, verb in known.items():
        digested = set(verb.parameters) - BESIDE - set(verb.secret[1:])
        assert asked.reused[name] == digested, name
        assert asked.refused[name] == {NobodyActs, NotAllowed, StaffInactive}, name


def test_every_answer_is_a_value(asked: Asked) -> None:
    """A row of a table may change, and asks the base for more whenever somebody reads of it."""
    for name, answers in asked.answers.items():
        for answer in answers:
            plain = answer is None or isinstance(answer, int | str | range)
            assert plain or frozen(answer), f"{name} answers {answer!r}"


def frozen(answer: object) -> bool:
    made = getattr(type(answer), "__dataclass_params__", None)
    return made is not None and bool(made.frozen)


def test_whose_right_asks_for_the_security_code_takes_it() -> None:
    for name, verb in every_verb().items():
        assert (verb.right in WITH_CODE) == ("security" in verb.parameters), name
