"""Whatever is new is in every list that has to know it; what is missing in any of them is said at once.

A new table, verb, dialog, tab, feature or check meets lists of the program and of its tests, each held by a
test of its own. Here these are asked one after the other, on one pharmacy in which every verb was played.
"""

import inspect
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from models import doctor
from models.people.staff.login import Member
from models.requests.verb import Verb
from models.store import connection
from tests.asking import every_verb
from tests.models.conftest import Counter
from tests.models.doctor import test_hostile_hand
from tests.models.games import test_longest_text
from tests.models.money.closings import test_periods
from tests.models.people.clients import test_through_aliases
from tests.models.personal import test_register, test_triggers
from tests.models.privacy import test_redaction
from tests.models.requests import test_every_verb
from tests.models.requests.every_verb import EveryVerb
from tests.models.seals import test_seals
from tests.models.store import test_numbering
from tests.models.timeline import test_listing
from tests.models.trash import test_refused, test_trash
from tests.packaging import test_guards, test_lists, test_one_clock, test_words_of_a_channel
from tests.tui.fiche import test_traceability
from tests.tui.frame import test_final_answers, test_keys
from tests.tui.guide import test_addresses
from tests.tui.settings import test_features
from tests.version_0_1.conftest import kept

Asks = Callable[..., None]

PLACES: dict[Asks, str] = {
    # Verbs.
    test_periods.test_every_verb_is_known_here: "whether a verb enters something of a day: in that test",
    test_refused.test_every_verb_about_a_client_is_tried: "verbs about a client: ABOUT_A_CLIENT in that test",
    test_every_verb.test_whose_right_asks_for_the_security_code_takes_it: "models/requests/rights.py",
    test_listing.test_every_verb_that_another_source_tells_is_a_verb_and_is_in_the_index: (
        "models/timeline: ELSEWHERE, and the index of a migration"
    ),
    test_traceability.all_has_words: "locales/words: verbs and fields",
    # Tables.
    test_register.test_every_column_of_the_schema_is_declared: "models/personal: each column",
    test_register.test_nothing_is_declared_that_is_not_there: "models/personal: each column",
    test_redaction.test_every_table_that_leads_to_a_client_says_how: "models/privacy/rows.py",
    test_trash.test_inv_41_every_table_that_names_a_client_is_a_record_or_belongs_to_the_fiche: (
        "models/trash/linked.py"
    ),
    test_seals.test_every_table_that_never_changes_is_covered_or_says_why: "models/seals/covered.py",
    test_numbering.test_each_kind_of_operation_has_a_series_of_its_own: "models/store/numbering.py",
    # What is asked of the tables.
    test_hostile_hand.test_every_check_has_a_planted_fault: "tests/models/doctor/planted",
    test_hostile_hand.test_the_list_names_columns_that_there_are: "tests/models/doctor/seen_by_no_sum.py",
    test_through_aliases.test_whoever_asks_about_a_client_asks_for_all_their_fiches: (
        "models/people/clients/aliases.py, or RIGHT in that test"
    ),
    test_lists.test_no_statement_names_as_many_values_as_there_are: "models/store/many.py",
    test_guards.test_no_screen_and_no_command_cancels_without_the_guards: "models/trade/cancelling/guards.py",
    test_guards.test_every_number_is_taken_where_closed_periods_are_known: "models/money/closings/periods.py",
    test_one_clock.test_nothing_but_the_clock_asks_the_machine_for_the_time: "models/store/clock.py",
    test_one_clock.test_the_database_is_never_asked_for_the_time: "models/store/clock.py",
    test_words_of_a_channel.test_no_module_but_those_of_the_channel_knows_what_an_sms_is: "its channel",
    test_words_of_a_channel.test_no_message_is_addressed_to_a_mobile_but_by_its_channel: "its channel",
    # Screens.
    test_final_answers.test_every_dialog_says_whether_its_answer_can_be_taken_back: (
        "FINAL of the dialog, or TAKEN_BACK in that test"
    ),
    test_final_answers.test_no_letter_is_bound_to_what_hides_cancels_or_sends_without_asking: "@asking",
    test_keys.test_f1_of_every_desk_and_tab_begins_with_what_it_is_for: "PURPOSE of the screen or tab",
    test_keys.test_no_key_of_a_screen_means_two_things: "BINDINGS of the screen, or BY_STATE in that test",
    test_addresses.test_whatever_is_shown_leads_to_a_page_and_a_heading_that_are_there: "GUIDE of the screen",
    test_features.test_every_feature_has_a_name_and_says_what_it_brings: "locales/words: features",
    test_features.test_every_feature_switches_something: "a tab or a field that asks for the feature",
}
"""What is asked, and where to write what it misses."""


