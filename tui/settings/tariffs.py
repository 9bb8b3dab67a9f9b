"""Price lists and cross discounts, which have desks of their own."""

from collections.abc import Sequence

from locales import N_, _
from models.people.tariffs import choosing
from models.pharmacy.features import Feature
from tui.catalogue.tariffs.hub import open_tariffs
from tui.settings.section import Fact, Section


def facts() -> Sequence[Fact]:
    """Their names."""
    lists, crossed = choosing.price_lists(), choosing.cross_discounts()
    return [
        (_("Price lists"), "\n".join(row.name for row in lists if not row.retired)),
        (_("Cross discounts"), "\n".join(row.name for row in crossed if not row.retired)),
    ]


SECTION = Section("tariffs", N_("Prices"), facts, open_tariffs, feature=Feature.TARIFFS, guide="tarifs.md")
