"""What a form offers of the lists that the pharmacy keeps: references and organisms.

All are options, also those that are retired: these are shown where they were chosen before, and nowhere else.
"""

from collections.abc import Sequence

from locales import _
from locales.words import tariffs
from models.people.organisms import listing as organisms
from models.people.organisms.listing import OrganismRow
from models.people.references import listing as references
from models.people.references.table import ReferenceKind
from models.people.tariffs import choosing
from models.people.tariffs.choosing import CrossDiscountRow, PriceListRow
from models.store import clock
from tui.forms.fields import ChoiceField, Option, unchosen


def reference_options(kind: ReferenceKind) -> tuple[Option, ...]:
    """None, then the entries of a list in their order."""
    return (
        unchosen(),
        *(
            Option(row.id, row.name if row.active else _retired(row.name), offered=row.active)
            for row in references.references(kind)
        ),
    )


def organism_options() -> tuple[Option, ...]:
    """None, then the organisms by name."""
    today = clock.today()
    return (
        unchosen(),
        *(Option(row.id, organism_name(row), offered=row.offered_on(today)) for row in organisms.organisms()),
    )


def tariff_options(rows: Sequence[PriceListRow] | Sequence[CrossDiscountRow]) -> tuple[Option, ...]:
    """None, then the price lists or cross discounts by name."""
    return (unchosen(), *(Option(row.id, tariffs.name(row), offered=not row.retired) for row in rows))


def price_list_field() -> ChoiceField:
    """The field of a form in which a price list is chosen."""
    options = tariff_options(choosing.price_lists())
    return ChoiceField("price_list", tariffs.OF_CLIENTS["price_list"], options=options)


def filtered_organisms() -> tuple[Option, ...]:
    """All of them, then each organism by name: who was of one that is retired may be looked for."""
    every = (Option(row.id, organism_name(row)) for row in organisms.organisms())
    return (Option(None, _("whoever")), *every)


def organism_name(row: OrganismRow) -> str:
    """CNOPS, and where it may no longer be chosen, why."""
    if row.offered_on(clock.today()):
        return row.name
    if row.successor:
        return _("{name} (now {successor})").format(name=row.name, successor=row.successor)
    return _retired(row.name) if not row.active else _("{name} (not today)").format(name=row.name)


def _retired(name: str) -> str:
    return _("{name} (retired)").format(name=name)
