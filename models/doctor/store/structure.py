"""Checks of the schema: every table, column, index and trigger is as the migrations make
it, and there are no others.
"""

import re
from collections.abc import Iterator

from models.doctor.fault import Check, Fault
from models.refusals import N_
from models.store import schema, structure
from models.store.connection import engine

FORWARD_ONLY = ("message", "campaign")
"""Tables whose triggers let a row change in one direction only (INV-54); the other tables
let no row change (INV-03).
"""

_GONE = N_("The schema lacks {object}.")
_CHANGED = N_("In the schema, {object} is not as Officine made it.")
_STRANGE = N_("The schema holds {object}, which Officine did not make.")
_NO_TRIGGER = N_("Rows of {table} could be changed: the trigger {trigger} is missing.")
_OTHER_TRIGGER = N_("Rows of {table} could be changed: the trigger {trigger} does not do what it should.")
_STRANGE_TRIGGER = N_(
    "Rows of {table} are not written as they should be: {trigger} is no trigger of Officine."
)


def every_step_was_taken() -> Iterator[Fault]:
    """The schema has the version of this program."""
    for name in sorted(set(schema.known()) - set(schema.applied(engine()))):
        yield Fault("schema", N_("The schema lacks the step {name}."), {"name": name})


def all_is_as_it_was_made() -> Iterator[Fault]:
    """INV-03, INV-54: compares the whole schema by its text, as a trigger with the
    right name may do nothing.
    """
    present, made = engine().structure(), structure.recorded(engine().name)
    for name in sorted(made.keys() | present.keys()):
        if name not in present:
            yield _fault(name, _GONE, _NO_TRIGGER)
        elif name not in made:
            yield _fault(name, _STRANGE, _STRANGE_TRIGGER)
        elif present[name] != made[name]:
            yield _fault(name, _CHANGED, _NO_TRIGGER if _disabled(present[name]) else _OTHER_TRIGGER)


def _disabled(definition: str) -> bool:
    return definition.endswith(" DISABLED")


def _fault(name: str, sentence: str, of_a_trigger: str) -> Fault:
    trigger = re.match(r"trigger (\w+)\.(\w+)", name)
    if trigger is None:
        return Fault("schema", sentence, {"object": name})
    figures = {"table": trigger[1], "trigger": trigger[2]}
    return Fault("INV-54" if trigger[1] in FORWARD_ONLY else "INV-03", of_a_trigger, figures)


CHECKS: tuple[Check, ...] = (every_step_was_taken, all_is_as_it_was_made)
