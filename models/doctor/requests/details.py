"""Checks that rows hold the values recorded in the trail: the same amounts, modes, words and numbers."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from peewee import fn

from models.doctor.fault import Check, Fault
from models.money.closings.periods import PeriodClosing, PeriodReopening
from models.money.ledger.accounts import Account, OperationKind, PaymentMode
from models.money.ledger.postings import Operation, Posting
from models.outbox.consents.table import Consent
from models.outbox.consents.verbs import word_of
from models.outbox.messages.table import Message
from models.outbox.units.account import UnitPack
from models.outbox.units.verbs import UnitStep
from models.refusals import N_
from models.requests.trail import Trail

CHUNK = 2000
_OTHERWISE = N_("Request {request} ({verb}) told something else than what it left: {what}.")


def details_of(*verbs: str) -> Iterator[list[tuple[int, str, int | None, dict[str, Any]]]]:
    """The requests of these verbs in order, a chunk at a time: number, verb, client, detail.

    A detail that cannot be read counts as empty; another check reports it.
    """
    last = 0
    query = Trail.select(Trail.id, Trail.verb, Trail.client_id, Trail.detail).order_by(Trail.id).limit(CHUNK)
    while rows := list(query.where(Trail.id > last, Trail.verb.in_(verbs)).tuples()):
        last = rows[-1][0]
        yield [(request, verb, client, read(detail)) for request, verb, client, detail in rows]


def read(detail: str) -> dict[str, Any]:
    """The detail of a request; empty where it cannot be read."""
    try:
        kept = json.loads(detail)
    except (ValueError, TypeError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _fault(request: int, verb: str, client: int | None, what: str) -> Fault:
    return Fault("trail", _OTHERWISE, {"request": request, "verb": verb, "what": what}, client=client)


def payments_are_what_was_told() -> Iterator[Fault]:
    """INV-08: the till moved by the amount tendered less the change, in the recorded mode."""
    for rows in details_of("payments.pay_credit", "payments.pay_selected"):
        moved = _posted([row[0] for row in rows], OperationKind.PAYMENT)
        for request, verb, client, words in rows:
            money = words.get("tendered", 0) - words.get("change", 0)
            right = [(str(words.get("mode")), money)] if money else []
            if words and words.get("mode") != PaymentMode.CREDIT and moved.get(request, []) != right:
                yield _fault(request, verb, client, f"{money / 100:.2f} {words.get('mode')}")


def _posted(requests: Sequence[int], kind: OperationKind) -> Mapping[int, list[tuple[str, int]]]:
    """What operations of this kind posted to other accounts than the client's, by the
    requests that wrote them.
    """
    query = (
        Posting.select(Operation.trail, Posting.account, Posting.amount)
        .join(Operation)
        .where(Operation.trail.between(requests[0], requests[-1]), Operation.kind == kind)
        .where(Posting.account != Account.RECEIVABLE)
    )
    found: dict[int, list[tuple[str, int]]] = {}
    for request, account, amount in query.tuples():
        found.setdefault(request, []).append((str(account), amount))
    return found


def imports_are_what_was_told() -> Iterator[Fault]:
    """An import's opening balances add up to the debts and credits that its preview announced."""
    total = fn.COALESCE(fn.SUM(Posting.amount), 0).cast("BIGINT")
    for rows in details_of("client_import.carry_out"):
        for request, verb, client, words in rows:
            query = Posting.select(total).join(Operation)
            opened = query.where(Operation.trail == request, Posting.account == Account.RECEIVABLE).scalar()
            if words and opened != words.get("debt", 0) - words.get("credit", 0):
                yield _fault(request, verb, client, f"{opened / 100:.2f}")


def words_are_what_was_told() -> Iterator[Fault]:
    """INV-50: each consent is the one recorded in the trail that day."""
    kept: Sequence[Any] = (Consent.trail, Consent.channel, Consent.granted, Consent.marketing_only)
    yield from _as_told(
        ("consents.record",),
        Consent.select(*kept),
        Consent.trail,
        lambda channel, granted, only, words: (
            (str(channel), str(word_of(granted, only))) == (words["channel"], words["word"])
        ),
    )
    yield from _as_told(
        ("consents.stop",),
        Consent.select(
            Consent.trail,
            Consent.channel,
            Consent.address,
            Consent.granted,
            Consent.marketing_only,
            Consent.source,
        ),
        Consent.trail,
        lambda channel, address, granted, only, source, words: (
            (str(channel), address, bool(granted or only), str(source))
            == (words["channel"], words["address"], False, "incoming")
        ),
    )


def packs_are_what_was_told() -> Iterator[Fault]:
    """INV-52: a pack has the recorded size and took the recorded steps."""
    yield from _as_told(
        ("credits.ask",),
        UnitPack.select(UnitPack.trail, UnitPack.size),
        UnitPack.trail,
        lambda size, words: size == words["size"],
    )
    yield from _as_told(
        ("credits.step", "credits.pay", "credits.activate", "credits.cancel"),
        UnitStep.select(UnitStep.trail, UnitStep.pack, UnitStep.step),
        UnitStep.trail,
        lambda pack, step, words: (pack, str(step)) == (words["pack"], words["step"]),
    )


def periods_are_what_was_told() -> Iterator[Fault]:
    """A closed period has the recorded first and last day; its reopening names it,
    with the recorded reason.
    """
    yield from _as_told(
        ("periods.close",),
        PeriodClosing.select(PeriodClosing.trail, PeriodClosing.first_day, PeriodClosing.last_day),
        PeriodClosing.trail,
        lambda first, last, words: (str(first), str(last)) == (words["first"], words["last"]),
    )
    yield from _as_told(
        ("periods.reopen",),
        PeriodReopening.select(PeriodReopening.trail, PeriodReopening.closing, PeriodReopening.reason),
        PeriodReopening.trail,
        lambda closing, reason, words: (closing, reason) == (words["closing"], words["reason"]),
    )


def _as_told(verbs: tuple[str, ...], query: Any, request: Any, right: Callable[..., bool]) -> Iterator[Fault]:
    """Compares the details of these requests with the rows they wrote, whose first column is the request."""
    for rows in details_of(*verbs):
        left: dict[int, list[tuple[Any, ...]]] = {}
        for key, *columns in query.where(request.between(rows[0][0], rows[-1][0])).tuples():
            left.setdefault(key, []).append(tuple(columns))
        for key, verb, client, words in rows:
            if words and not all(right(*columns, words) for columns in left.get(key, [])):
                yield _fault(key, verb, client, ", ".join(str(column) for column in left[key][0]))


def campaigns_are_what_was_told() -> Iterator[Fault]:
    """INV-52: a campaign has as many messages as the person who confirmed it had seen."""
    for rows in details_of("campaigns.confirm"):
        for request, verb, client, words in rows:
            count = Message.select().where(Message.trail == request).count()
            if words and count != words.get("messages"):
                yield _fault(request, verb, client, str(count))


CHECKS: tuple[Check, ...] = (
    payments_are_what_was_told,
    imports_are_what_was_told,
    words_are_what_was_told,
    packs_are_what_was_told,
    periods_are_what_was_told,
    campaigns_are_what_was_told,
)
