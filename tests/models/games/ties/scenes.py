"""Small scenes around one tie, from which every verb that can touch it is played."""

from collections.abc import Callable

from models.money.avoirs import verbs as avoirs
from models.values import Centimes
from tests.models.games.ties.game import WHO, Scene


def paid_at_once(scene: Scene) -> None:
    scene.sale(10, 10_000)


def returned_and_refunded(scene: Scene) -> None:
    scene.back(scene.sale(10, 10_000), 10, "cash")


def paid_by_advance_and_returned(scene: Scene) -> None:
    scene.advance(10_000)
    sale = scene.sale(10)
    scene.used()
    scene.back(sale, 10)


def paid_by_advance_and_refunded(scene: Scene) -> None:
    paid_by_advance_and_returned(scene)
    scene.refunded(scene.account.of_kind("return")[0])


def an_unpaid_sale_of_which_something_came_back(scene: Scene) -> None:
    scene.sale(10)
    scene.back(scene.sale(13), 3)


def billed_with_what_came_back(scene: Scene) -> None:
    an_unpaid_sale_of_which_something_came_back(scene)
    scene.invoiced(True)


def billed_with_the_avoir_of_another_sale(scene: Scene) -> None:
    paid = scene.sale(10, 10_000)
    scene.back(paid, 3)
    scene.sale(13)
    scene.invoiced(True, paid)


def billed_and_collected(scene: Scene) -> None:
    billed_with_what_came_back(scene)
    scene.collected()


def invoiced_to_the_client(scene: Scene) -> None:
    scene.back(scene.sale(10, 5_000), 7)
    scene.invoiced(False)


def paid_with_a_discount(scene: Scene) -> None:
    scene.sale(10)
    scene.settle(5_000, 5_000)


def two_sales_paid_with_one_discount(scene: Scene) -> None:
    scene.sale(10)
    scene.sale(5)
    scene.settle(12_000, 3_000)


def paid_by_avoir_with_a_discount(scene: Scene) -> None:
    scene.advance(5_000)
    scene.sale(10)
    scene.settle(2_000, 3_000, 5_000)


def discounted_after_most_came_back(scene: Scene) -> None:
    sale = scene.sale(10)
    scene.back(sale, 8)
    scene.settle(1_000, 1_000)


def two_discounts(scene: Scene) -> None:
    scene.sale(10)
    scene.settle(4_000, 1_000)
    scene.settle(4_500, 500)


def a_gift_and_money(scene: Scene) -> None:
    scene.grant(4_000)
    sale = scene.sale(10)
    scene.settle(6_000, 0, 4_000)
    scene.back(sale, 7, "cash")


def a_refund_and_a_gift_to_come(scene: Scene) -> None:
    """Two payments; one of them is undone, and a gift takes its place."""
    sale = scene.sale(10, 6_000)
    scene.settle(4_000)
    scene.back(sale, 3, "cash")
    first = scene.account.of_kind("payment")[0]
    scene.grant(6_000)
    scene.unlink(WHO, sale, first)
    credit = scene.account.of_kind("credit_note")[0]
    scene.play(
        scene.oracle.use(WHO, credit, 6_000),
        lambda: avoirs.use(scene.key(WHO, credit), Centimes(6_000), **scene.asks),
    )


def what_came_back_pays_another_sale(scene: Scene) -> None:
    scene.back(scene.sale(10, 10_000), 10)
    second = scene.sale(10)
    scene.used()
    scene.back(second, 4)


def an_avoir_of_before(scene: Scene) -> None:
    scene.had(10_000)
    sale = scene.sale(10)
    scene.used()
    scene.back(sale, 10)
    scene.refunded(scene.account.of_kind("return")[0])


def adjusted_to_nothing(scene: Scene) -> None:
    scene.advance(3_000)
    scene.adjusted(3_000)
    scene.sale(10)
    scene.adjusted(-10_000)


def avoirs_beside_debts(scene: Scene) -> None:
    for amount in (2_000, 3_000):
        scene.advance(amount)
    scene.sale(5)
    scene.invoiced(False)
    scene.sale(6)


Begin = Callable[[Scene], None]

SCENES: tuple[Begin, ...] = (
    paid_at_once,
    returned_and_refunded,
    paid_by_advance_and_returned,
    paid_by_advance_and_refunded,
    an_unpaid_sale_of_which_something_came_back,
    billed_with_what_came_back,
    billed_with_the_avoir_of_another_sale,
    billed_and_collected,
    invoiced_to_the_client,
    paid_with_a_discount,
    two_sales_paid_with_one_discount,
    paid_by_avoir_with_a_discount,
    discounted_after_most_came_back,
    two_discounts,
    a_gift_and_money,
    a_refund_and_a_gift_to_come,
    what_came_back_pays_another_sale,
    an_avoir_of_before,
    adjusted_to_nothing,
    avoirs_beside_debts,
)
