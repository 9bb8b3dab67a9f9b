"""Why nothing leaves at present, as a sentence."""

from locales import _
from locales.inert import inert
from locales.sentences import explain
from messaging.worker import Tally


def trouble(tally: Tally) -> str:
    """One sentence; empty when all is well."""
    if tally.problem:
        return explain(tally.problem)
    if tally.unreachable:
        said = inert(tally.unreachable.said)
        return _(tally.unreachable.why) + (f" ({said})" if said else "")
    return _("The SMS credits do not suffice for what waits.") if tally.short else ""
