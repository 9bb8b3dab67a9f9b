"""Runs all checks. A check whose failure would explain the failure of others runs before them."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice

from models.doctor import (
    appointments,
    contacts,
    lists,
    merging,
    people,
    photos,
    privacy,
    seals,
    sites,
    technical_sheets,
)
from models.doctor.fault import SHOWN, Check, Fault
from models.doctor.money import allocations, days, numbers, operations, reversals, ties, till
from models.doctor.outbox import messages
from models.doctor.outbox import states as outbox
from models.doctor.requests import defined, details, imports, last_said, listed, tariffs_said
from models.doctor.requests import trail as requests
from models.doctor.store import choices, kept_json, place, structure, values
from models.doctor.trade import (
    animals,
    attributions,
    catalogue,
    deliveries,
    documents,
    global_invoices,
    invoices,
    lines,
    net_prices,
    promises,
    returns,
    tariffs,
)
from models.refusals import N_
from models.store.connection import engine, told_as_problem
from models.store.place.problems import StoreProblem

SUBJECTS = (
    *(
        place,
        structure,
        values,
        kept_json,
        requests,
        details,
        imports,
        operations,
        reversals,
        allocations,
        ties,
        numbers,
    ),
    *(
        days,
        documents,
        lines,
        net_prices,
        returns,
        global_invoices,
        invoices,
        promises,
        deliveries,
        animals,
        attributions,
        till,
        catalogue,
        tariffs,
        outbox,
        messages,
        people,
    ),
    *(
        photos,
        merging,
        lists,
        sites,
        contacts,
        appointments,
        technical_sheets,
        choices,
        last_said,
        defined,
        listed,
        tariffs_said,
    ),
    *(privacy, seals),
)
"""The modules that check one part of the database each; every one lists its checks in `CHECKS`."""

CHECKS: tuple[Check, ...] = tuple(check for subject in SUBJECTS for check in subject.CHECKS)


def examine(progress: Callable[[int, int], None] | None = None) -> list[Fault]:
    """Runs every check on the open database, while others may be working; returns no fault when all is well.

    `progress` is called with the number of checks done and the number of all checks.
    """
    with suppress(StoreProblem, *engine().errors), told_as_problem():
        engine().look_again()
    found: list[Fault] = []
    for done, check in enumerate(CHECKS):
        if progress:
            progress(done, len(CHECKS))
        # One damaged page of the file makes several checks fail with the same message, which is shown once.
        found += (fault for fault in islice(carried_out(check), SHOWN) if fault not in found)
    if progress:
        progress(len(CHECKS), len(CHECKS))
    return found


def remarks() -> list[Fault]:
    """Remarks that are not faults, but that a reader of the books must know."""
    return [fault for check in days.REMARKS for fault in islice(carried_out(check), SHOWN)]


def carried_out(check: Check) -> Iterator[Fault]:
    """Runs one check and returns its faults. If the check cannot read the data, that is one fault,
    and the other checks go on.
    """
    try:
        with told_as_problem():
            yield from check()
    except StoreProblem as problem:
        yield Fault("engine", problem.sentence, {"place": problem.place})
    # The base may be damaged in any way, so every error counts: damage is why the doctor was called.
    except Exception as error:
        sentence = N_("The check “{check}” met what it cannot read: {error}")
        words = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        yield Fault("doctor", sentence, {"check": check.__name__.replace("_", " "), "error": words})
