"""Makes one of two fiches, and gives one back (X10, X18, INV-45).

Nothing in the ledger changes. An alias leads from the merged fiche to the survivor, whose cached balance is
then that of both; the fields that a person chose are written as an edit of the survivor. Giving a fiche back
removes the alias and takes back what nobody changed since.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from peewee import fn

from models.merging import beside, consents, refusals, ties
from models.merging.rules import Choices, merged_discounts, merged_fields
from models.money.ledger import client_status
from models.money.ledger.postings import Posting, hand_over_balance
from models.outbox.messages.table import alone
from models.people.clients import columns
from models.people.clients import verbs as clients
from models.people.clients.aliases import ClientAlias, ClientMerge, ClientMergeUndoing
from models.people.clients.authorship import authorship
from models.people.clients.columns import fields_of
from models.people.clients.fields import ClientFields, checked
from models.people.clients.table import Client, ClientStatus, search_entry
from models.requests import trail
from models.requests.by import By
from models.requests.editing import changes_in, still_as_written
from models.requests.rights import Right
from models.requests.trail import Trail
from models.requests.verb import verb
from models.store import many
from models.store.connection import engine
from models.trade.prices import discounts
from models.values import Centimes

MERGES, UNDOES = "merging.merge", "merging.undo"


@dataclass(frozen=True, slots=True)
class Merged:
    """Two fiches that became one: the survivor with its present version, and the fiche that leads to it."""

    survivor: int
    merged: int
    version: int


@dataclass(frozen=True, slots=True)
class GivenBack:
    """A fiche that stands for itself again. `stay`: the fields that the merge changed of the survivor and
    that somebody changed since, which are left as they are.
    """

    survivor: int
    merged: int
    stay: tuple[str, ...]


def _merged(done: Trail) -> Merged:
    survivor = done.concerned()
    return Merged(survivor, done.details()["merged"], clients.get(survivor).version)


def _given_back(done: Trail) -> GivenBack:
    kept = done.details()
    return GivenBack(done.concerned(), kept["merged"], tuple(kept["stay"]))


@verb(MERGES, Right.MERGE_CLIENTS, answers=_merged)
def merge(survivor: int, merged: int, choices: Choices, *, versions: tuple[int, int], by: By) -> Merged:
    """Merges one fiche into another: from then on the survivor stands for both, with the sum of their
    accounts, and the number and code of the merged one lead to it.

    `choices` says whose value of a field goes on (`rules.differences`), `versions` which versions of the
    survivor and of the merged fiche were seen. Raises `NoSuchClient`, `ClientAnonymised`, `IntoItself`,
    `AlreadyMerged`, `SurvivorArchived`, `FicheChanged`, `BlockedNeedsChoice`, `KindNeedsChoice`,
    `NotToChoose`, or the refusal of a field whose values do not agree once they come from both.
    """
    kept, ended = _lock_both(survivor, merged)
    refusals.check_pair(kept, ended)
    _refuse_changed(kept, versions[0])
    _refuse_changed(ended, versions[1])
    after = _fields_after(kept, ended, choices)
    before_, theirs = discounts.of(survivor), discounts.of(merged)
    granted = merged_discounts(before_, theirs, choices)
    balance = ended.balance
    changes = clients.write(kept, after, merged_words=_joined(kept.merged_words, search_entry(ended).words))
    record = trail.leave(
        by,
        client=survivor,
        merged=merged,
        **changes,
        **beside.give(kept.id, granted, before=before_),
        **beside.join(survivor, merged),
    )
    row = ClientMerge.create(trail=record, survivor=survivor, merged=merged, status=ended.status)
    ClientAlias.update(survivor=survivor).where(ClientAlias.survivor == merged).execute()
    ClientAlias.create(client=merged, survivor=survivor, merge=row)
    _list_as(ended, ClientStatus.MERGED)
    hand_over_balance(merged, survivor, balance)
    consents.of_both(record, kept, ended)
    return Merged(survivor, merged, kept.version)


@verb(UNDOES, Right.MERGE_CLIENTS, answers=_given_back)
def undo(merged: int, *, newer_stay: bool = False, by: By) -> GivenBack:
    """Gives a merged fiche back: it stands for itself again, with what was written with it, and with the
    fiches that had been merged into it before.

    With `newer_stay`, what was entered since the merge is said to be of the survivor. Raises `NotMerged`,
    `SurvivorMerged`, `ClientAnonymised`, `ClientArchived` (the accounts may be settled only together),
    `Tied`, `TiedForGood` or `NewerOperations`.
    """
    alias, kept, ended = _lock_alias(merged)
    merging: ClientMerge = alias.merge
    sides = ties.Sides(tree_of(merged, kept.id), kept.id, merging.trail_id)
    if kept.status is ClientStatus.ARCHIVED:
        raise client_status.ClientArchived(clients.full_name(kept))
    refuse_tied(sides, newer_stay)
    told = merging.trail.details()
    fields, stay = _fields_before(kept, told)
    _drop_alias(alias, sides.given_back)
    changes = clients.write(kept, fields, merged_words=_words_of_merged(kept.id))
    granted = discounts.of(kept.id)
    without, left = beside.discounts_before(granted, told)
    stay += left
    record = trail.leave(
        by,
        client=kept.id,
        merged=merged,
        stay=stay,
        **changes,
        **beside.give(kept.id, without, before=granted),
    )
    ClientMergeUndoing.insert(merge=merging, trail=record).execute()
    _list_as(ended, merging.status)
    hand_over_balance(kept.id, merged, owed_on(sides.given_back))
    beside.part(kept.id, merged, told)
    consents.give_back(record, kept, ended, merging.trail_id)
    return GivenBack(kept.id, merged, tuple(stay))


def refuse_tied(sides: ties.Sides, newer_stay: bool) -> None:
    """Raises `Tied`, `TiedForGood` or `NewerOperations`."""
    for_good = ties.for_good(sides)
    if for_good:
        raise refusals.TiedForGood(refusals.in_words(for_good))
    tied = ties.numbers(sides)
    if tied:
        raise refusals.Tied(refusals.in_words(tied))
    newer = [] if newer_stay else ties.newer(sides)
    if newer:
        raise refusals.NewerOperations(refusals.in_words(newer))


def tree_of(merged: int, survivor: int) -> tuple[int, ...]:
    """A merged fiche with those that had been merged into it before, which follow it wherever it goes."""
    rows = (
        ClientAlias.select(ClientAlias.client, ClientMerge.survivor)
        .join(ClientMerge, on=ClientAlias.merge == ClientMerge.id)
        .where(ClientAlias.survivor == survivor)
    )
    into: dict[int, list[int]] = {}
    for fiche, parent in rows.tuples():
        into.setdefault(parent, []).append(fiche)
    found = [merged]
    for fiche in found:
        found += into.get(fiche, [])
    return tuple(found)


def _lock_both(survivor: int, merged: int) -> tuple[Client, Client]:
    """Both rows in the order of their ids, so that two who merge them crosswise wait for one another; after
    what every verb locks before a client.
    """
    alone()
    engine().serialise("places")
    rows = {client: clients.lock_itself(client) for client in sorted({survivor, merged})}
    return rows[survivor], rows[merged]


def _lock_alias(merged: int) -> tuple[ClientAlias, Client, Client]:
    """The alias of a fiche, with both rows locked. Raises `NoSuchClient`, `NotMerged`, `SurvivorMerged` or
    `ClientAnonymised`.
    """
    alone()
    engine().serialise("places")  # Who merges or gives back holds it too: no alias moves meanwhile.
    clients.get(merged)
    alias: ClientAlias | None = ClientAlias.get_or_none(ClientAlias.client == merged)
    if alias is None:
        raise refusals.NotMerged(merged)
    if alias.merge.survivor_id != alias.survivor_id:
        raise refusals.SurvivorMerged(alias.merge.survivor_id, alias.survivor_id)
    rows = {client: clients.lock_itself(client) for client in sorted((alias.survivor_id, merged))}
    return alias, rows[alias.survivor_id], rows[merged]


def _refuse_changed(row: Client, version: int) -> None:
    if row.version != version:
        changed = authorship(row.id).changed
        raise refusals.FicheChanged(changed.by if changed else "", clients.full_name(row))


def _fields_after(kept: Client, ended: Client, choices: Choices) -> ClientFields:
    fields = fields_of(kept)
    return checked(merged_fields(fields, fields_of(ended), choices))


def _fields_before(kept: Client, told: Mapping[str, Any]) -> tuple[ClientFields, list[str]]:
    """The fields of the survivor without what a merge changed of them, and those that stay as they are:
    somebody changed them since.
    """
    now = fields_of(kept)
    plain = columns.plain(now)
    changes = changes_in(told)
    back = still_as_written(changes, plain)
    stay = [name for name, (before, _) in changes.items() if name not in back and plain[name] != before]
    restored = columns.from_plain({**plain, **back})
    return replace(now, **{name: getattr(restored, name) for name in back}), stay


def _drop_alias(alias: ClientAlias, given_back: Collection[int]) -> None:
    alias.delete_instance()
    others = many.among(ClientAlias.client, given_back)
    ClientAlias.update(survivor=alias.client_id).where(others).execute()


def _list_as(row: Client, status: ClientStatus) -> None:
    row.place = clients.get(row.id).place  # Making room for the survivor's name may have moved it.
    client_status.put(row, status)


def owed_on(fiches: Collection[int]) -> Centimes:
    """The sum of what was entered with these fiches, in centimes; positive: it is owed."""
    total = fn.COALESCE(fn.SUM(Posting.amount), 0).cast("BIGINT")
    return Centimes(Posting.select(total).where(many.among(Posting.client, fiches)).scalar())


def _words_of_merged(survivor: int) -> str:
    """The words of those merged into a fiche at present; each holds those that were merged into it."""
    rows = (
        Client.select()
        .join(ClientMerge, on=ClientMerge.merged == Client.id)
        .join(ClientAlias, on=ClientAlias.merge == ClientMerge.id)
        .where(ClientMerge.survivor == survivor)
        .order_by(ClientMerge.id)
    )
    return " ".join(search_entry(row).words for row in rows)


def _joined(*words: str) -> str:
    return " ".join(filter(None, words))
