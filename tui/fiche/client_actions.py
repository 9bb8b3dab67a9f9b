"""The functions that keys of the fiche call, each imported when it is first needed,
so that a fiche opens fast.

Such a function may show dialogs, and returns the id of what it made if that is a row of a tab.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from tui.frame.base import BaseScreen

ClientAction = Callable[[BaseScreen[Any], int], Awaitable[int | None]]
"""Gets the fiche and the id of its client."""


def _pay() -> ClientAction:
    from tui.fiche.payments.pay_debt import pay

    return pay


def _pay_unpaid() -> ClientAction:
    from tui.fiche.payments.pay_unpaid import pay

    return pay


def _explanation() -> ClientAction:
    from tui.fiche.explanation import explain

    return explain


def _statement() -> ClientAction:
    from tui.fiche.statements.issuing import issue_statement

    return issue_statement


def _default_discounts() -> ClientAction:
    from tui.fiche.sales.default_discounts import choose_default_discounts

    return choose_default_discounts


def _send_due() -> ClientAction:
    from tui.fiche.messages.send_due import send

    return send


def _consent() -> ClientAction:
    from tui.fiche.messages.consent import record

    return record


def _contact() -> ClientAction:
    from tui.clients.contacts.asked import create_contact

    return create_contact


def _archive() -> ClientAction:
    from tui.fiche.archiving import archive

    return archive


def _delete() -> ClientAction:
    from tui.fiche.trashing import delete

    return delete


def _merge() -> ClientAction:
    from tui.fiche.merging import merge

    return merge


def _give_back() -> ClientAction:
    from tui.fiche.merging import give_back

    return give_back


def _print_fiche() -> ClientAction:
    from tui.fiche.papers import print_fiche

    return print_fiche


def _badge() -> ClientAction:
    from tui.clients.cards import print_card

    return print_card


def _export_fiche() -> ClientAction:
    from tui.fiche.papers import export_fiche

    return export_fiche


def _import_contacts() -> ClientAction:
    from tui.fiche.contacts.importing import import_contacts

    return import_contacts


def _email() -> ClientAction:
    from tui.fiche.email import copy_address

    return copy_address


_ACTIONS: Mapping[str, Callable[[], ClientAction]] = {
    "pay": _pay,
    "pay_unpaid": _pay_unpaid,
    "explanation": _explanation,
    "statement": _statement,
    "default_discounts": _default_discounts,
    "send_due": _send_due,
    "consent": _consent,
    "contact": _contact,
    "archive": _archive,
    "delete": _delete,
    "merge": _merge,
    "give_back": _give_back,
    "print_fiche": _print_fiche,
    "badge": _badge,
    "export_fiche": _export_fiche,
    "import_contacts": _import_contacts,
    "email": _email,
}


def client_action(name: str) -> ClientAction:
    """The function of that name."""
    return _ACTIONS[name]()
