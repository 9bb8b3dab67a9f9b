"""Selling in a game: lines and discounts, what is taken back, promises that become sales, the catalogue."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from models.money.avoirs.verbs import use
from models.money.ledger.accounts import PaymentMode
from models.trade.cancelling import sale as cancelling
from models.trade.catalogue import verbs as product_editing
from models.trade.documents import orders, preparations, quotes
from models.trade.prices import discounts
from models.trade.prices.discounts import ClientDiscounts
from models.trade.prices.lines import NewLine
from models.trade.returns import figures as returned
from models.trade.returns import verbs as returns
from models.trade.sales import verbs as sales
from models.values import Centimes
from tests.models.games.machine_game import (
    SHELF,
    Game,
    days_back,
    in_modes,
    modes,
    something_was_sold,
    which,
    who,
)
from tests.models.games.papers_oracle import FIRST, STEPS
from tests.models.games.pharmacy_oracle import Asked

ROOMS: dict[str, Any] = {"quote": quotes, "preparation": preparations, "order": orders}

lines = st.lists(
    st.tuples(
        st.integers(0, len(SHELF) - 1),
        st.sampled_from([1_000, 2_000, 3_000, 5_000, 7_000, 1_000, 2_000, 3_000, 5_000, 500]),
        st.sampled_from([*[None] * 12, 0, 1_250, 3_333, 10_000]),
    ),
    min_size=1,
    max_size=3,
)
shares = st.sampled_from([0, 0, 0, 0, 30, 30, 60, 100, 100, 101])
"""Of the total, in percent."""


class Selling(Game):
    """What leaves the shelf, and comes back."""

    def asked(self, wanted: list[Asked]) -> list[NewLine]:
        return [NewLine(self.products[key], quantity, discount) for key, quantity, discount in wanted]

    def paid(self, client: int, wanted: list[Asked], share: int, mode: str, also: int) -> dict[str, int]:
        """So much of the total, a part of it in a second mode."""
        total = sum(line.amount for line in self.oracle.priced(client, wanted))
        money = total * share // 100
        by_card = min(also, money) if mode != "card" else 0
        return {name: amount for name, amount in {mode: money - by_card, "card": by_card}.items() if amount}

    @rule(
        client=who,
        wanted=lines,
        share=shares,
        mode=modes,
        also=st.sampled_from([0, 0, 50]),
        avoir=shares,
        back=days_back,
    )
    def sell(
        self, client: int, wanted: list[Asked], share: int, mode: str, also: int, avoir: int, back: int
    ) -> None:
        paid, day = self.paid(client, wanted, share, mode, also), self.day(back)
        used = self.oracle.accounts[client].credit * avoir // 100
        total = sum(line.amount for line in self.oracle.priced(client, wanted)) - sum(paid.values())
        used = min(used, max(total, 0)) if avoir <= 100 else used
        self.sell_now(client, wanted, paid, used, day)

    def standing_sales(self) -> list[tuple[int, int]]:
        return self.items(lambda account, key: key in account.sold and account.reversal_of(key) is None)

    def sell_now(self, client: int, wanted: list[Asked], paid: dict[str, int], used: int, day: date) -> None:
        self.play(
            self.oracle.sell(client, wanted, paid, used, day),
            lambda: sales.sell(
                self.clients[client],
                self.asked(wanted),
                paid=in_modes(paid),
                avoir_used=Centimes(used),
                day=day,
                **self.asks,
            ),
        )

    @initialize(bought=st.tuples(lines, lines, lines), share=st.sampled_from([0, 0, 50, 100]))
    def there_are_sales(self, bought: tuple[list[Asked], ...], share: int) -> None:
        """A game begins with them: most verbs need one."""
        for client, wanted in enumerate(bought):
            paid = self.paid(client, wanted, share, "cash", 0) if client == 2 else {}
            self.sell_now(client, wanted, paid, 0, self.day(client))

    @something_was_sold
    @rule(n=which, with_payment=st.booleans())
    def cancel_a_sale(self, n: int, with_payment: bool) -> None:
        client, sale = self.pick(n, self.standing_sales(), self.everything())
        self.play(
            self.oracle.cancel(client, sale, with_payment, self.day(0)),
            lambda: cancelling.cancel(
                self.key(client, sale), "mistake", with_payment=with_payment, **self.asks
            ),
        )

    @something_was_sold
    @rule(
        n=which,
        taken=st.lists(
            st.tuples(st.integers(0, 2), st.sampled_from([1_000, 1_000, 2_000, 500])), min_size=1, max_size=3
        ),
        everything=st.booleans(),
        mode=st.sampled_from([None, "cash", "card"]),
        back=st.sampled_from([0, 0, 0, 0, 0, 3]),
    )
    def take_back(
        self, n: int, taken: list[tuple[int, int]], everything: bool, mode: str | None, back: int
    ) -> None:
        day = self.day(back)
        client, sale = self.pick(n, self.standing_sales(), self.sales())
        known = returned.sold_lines(self.key(client, sale))
        taken = [(place % len(known), quantity) for place, quantity in taken]
        if everything:
            taken = [(place, line.left) for place, line in enumerate(known) if line.left]
        if not taken:
            return
        self.play(
            self.oracle.take_back(client, sale, taken, mode, day),
            lambda: returns.take_back(
                self.key(client, sale),
                [(known[place].sale_line, quantity) for place, quantity in taken],
                refund=PaymentMode(mode) if mode else None,
                day=day,
                **self.asks,
            ),
        )

    @something_was_sold
    @rule(n=which, share=st.sampled_from([1, 50, 100, 100, 101]))
    def use_an_avoir(self, n: int, share: int) -> None:
        usable = [(c, key) for c, key in self.avoirs() if self.oracle.accounts[c].unpaid]
        client, credit = self.pick(n, usable, self.everything())
        account = self.oracle.accounts[client]
        amount = max(min(account.items[credit].open, account.unpaid) * share // 100, 1)
        self.play(
            self.oracle.use(client, credit, amount),
            lambda: use(self.key(client, credit), Centimes(amount), **self.asks),
        )

    @rule(client=who, kind=st.sampled_from(sorted(FIRST)), wanted=lines, days=st.sampled_from([0, 2, 20]))
    def promise(self, client: int, kind: str, wanted: list[Asked], days: int) -> None:
        until: date | None = self.day(-days)
        made = self.play(
            self.oracle.promise(client, kind, wanted, until if kind == "quote" else None),
            lambda: ROOMS[kind].create(self.clients[client], self.asked(wanted), until=until, **self.asks),
        )
        if made is not None:
            self.papers.append(made.id)

    @precondition(lambda self: bool(self.papers))
    @rule(n=which, other=which)
    def take_a_step(self, n: int, other: int) -> None:
        place = n % len(self.papers)
        paper = self.oracle.papers[place]
        every = sorted({each for (kind, _), way in STEPS.items() if kind == paper.kind for each in way})
        step = self.pick(other, sorted(STEPS.get((paper.kind, paper.state), ())), every)
        if step != "sell":
            verb = getattr(ROOMS[paper.kind], step)
            reason = ("no more",) if step in ("refuse", "cancel") else ()
            self.play(
                self.oracle.step(place, step, self.day(0)),
                lambda: verb(self.papers[place], *reason, **self.asks),
            )

    @precondition(lambda self: any(paper.kind == "quote" for paper in self.oracle.papers))
    @rule(n=which)
    def order_what_was_quoted(self, n: int) -> None:
        known = [place for place, paper in enumerate(self.oracle.papers) if paper.kind == "quote"]
        likely = [place for place in known if not self.oracle.why_not_step(place, "sell", self.day(0))]
        place = self.pick(n, likely, known)
        why = self.oracle.order(place, self.day(0))
        made = self.play(why, lambda: orders.from_quote(self.papers[place], **self.asks))
        if made is not None:
            self.papers.append(made.id)

    @precondition(lambda self: bool(self.papers))
    @rule(n=which, share=shares, mode=modes, avoir=st.sampled_from([0, 0, 100]))
    def sell_what_was_promised(self, n: int, share: int, mode: str, avoir: int) -> None:
        known = range(len(self.papers))
        likely = [place for place in known if not self.oracle.why_not_step(place, "sell", self.day(0))]
        place = self.pick(n, likely, known)
        paper = self.oracle.papers[place]
        total = sum(line.amount for line in paper.lines)
        paid = {mode: total * share // 100} if total * share // 100 else {}
        rest = max(total - sum(paid.values()), 0)
        used = min(self.oracle.accounts[paper.client].credit, rest) * avoir // 100
        self.play(
            self.oracle.sell_paper(place, paid, used, self.day(0)),
            lambda: ROOMS[paper.kind].sell(
                self.papers[place], paid=in_modes(paid), avoir_used=Centimes(used), **self.asks
            ),
        )

    @rule(
        client=who,
        permanent=st.sampled_from([0, 500, 1_000]),
        category=st.sampled_from(sorted({category for _, category, _ in SHELF})),
        rate=st.sampled_from([0, 2_000, 777]),
    )
    def choose_default_discounts(self, client: int, permanent: int, category: str, rate: int) -> None:
        account, target = self.oracle.accounts[client], self.clients[client]
        wanted = ClientDiscounts(permanent, {self.categories[category]: rate})
        regulated = any(each.regulated for each in self.oracle.shelf if each.category == category)
        if not regulated:
            account.permanent, account.by_category = permanent, {category: rate}
        seen = discounts.of(target)
        self.play(
            {"RegulatedCategory"} if regulated else set(),
            lambda: discounts.choose(target, wanted, seen=seen, **self.asks),
        )

    @rule(
        place=st.integers(0, len(SHELF) - 1),
        price=st.sampled_from([1, 49, 1_000, 2_999, 12_345]),
        withdrawn=st.sampled_from([True, False, False]),
    )
    def change_the_catalogue(self, place: int, price: int, withdrawn: bool) -> None:
        seen = product_editing.fields_of(self.products[place])
        self.oracle.shelf[place].price = price
        wanted = replace(seen, price=Centimes(price))
        self.play(set(), lambda: product_editing.edit(self.products[place], wanted, seen=seen, **self.asks))
        self.oracle.shelf[place].withdrawn = withdrawn
        verb = product_editing.withdraw if withdrawn else product_editing.put_back
        self.play(set(), lambda: verb(self.products[place], **self.asks))

    @rule(days=st.integers(1, 5))
    def time_goes_by(self, days: int) -> None:
        self.at(self.now + timedelta(days=days))
