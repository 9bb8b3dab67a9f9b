"""Fiches of one person that become one, and are given back, between all other verbs."""

from collections.abc import Callable
from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from models.merging import verbs as merging
from models.people.clients import verbs as clients
from models.refusals import Refused
from tests.models.games.ledger_oracle import Account
from tests.models.games.machine_game import Game, who
from tests.models.games.merging_oracle import (
    Joined,
    assembled,
    cancelled_since,
    newer,
    renumber,
    tied,
)

Again = Callable[["Merging", int, int], None]


def once_more() -> Again:
    """The rule of merging as one more rule: of thirty, one alone would be played once in two games."""

    def again(self: "Merging", survivor: int, to: int) -> None:
        self.merge(survivor, to)

    decorated: Again = rule(survivor=who, to=st.sampled_from([1, 2]))(again)
    return decorated


class Merging(Game):
    """After a merge both numbers lead to one account of the oracle, and verbs are asked with either."""

    @rule(survivor=who, to=st.sampled_from([1, 1, 2, 2, 0]))
    def merge(self, survivor: int, to: int) -> None:
        merged = (survivor + to) % len(self.clients)
        kept, ended = self.oracle.accounts[survivor], self.oracle.accounts[merged]
        why = set()
        if survivor == merged:
            why.add("IntoItself")
        elif self.leads(merged) != merged or self.leads(survivor) != survivor:
            why.add("AlreadyMerged")
        elif kept.archived:
            why.add("SurvivorArchived")
        ids = self.clients[survivor], self.clients[merged]
        versions = clients.get(ids[0]).version, clients.get(ids[1]).version
        request = kept.request
        self.play(why, lambda: merging.merge(*ids, {}, versions=versions, **self.asks))
        if not why:
            self._join(survivor, merged, request, kept, ended)

    merge_soon, merge_more, merge_later, merge_others = (once_more() for _ in range(4))

    def _join(self, survivor: int, merged: int, request: int, kept: Account, ended: Account) -> None:
        ours, theirs = self.keys[self.clients[survivor]], self.keys[self.clients[merged]]
        places = [(key, kept, item) for item, key in enumerate(ours)]
        places += [(key, ended, item) for item, key in enumerate(theirs)]
        places.sort(key=lambda each: each[0])
        without = not kept.permanent and not kept.by_category
        like = replace(
            kept,
            ceiling=ended.ceiling if kept.ceiling is None else kept.ceiling,
            insured=kept.insured or ended.insured,
            permanent=ended.permanent if without else kept.permanent,
            by_category=dict(ended.by_category if without else kept.by_category),
        )
        account, went = assembled(like, [(each, item) for _, each, item in places])
        oracle = self.oracle
        self.joined[merged] = Joined(
            *(survivor, request, len(oracle.papers), len(oracle.invoices)),
            was=(assembled(kept, [])[0], assembled(ended, [])[0]),
            discounts=(like.permanent, dict(like.by_category)),
        )
        for before in (kept, ended):
            held = [n for n, each in enumerate(oracle.invoices) if oracle.accounts[each.client] is before]
            renumber(oracle, held, went, before)
        keys = [key for key, *_ in places]
        for number, client in enumerate(self.clients):
            if oracle.accounts[number] in (kept, ended) and self.leads(number) == survivor:
                oracle.accounts[number], self.keys[client] = account, keys

    @precondition(lambda self: bool(self.joined))
    @rule(merged=who, newer_stay=st.booleans())
    def give_back(self, merged: int, newer_stay: bool) -> None:
        why, perhaps = self._why_not_given_back(merged, newer_stay)
        target = self.clients[merged]
        if not perhaps:
            self.play(why, lambda: merging.undo(target, newer_stay=newer_stay, **self.asks))
        else:
            try:
                merging.undo(target, newer_stay=newer_stay, **self.asks)
            except Refused as refused:
                why = {type(refused).__name__}
                assert why <= perhaps
            self._remember()
        if not why:
            self._part(merged)

    def _why_not_given_back(self, merged: int, newer_stay: bool) -> tuple[set[str], set[str]]:
        """Why it is surely refused; and why it may be, as the lists do not tell which sale a paper became."""
        if merged not in self.joined:
            return {"NotMerged"}, set()
        joined, account = self.joined[merged], self.oracle.accounts[merged]
        if self.leads(merged) != joined.survivor:
            return {"SurvivorMerged"}, set()
        fiches, why = self.tree(merged), set()
        side = {key for key, item in enumerate(account.items) if item.fiche in fiches}
        if account.archived:
            why.add("ClientArchived")
        if cancelled_since(account, side):
            why.add("TiedForGood")
        if tied(account, side, joined.request) or self._papers_tie(joined, fiches, side):
            why.add("Tied")
        if not newer_stay and newer(account, joined.survivor, joined.request):
            why.add("NewerOperations")
        sold = any(paper.client in fiches and paper.state == "sold" for paper in self.oracle.papers)
        return why, {*why, "Tied"} if sold else set()

    def _papers_tie(self, joined: Joined, fiches: set[int], side: set[int]) -> bool:
        """Whether an invoice in force holds what is of these fiches, or an order a quote of theirs."""
        accounts = self.oracle.accounts
        invoiced = any(
            not each.deleted
            and accounts[each.client] is accounts[joined.survivor]
            and side & {*each.documents}
            for each in self.oracle.invoices[joined.invoices :]
        )
        ordered = any(
            each.origin is not None
            and self.oracle.papers[each.origin].client in fiches
            and each.state != "cancelled"
            for each in self.oracle.papers[joined.papers :]
        )
        return invoiced or ordered

    def _part(self, merged: int) -> None:
        joined, fiches = self.joined.pop(merged), self.tree(merged)
        account, keys = self.oracle.accounts[merged], self.keys[self.clients[merged]]
        now, (kept, ended) = (account.permanent, account.by_category), joined.was
        permanent, by_category = (kept.permanent, kept.by_category) if now == joined.discounts else now
        stays = replace(kept, archived=False, permanent=permanent, by_category=dict(by_category))
        parts = {True: ended, False: stays}
        held = [
            n for n, each in enumerate(self.oracle.invoices) if self.oracle.accounts[each.client] is account
        ]
        of = {n: self.oracle.invoices[n].client in fiches for n in held}
        numbers = [n for n in range(len(self.clients)) if self.oracle.accounts[n] is account]
        for given, like in parts.items():
            items = [item for item, each in enumerate(account.items) if (each.fiche in fiches) is given]
            made, went = assembled(like, [(account, item) for item in items])
            held_by_all = [keys[item] for item in items]
            made.request = account.request
            renumber(self.oracle, [n for n in held if of[n] is given], went, account)
            for number in numbers:
                if (number in fiches) is given:
                    self.oracle.accounts[number] = made
                    self.keys[self.clients[number]] = held_by_all
