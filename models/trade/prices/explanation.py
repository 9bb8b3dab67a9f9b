"""Why a line costs what it costs (the key `=`): base, price list, quantity, discount, VAT, amounts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models.people.tariffs.table import PriceList
from models.trade.catalogue.vat import Rates
from models.trade.prices.base import BasePrice, base_price, tariffs_for
from models.trade.prices.conditions import in_force
from models.trade.prices.lines import NewLine, PricedLine, priced, sold_product
from models.trade.prices.products import for_sale


@dataclass(frozen=True, slots=True)
class Explained:
    """A line with its price, and where that comes from.

    Attributes:
      line: as it is priced by itself; VAT that is added once for several lines may differ by a centime
      base: how its price came about, with the prices that were passed over
      price_list: the name of the client's list; empty if they have none
      regulated, forbidden: whether the law fixes the price, and whether a discount may be given at all
    """

    line: PricedLine
    base: BasePrice
    price_list: str
    regulated: bool
    forbidden: bool


def explain(client: int, line: NewLine, day: date) -> Explained:
    """Why this line costs this client so much on that day. Raises as `lines.price`."""
    products = for_sale({line.product})
    product, conditions = sold_product(products, line.product), in_force(client)
    tariffs = tariffs_for(conditions, products, day)
    rate = Rates().on(product.vat, day)
    chosen = conditions.price_list
    return Explained(
        line=priced(product, line, rate, conditions, tariffs),
        base=base_price(product, line.quantity, rate, conditions, tariffs),
        price_list=list_names([chosen]).get(chosen, "") if chosen else "",
        regulated=product.regulated,
        forbidden=product.discount_forbidden,
    )


def list_names(lists: Sequence[int | None]) -> dict[int, str]:
    """What these price lists are called."""
    wanted = {each for each in lists if each is not None}
    rows = PriceList.select(PriceList.id, PriceList.name).where(PriceList.id.in_(wanted))
    return dict(rows.tuples()) if wanted else {}
