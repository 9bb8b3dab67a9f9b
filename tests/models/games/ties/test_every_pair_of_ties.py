"""Every verb that touches a tie after every other one, on small scenes, against the oracle (INV-10 to 21).

With more games (`OFFICINE_TEST_GAMES`), every third verb follows every pair, in all scenes.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import pytest

from models.money.ledger import allocation
from models.people.staff import security_code
from models.trade.cancelling import grounds
from models.trade.returns.withdrawals import Withdrawals
from models.values import ZERO
from tests.models.conftest import Counter
from tests.models.games.machine_game import Longest
from tests.models.games.test_ledger_machine import GAMES
from tests.models.games.ties import scenes as tied_scenes
from tests.models.games.ties.game import Act, Scene
from tests.models.games.ties.scenes import SCENES, Begin

VERBS = ("undo", "cancel", "return", "refund", "discount", "billing", "avoir", "advance")
A_NIGHT = GAMES > 100
THIRD = VERBS if A_NIGHT else ("refund", "undo", "cancel")
"""What is played after a pair as well, in the scenes that are dangerous; in a night, in all of them."""
DANGEROUS = (
    tied_scenes.paid_at_once,
    tied_scenes.paid_by_advance_and_returned,
    tied_scenes.paid_with_a_discount,
)


@pytest.fixture
def scene(renewed: Callable[[], Counter], monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    # A try of the code is counted in a transaction of its own; here everything is inside one that is undone.
    monkeypatch.setattr(security_code, "check", lambda code: None)
    made = type("Played", (Scene,), {"renew": staticmethod(renewed), "longest": Longest()})()
    yield made
    made.time.close()


@dataclass
class Played:
    """What became of scenes: which verbs followed which, and where the program and the oracle disagreed."""

    scene: Scene
    pairs: set[tuple[str, str]] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)

    def every_pair(self, begin: Begin, depth: int = 2) -> None:
        """From this beginning, every act that is possible, and after it every other that is possible then."""
        with self.scene.tried():
            begin(self.scene)
            self.scene.compare()
            self._go_on(depth, ())

    def _go_on(self, depth: int, before: tuple[Act, ...]) -> None:
        for act in self.scene.acts():
            if len(before) < 2 or act.verb in THIRD:
                with self.scene.tried():
                    if self._plays(act, before) and len(before) + 1 < depth:
                        self._go_on(depth, (*before, act))

    def _plays(self, act: Act, before: tuple[Act, ...]) -> bool:
        """Plays it; whether it did something that the oracle would have done."""
        if before:
            self.pairs.add((before[-1].verb, act.verb))
        known = self.scene.state()
        try:
            act.play()
            self.scene.compare()
        except AssertionError as disagreed:
            self.wrong.append(
                f"{', '.join(f'{each.verb} {each.on}' for each in (*before, act))}: {disagreed}"
            )
            return False
        return self.scene.state() != known


def test_every_pair_of_verbs_leaves_the_account_as_an_accountant_would(scene: Scene) -> None:
    """INV-10 to 13, INV-16 to 19, INV-21: whatever follows whatever, done or refused as the oracle says"""
    played = Played(scene)
    for begin in SCENES:
        played.every_pair(begin)
        assert played.wrong == [], begin.__name__
    assert played.pairs == set(product(VERBS, repeat=2))


@pytest.mark.parametrize("begin", SCENES if A_NIGHT else DANGEROUS)
def test_what_takes_back_after_every_pair(scene: Scene, begin: Begin) -> None:
    """INV-16, INV-17: undone, made again and undone again, cancelled and refunded"""
    played = Played(scene)
    played.every_pair(begin, depth=3)
    assert played.wrong == []


def without(rule: Any) -> Callable[[pytest.MonkeyPatch], None]:
    """The program without one of its rules."""

    def take_out(program: pytest.MonkeyPatch) -> None:
        program.setattr(allocation, "GROUNDS", [each for each in grounds.RULES if each is not rule])

    return take_out


def sharing_over_the_whole_sale(program: pytest.MonkeyPatch) -> None:
    """The program with discounts shared over all that was ever sold."""

    def due(self: Withdrawals, worth: int, request: int = 0) -> int:
        granted = sum((row.amount for row in self.settled if row.is_discount), ZERO)
        gone = worth + sum((each.worth for each in self.returns), ZERO)
        return granted * gone // self.total - sum((each.withdrawn for each in self.returns), ZERO)

    program.setattr(Withdrawals, "due", due)


@pytest.mark.parametrize(
    ("begin", "take_out", "first"),
    [
        (tied_scenes.returned_and_refunded, without(grounds.refuse_returned), "undo"),
        (tied_scenes.returned_and_refunded, without(grounds.refuse_returned), "cancel payment"),
        (tied_scenes.paid_by_advance_and_refunded, without(grounds.refuse_returned), "undo"),
        (tied_scenes.paid_by_advance_and_refunded, without(grounds.refuse_returned), "cancel advance"),
        (tied_scenes.what_came_back_pays_another_sale, without(grounds.refuse_returned), "undo"),
        (tied_scenes.paid_by_advance_and_returned, without(grounds.settle_what_came_back), "undo"),
        (tied_scenes.an_avoir_of_before, without(grounds.refuse_returned), "cancel opening"),
        (tied_scenes.a_refund_and_a_gift_to_come, without(grounds.refuse_returned), "undo"),
        (tied_scenes.billed_with_what_came_back, without(grounds.refuse_billed), "undo"),
        (tied_scenes.paid_with_a_discount, without(grounds.refuse_discount), "undo"),
        (tied_scenes.two_sales_paid_with_one_discount, without(grounds.refuse_discount), "cancel sale"),
        (tied_scenes.paid_by_avoir_with_a_discount, without(grounds.refuse_discount), "cancel advance"),
        (tied_scenes.discounted_after_most_came_back, sharing_over_the_whole_sale, "return"),
    ],
)
def test_a_rule_that_is_taken_out_is_missed(
    scene: Scene,
    monkeypatch: pytest.MonkeyPatch,
    begin: Begin,
    take_out: Callable[[pytest.MonkeyPatch], None],
    first: str,
) -> None:
    """The oracle knows each of these rules by itself"""
    take_out(monkeypatch)
    played = Played(scene)
    played.every_pair(begin, depth=1)
    assert [each for each in played.wrong if each.startswith(first)]
