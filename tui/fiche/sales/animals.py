"""For which animal a sale is: asked while it is entered, and afterwards (pet-attach)."""

from collections.abc import Sequence
from typing import Any

from locales import N_, _
from locales.words import animals as words
from models.people.animals import listing
from models.people.animals.listing import AnimalRow
from models.pharmacy import features
from models.pharmacy.features import Feature
from models.trade.sales import animals as sale_animals
from models.trade.sales.animals import WHOLE_SALE
from models.trade.sales.detail import SoldLine
from tui.dialogs.choose import ChooseDialog, Way
from tui.frame.base import BaseScreen

_NONE = "none"
FOR_NONE = N_("For no animal")
AS_THE_SALE = N_("As the whole sale")


def animals_of(client: int) -> Sequence[AnimalRow]:
    """The animals for which something may be sold to a client: none while animals are not in use."""
    # In this order, so that a client without animals costs one statement.
    rows = listing.named_of(client)
    return rows if rows and Feature.ANIMALS in features.in_use() else ()


def of_sale(sale: int) -> Sequence[AnimalRow]:
    """All animals of the client of a sale, retired ones too; none while animals are not in use."""
    return sale_animals.animals_of_buyer(sale) if Feature.ANIMALS in features.in_use() else ()


async def which(
    desk: BaseScreen[Any], heading: str, rows: Sequence[AnimalRow], none: str
) -> tuple[int | None] | None:
    """Asks for one of these animals, or for none of them, which `none` says; None if the person gave up."""
    ways = [Way(str(row.id), words.called(row), row.breed or row.species) for row in rows]
    chosen = await desk.ask(ChooseDialog(heading, "", [*ways, Way(_NONE, none)]))
    if chosen is None:
        return None
    return (None if chosen == _NONE else int(chosen),)


async def attach(
    desk: BaseScreen[Any], sale: int, rows: Sequence[AnimalRow], lines: Sequence[SoldLine]
) -> None:
    """Asks which part of a sale is for which of the animals `rows`, and says it."""
    by = desk.officine.by()
    position = await _part(desk, lines)
    if position is None:
        return
    none = _(FOR_NONE if position == WHOLE_SALE else AS_THE_SALE)
    chosen = await which(desk, _("For which animal?"), rows, none)
    if chosen is not None:
        desk.attempt(sale_animals.attach, sale, chosen[0], position=position, by=by)
        desk.read_again()


async def _part(desk: BaseScreen[Any], lines: Sequence[SoldLine]) -> int | None:
    """The whole sale, or one of several lines; None if the person gave up."""
    if len(lines) == 1:
        return WHOLE_SALE
    ways = [Way(str(WHOLE_SALE), _("The whole sale"))]
    ways += [Way(str(number), line.label) for number, line in enumerate(lines, 1)]
    chosen = await desk.ask(ChooseDialog(_("What of the sale?"), "", ways))
    return None if chosen is None else int(chosen)


def facts(sale: int, rows: Sequence[AnimalRow]) -> list[tuple[str, str]]:
    """For which animal a sale is, and each line that names its own; nothing where it is for none."""
    names = {row.id: words.introduced(row) for row in rows}
    said = sale_animals.of_sales([sale]).get(sale, {}) if rows else {}
    line = _("Line {number} for")
    return [
        (line.format(number=place) if place else _("For"), names.get(animal, ""))
        for place, animal in sorted(said.items())
    ]
