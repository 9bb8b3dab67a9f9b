"""Where the price of a line comes from, and from what it was computed."""

from enum import StrEnum


class PriceSource(StrEnum):
    """Where the price of a line comes from; empty if it is that of the product."""

    CATALOGUE = ""
    LIST = "list"
    """The price list of the client (fiche-tariff)."""
    CATEGORY_LIST = "category_list"
    """The price list of the client's category of clients."""
    BREAK = "break"
    """A price for so many pieces or more (article-degressive)."""


FROM_A_LIST = (PriceSource.LIST, PriceSource.CATEGORY_LIST)
"""Where a line names the price list besides."""
