"""The functions that keys of the fiche call, each imported when it is first needed,
so that a fiche opens fast.

Such a function may show dialogs, and returns the id of what it made if that is a row of a tab.
"""

from collections.abc import Awaitable, Callable
from importlib import import_module
from typing import Any

from tui.frame.base import BaseScreen

Deed = Callable[[BaseScreen[Any], int], Awaitable[int | None]]
"""Gets the fiche and the id of its client."""

_DEEDS = {
    "pay": "tui.fiche.payments.pay_debt:pay",
    "pay_unpaid": "tui.fiche.payments.pay_unpaid:pay",
    "explanation": "tui.fiche.explanation:explain",
    "statement": "tui.fiche.statements.issuing:issue_statement",
    "default_discounts": "tui.fiche.sales.default_discounts:choose_default_discounts",
    "send_due": "tui.fiche.messages.send_due:send",
    "consent": "tui.fiche.messages.consent:record",
    "archive": "tui.fiche.archiving:archive",
}


def deed(name: str) -> Deed:
    """The function of that name."""
    module, _, function = _DEEDS[name].partition(":")
    found: Deed = getattr(import_module(module), function)
    return found
