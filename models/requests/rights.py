"""The rights: a closed list, each named by what it allows.

Until rights are given to persons, every member of staff has all of them, with two exceptions: a right in
`WITH_CODE` also needs the security code, and `SEND_MESSAGES` is given in the settings.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from models.refusals import N_, Refused
from models.requests.actors import (
    DEMO,
    FOUNDING,
    INCOMING,
    REMINDERS,
    SHELL,
    Actor,
    OwnClient,
    Program,
    Staff,
    StaffMember,
)
from models.store.prepared import Prepared, given


class Right(StrEnum):
    """Something that an actor may be allowed to do. Each verb names the right it needs."""

    EDIT_CLIENTS = "edit_clients"
    ARCHIVE_CLIENTS = "archive_clients"
    MERGE_CLIENTS = "merge_clients"
    """Making one of two fiches, and giving one back."""
    IMPORT_CLIENTS = "import_clients"
    DELETE_CLIENTS = "delete_clients"
    """Putting a client into the trash, and restoring them."""
    FORGET_CLIENTS = "forget_clients"
    SELL = "sell"
    PREPARE_DOCUMENTS = "prepare_documents"
    """Quotes, preparations and orders, from step to step."""
    TAKE_BACK_GOODS = "take_back_goods"
    TAKE_PAYMENTS = "take_payments"
    PAY_BACK = "pay_back"
    ADJUST_BALANCES = "adjust_balances"
    """What changes a balance and moves no money: adjustments, avoirs as a gesture, opening balances."""
    CANCEL = "cancel"
    """Cancelling what was entered, and undoing a lettrage."""
    GRANT_DISCOUNTS = "grant_discounts"
    ISSUE_STATEMENTS = "issue_statements"
    ISSUE_INVOICES = "issue_invoices"
    DELETE_INVOICES = "delete_invoices"
    EDIT_CATALOGUE = "edit_catalogue"
    CLOSE_TILL = "close_till"
    REOPEN_TILL = "reopen_till"
    SEAL = "seal"
    """Sealing what was written: it changes nothing of it."""
    CLOSE_PERIODS = "close_periods"
    """Closing months and years, and opening them again."""
    SEND_MESSAGES = "send_messages"
    STOP_MESSAGES = "stop_messages"
    """Holding back or cancelling what has not left."""
    WRITE_TEMPLATES = "write_templates"
    """Templates, and lists of clients that are kept for sending."""
    RECORD_CONSENTS = "record_consents"
    ORDER_UNITS = "order_units"
    """Asking for message credits, and noting that they were paid."""
    ACTIVATE_UNITS = "activate_units"
    CHANGE_SETTINGS = "change_settings"
    CHANGE_GATEWAY = "change_gateway"
    MANAGE_STAFF = "manage_staff"
    """Engaging and leaving, other people's codes, and their rights."""
    CHANGE_OWN_CODE = "change_own_code"
    CHANGE_SECURITY_CODE = "change_security_code"
    ESTABLISH = "establish"
    """The first start of a pharmacy."""


WITH_CODE = frozenset(
    {
        Right.DELETE_INVOICES,
        Right.REOPEN_TILL,
        Right.CLOSE_PERIODS,
        Right.ACTIVATE_UNITS,
        Right.CHANGE_GATEWAY,
        Right.MANAGE_STAFF,
    }
)
"""Whoever knows the security code has these: a verb that needs one takes the code as `security`."""

_EVERY = frozenset(Right)
_HELD_BY_PROGRAMS: Mapping[Program, frozenset[Right]] = {
    SHELL: _EVERY - WITH_CODE,
    FOUNDING: frozenset({Right.ESTABLISH}),
    INCOMING: frozenset({Right.RECORD_CONSENTS}),
    DEMO: _EVERY,
    REMINDERS: frozenset({Right.SEND_MESSAGES}),
}
_WORKS_HERE = Prepared(
    lambda: Staff.select(Staff.may_send, Staff.name).where(Staff.id == given("staff"), Staff.active)
)


@dataclass
class NobodyActs(Refused):
    """The request has no actor: a defect of the caller, refused like a request without a right."""

    sentence: ClassVar[str] = N_("Nothing is done without saying who does it.")


@dataclass
class StaffInactive(Refused):
    """Only somebody who works here may write."""

    staff: int
    sentence: ClassVar[str] = N_("This staff member may no longer write.")


@dataclass
class NotAllowed(Refused):
    """The actor does not have the right that the verb needs."""

    right: Right
    sentence: ClassVar[str] = N_("This is not allowed here.")


@dataclass
class MayNotSend(Refused):
    """Messages cost units and cannot be recalled (sms-rights): this member of staff may not send."""

    name: str
    sentence: ClassVar[str] = N_(
        "{name} may not send messages: the right is given in the settings, under Staff."
    )


def check(actor: Actor, right: Right) -> None:
    """Raises `NobodyActs`, `StaffInactive`, `MayNotSend` or `NotAllowed`.

    Staff pass for a right of `WITH_CODE`: the verb that needs one checks the code
    itself, before its transaction.
    """
    match actor:
        case StaffMember(id=staff):
            _check_staff(staff, right)
        case Program():
            if right not in _HELD_BY_PROGRAMS.get(actor, frozenset()):
                raise NotAllowed(right)
        case OwnClient():
            raise NotAllowed(right)


def _check_staff(staff: int, right: Right) -> None:
    found = _WORKS_HERE.tuples(staff=staff)
    if not found:
        raise StaffInactive(staff)
    if right is Right.SEND_MESSAGES:
        may_send, name = found[0]
        if not may_send:
            raise MayNotSend(name)
    elif right is Right.ESTABLISH:
        raise NotAllowed(right)
