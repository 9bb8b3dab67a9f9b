"""Checks of merged fiches: aliases, statuses, what ties them, consents, how they are found (INV-45)."""

from collections.abc import Iterator
from typing import Any

from peewee import JOIN, fn

from models.doctor.fault import Check, Fault, first
from models.merging.rules import stricter
from models.money.ledger.postings import Allocation, Operation
from models.money.ledger.reversal import is_reversed
from models.outbox.consents.table import Consent, Word
from models.outbox.consents.verbs import word_of
from models.people.clients.aliases import ClientAlias, ClientMerge, ClientMergeUndoing, survivor_or_itself
from models.people.clients.table import Client, ClientStatus, words_of
from models.refusals import N_
from models.trade.global_invoices.table import GlobalInvoice, GlobalInvoiceItem, deleted
from models.trade.returns.table import SaleReturn

_INVARIANT = "INV-45"


def aliases_follow_the_merges() -> Iterator[Fault]:
    """Each merge that was not undone has an alias, and each alias such a merge; an alias leads in one step
    to the fiche that is merged into no other.
    """
    live = {row.merged_id: row for row in _live()}
    aliases = {row.client_id: row for row in ClientAlias.select()}
    lost = N_("Client {client} was merged, and no alias leads from there to the survivor.")
    strange = N_("An alias leads from client {client}, who is merged into nobody.")
    wrong = N_("The alias of client {client} leads to client {survivor}, who does not stand for them.")
    for client in live.keys() - aliases.keys():
        yield Fault(_INVARIANT, lost, {"client": client}, client=client)
    for client, alias in aliases.items():
        figures = {"client": client, "survivor": alias.survivor_id}
        if client not in live or alias.merge_id != live[client].id:
            yield Fault(_INVARIANT, strange, {"client": client}, client=client)
        elif alias.survivor_id != _root(client, live):
            yield Fault(_INVARIANT, wrong, figures, client=client)


def statuses_agree_with_aliases() -> Iterator[Fault]:
    """A client is listed as merged if and only if an alias leads from there; forgotten with its survivor, a
    merged fiche is anonymised.
    """
    survivor = Client.alias()
    rows = (
        Client.select(Client.id)
        .join(ClientAlias, JOIN.LEFT_OUTER, on=ClientAlias.client == Client.id)
        .join(survivor, JOIN.LEFT_OUTER, on=ClientAlias.survivor == survivor.id)
    )
    merged, anonymised = str(ClientStatus.MERGED), str(ClientStatus.ANONYMISED)
    forgotten = (Client.status == anonymised) & (survivor.status == anonymised)
    wrong = (ClientAlias.client.is_null() & (Client.status == merged)) | (
        ClientAlias.client.is_null(False) & ~((Client.status == merged) | forgotten)
    )
    wrong |= ClientAlias.client.is_null(False) & (survivor.status == merged)
    sentence = N_("The status of client {client} does not agree with where their fiche leads.")
    for (client,) in first(rows.where(wrong)):
        yield Fault(_INVARIANT, sentence, {"client": client}, client=client)


def merged_fiches_find_the_survivor() -> Iterator[Fault]:
    """A search finds the survivor by the name, the code and the numbers of each fiche that was merged into
    it; and by those of nobody else.
    """
    sentence = N_("A search does not find client {client} by the fiches that were merged into theirs.")
    by_survivor: dict[int, list[Client]] = {}
    rows = ClientAlias.select(ClientAlias.survivor, Client).join(Client, on=ClientAlias.client == Client.id)
    for alias in rows:
        by_survivor.setdefault(alias.survivor_id, []).append(alias.client)
    for survivor in Client.select().where(Client.id.in_(ClientAlias.select(ClientAlias.survivor))):
        if survivor.status is ClientStatus.ANONYMISED:
            continue
        found = set(survivor.merged_words.split())
        if any(set(words_of(row, row.code).split()) - found for row in by_survivor[survivor.id]):
            yield Fault("search", sentence, {"client": survivor.id}, client=survivor.id)
    stray = Client.select(Client.id).where(
        Client.merged_words != "",
        Client.id.not_in(ClientMerge.select(ClientMerge.survivor).where(~_undone())),
    )
    for (client,) in first(stray):
        yield Fault("search", sentence, {"client": client}, client=client)


