"""Many who guess at once have no more guesses than one: each counts before it is looked at."""

from collections import Counter as Tally
from multiprocessing.context import ForkServerContext
from typing import Any

import pytest

from models.people.staff import login as staff
from models.people.staff import security_code
from models.people.staff.codes import FREE_TRIES, TooManyTries
from models.people.staff.login import WrongLogin
from models.requests.actors import Staff
from models.store import settings
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.trust.test_many_at_once import at_once

MANY = 24


def test_the_code_of_somebody_is_guessed_three_times_before_one_waits(
    shared: Counter, target: Any, processes: ForkServerContext
) -> None:
    name = staff.members()[0].name
    answers = Tally(at_once(processes, target, *[("guess", name, f"{turn:04}") for turn in range(MANY)]))
    failures = Staff.get_by_id(shared.staff).failures
    # A second is over soon where many argue about two cores; then there is one more, and the wait doubles.
    assert answers["WrongLogin"] == failures <= FREE_TRIES + 3
    assert answers["TooManyTries"] == MANY - failures


def test_the_security_code_is_guessed_three_times_before_one_waits(
    shared: Counter, target: Any, processes: ForkServerContext
) -> None:
    security_code.choose("7777", current="", by=by_staff(shared.staff))
    answers = Tally(
        at_once(processes, target, *[("guess_security_code", f"{turn:04}") for turn in range(MANY)])
    )
    failures = int(settings.get(security_code.FAILURES))
    assert answers["WrongSecurityCode"] == failures <= FREE_TRIES + 3
    assert answers["TooManyTries"] == MANY - failures


def test_who_is_killed_while_a_code_is_looked_at_has_had_their_guess(
    shared: Counter, target: Any, processes: ForkServerContext
) -> None:
    name = staff.members()[0].name
    assert at_once(processes, target, ("guess_and_die", name, "0000")) == ["killed"]
    at_once(processes, target, *[("guess_and_die", name, "0000")] * (FREE_TRIES - 1))
    with pytest.raises((TooManyTries, WrongLogin)):
        staff.log_in(name, "0000")
    assert Staff.get_by_id(shared.staff).failures >= FREE_TRIES