@pytest.fixture
def in_full(pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch) -> None:
    """What differs is said to the last item."""
    monkeypatch.setattr(pytestconfig.option, "verbose", 2)


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The names of all verbs that are carried out from here on."""
    names: set[str] = set()
    really = Verb.__call__

    def call(self: Verb[..., Any], *args: Any, **kwargs: Any) -> Any:
        names.add(self.name)
        return really(self, *args, **kwargs)

    monkeypatch.setattr(Verb, "__call__", call)
    return names


@pytest.mark.usefixtures("in_full")
def test_whatever_is_new_is_in_every_list(file_cashier: Member, tmp_path: Path, played: set[str]) -> None:
    counter = Counter(file_cashier.id)
    verbs = "tests/models/requests/every_verb, which plays all verbs"
    missing = [
        *tried(verbs, EveryVerb(counter.staff, tmp_path)),
        *tried(verbs, lambda: plays_all(played)),
        *tried("models/doctor, after every verb was played", doctor_finds_nothing),
        *tried("tests/models/games/test_longest_text.py: given", lambda: parameters_are_given(counter)),
    ]
    fixtures = {"counter": counter, "store": connection.engine(), "engine": connection.engine()}
    for ask, where in PLACES.items():
        asked = {name: fixtures[name] for name in inspect.signature(ask).parameters}
        missing += tried(f"{where}\n  ({ask.__module__}: {ask.__name__})", partial(ask, **asked))
    connection.close()
    missing += tried("tests/models/personal/test_triggers.py", lambda: triggers_are_tried(tmp_path))
    if missing:
        pytest.fail("\n\n".join(missing), pytrace=False)


def tried(where: str, ask: Callable[[], object]) -> Iterator[str]:
    """What was found missing, if anything was."""
    try:
        ask()
    except AssertionError as error:
        yield f"{where}\n    " + "\n    ".join(shortened(str(error).splitlines()))
    except Exception as error:  # a verb that is refused, as something does not know what is new
        yield f"{where}\n    {error!r}"


def shortened(lines: list[str]) -> Iterator[str]:
    """Without both sides of a comparison, where what differs is listed below; and that only once."""
    listed = any("xtra items" in line for line in lines)
    for line in lines:
        if line.startswith("Full diff") and listed:
            return
        if line.strip() and (not line.startswith("assert ") or len(lines) == 1):
            yield line


def plays_all(played: set[str]) -> None:
    assert every_verb().keys() - played - {"first_start.establish"} == set()


def doctor_finds_nothing() -> None:
    assert [str(fault) for fault in doctor.examine()] == []


def parameters_are_given(counter: Counter) -> None:
    """What a verb with a text needs beside it, so that it comes to that text."""
    known = {*test_longest_text.given(counter)}
    needed = {
        f"{name}({parameter.name})"
        for name, text in test_longest_text.verbs_with_texts()
        for parameter in inspect.signature(inspect.unwrap(every_verb()[name])).parameters.values()
        if parameter.default is parameter.empty and parameter.name not in known | {text}
    }
    assert needed == set()


def triggers_are_tried(folder: Path) -> None:
    base = folder / "of_0_1.db"
    base.write_bytes(kept("base.db"))
    base.chmod(0o600)
    with test_triggers.filled(base) as engine:
        test_triggers.test_every_table_is_tried(engine)