def ties_are_within_one_person() -> Iterator[Fault]:
    """INV-13: what settles, returns or bills something is of the same person at present: a fiche that is
    given back takes no tie with it.
    """
    sentence = N_("{number} rests on what belongs to another person than its own.")
    for rows in (_settled(), _returned(), _invoiced()):
        for number, client in rows.tuples():
            yield Fault("INV-13", sentence, {"number": number}, client=client)


def consents_are_the_stricter() -> Iterator[Fault]:
    """INV-45, INV-50: right after a merge, the consent of the survivor on each channel allows no more than
    that of either fiche did before.
    """
    sentence = N_("Client {client} may be written to after a merge, though one of the two fiches forbids it.")
    for merge in _live():
        for channel in Consent.channel.enum:
            before = [
                _said(client, channel, Consent.trail < merge.trail_id)
                for client in (merge.survivor_id, merge.merged_id)
            ]
            after = _said(merge.survivor_id, channel, Consent.trail <= merge.trail_id)
            if after is not stricter(*before):
                yield Fault(_INVARIANT, sentence, {"client": merge.survivor_id}, client=merge.survivor_id)


def _live() -> Any:
    return ClientMerge.select().where(~_undone())


def _undone() -> Any:
    undoing = ClientMergeUndoing.select(ClientMergeUndoing.merge)
    return fn.EXISTS(undoing.where(ClientMergeUndoing.merge == ClientMerge.id))


def _root(client: int, live: dict[int, Any]) -> int | None:
    """Where the merges lead from a client; None where they go round in a circle."""
    seen = {client}
    while client in live:
        client = live[client].survivor_id
        if client in seen:
            return None
        seen.add(client)
    return client


def _are_two(one: Any, other: Any) -> Any:
    """The condition that two columns name clients for whom different fiches stand at present."""
    return survivor_or_itself(one) != survivor_or_itself(other)


def _settled() -> Any:
    debit, credit = Operation.alias(), Operation.alias()
    return (
        Allocation.select(credit.number, credit.client)
        .join(debit, on=Allocation.debit == debit.id)
        .join(credit, on=Allocation.credit == credit.id)
        .where(debit.client != credit.client, _are_two(debit.client, credit.client))
        .group_by(credit.id, credit.number, credit.client, debit.id)
        .having(fn.SUM(Allocation.amount) != 0)
    )


def _returned() -> Any:
    sold = Operation.alias()
    return (
        SaleReturn.select(Operation.number, Operation.client)
        .join(Operation, on=SaleReturn.operation == Operation.id)
        .join(sold, on=SaleReturn.sale == sold.id)
        .where(
            sold.client != Operation.client,
            _are_two(sold.client, Operation.client),
            ~is_reversed(Operation.id),
        )
    )


def _invoiced() -> Any:
    return (
        GlobalInvoiceItem.select(GlobalInvoice.number, GlobalInvoice.client)
        .join(GlobalInvoice)
        .join_from(GlobalInvoiceItem, Operation, on=GlobalInvoiceItem.operation == Operation.id)
        .where(
            GlobalInvoice.client != Operation.client,
            _are_two(GlobalInvoice.client, Operation.client),
            ~deleted(),
        )
    )


def _said(client: int, channel: Any, when: Any) -> Word | None:
    rows = Consent.select(Consent.granted, Consent.marketing_only).where(
        Consent.client == client, Consent.channel == channel, when
    )
    row = rows.order_by(Consent.id.desc()).tuples().first()
    return None if row is None else word_of(*row)


CHECKS: tuple[Check, ...] = (
    aliases_follow_the_merges,
    statuses_agree_with_aliases,
    merged_fiches_find_the_survivor,
    ties_are_within_one_person,
    consents_are_the_stricter,
)
