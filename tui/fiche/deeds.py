"""What a key of the fiche does when it is more than moving about: a function of a module, imported when asked
for, so that a fiche opens without all of them. It is given the fiche, may wait for dialogs, and returns the
key of what it made, where that is a line of a tab.
"""

from collections.abc import Awaitable, Callable
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.fiche.screen import FicheDesk

_DEEDS = {
    "pay": "tui.fiche.payments.pay_credit:pay",
    "pay_unpaid": "tui.fiche.payments.pay_unpaid:pay",
    "explanation": "tui.fiche.explanation:explain",
    "statement": "tui.fiche.statements.issuing:issue_statement",
    "default_discounts": "tui.fiche.sales.default_discounts:choose_default_discounts",
    "send_due": "tui.fiche.messages.send_due:send",
    "consent": "tui.fiche.messages.consent:record",
    "archive": "tui.fiche.archiving:archive",
}


def deed(name: str) -> "Callable[[FicheDesk], Awaitable[int | None]]":
    """The function of that name."""
    module, _, function = _DEEDS[name].partition(":")
    found: Callable[[FicheDesk], Awaitable[int | None]] = getattr(import_module(module), function)
    return found
