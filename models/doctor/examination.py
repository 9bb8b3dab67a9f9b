"""All the checks, in the order of what would explain the others."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import islice

from models.doctor import (
    allocations,
    catalogue,
    choices,
    documents,
    invoices,
    numbers,
    operations,
    outbox,
    people,
    place,
    promises,
    returns,
    reversals,
    till,
)
from models.doctor.fault import Fault
from models.store.connection import engine, told_as_problem
from models.store.problems import StoreProblem

SHOWN = 50
"""At most so many faults of one check: one cause often shows in every row."""

CHECKS: tuple[Callable[[], Iterable[Fault]], ...] = (
    place.what_the_engine_finds,
    place.tables_and_triggers,
    place.permissions,
    operations.postings_balance,
    operations.postings_name_the_client,
    operations.accounts_suit_the_kind,
    operations.signs_suit_the_kind,
    operations.nothing_in_the_future,
    operations.cached_balances,
    reversals.reversals_are_opposite,
    reversals.reversals_are_final,
    reversals.reversed_is_closed,
    allocations.debits_are_not_overpaid,
    allocations.credits_are_not_overdrawn,
    allocations.one_client,
    allocations.dated_after_both_sides,
    allocations.undone_by_the_opposite,
    numbers.no_holes,
    documents.sales_are_their_lines,
    documents.lines_are_their_price,
    documents.every_sale_has_its_document,
    documents.statements_come_out_the_same,
    *returns.CHECKS,
    *invoices.CHECKS,
    *promises.CHECKS,
    till.closings_hold_their_day,
    till.closings_hold_nothing_else,
    till.closings_are_what_they_hold,
    till.closings_are_complete,
    catalogue.search_finds_every_product,
    catalogue.scanned_codes_mean_one_product,
    catalogue.rates_are_known,
    *outbox.CHECKS,
    people.archived_are_settled,
    people.codes_are_unique,
    people.search_finds_everybody,
    people.staff_can_log_in,
    choices.choices_can_be_followed,
)


def examine(progress: Callable[[int, int], None] | None = None) -> list[Fault]:
    """Runs every check on the open database, beside whoever is working; empty when all is well.

    `progress` is told how many checks of how many are done.
    """
    with suppress(StoreProblem), told_as_problem():
        engine().look_again()
    found: list[Fault] = []
    for done, check in enumerate(CHECKS):
        if progress:
            progress(done, len(CHECKS))
        try:
            with told_as_problem():
                found += islice(check(), SHOWN)
        except StoreProblem as problem:
            found.append(Fault("engine", problem.sentence, {"place": problem.place}))
    if progress:
        progress(len(CHECKS), len(CHECKS))
    return found
