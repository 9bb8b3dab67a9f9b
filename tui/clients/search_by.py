"""In which field the client list searches: what each person chose last."""

from dataclasses import replace

from models.people.staff.preferences import preferred, remember
from models.store.search.by_field import SearchBy, SearchIn, restored

_PREFERENCE = "list.search_by"


def chosen_by(staff: int) -> SearchBy:
    """What this person chose last; else the field that the pharmacy chose."""
    chosen = restored(preferred(staff, _PREFERENCE))
    if chosen is not None:
        return chosen
    from models.pharmacy.searching import search_in

    return SearchBy(search_in())


def keep(staff: int, by: SearchBy) -> None:
    """Remembers it for this person."""
    remember(staff, _PREFERENCE, by.stored)


def next_field(by: SearchBy) -> SearchBy:
    """The next field: name, code, phone; the ticks of phones stay."""
    fields = [*SearchIn]
    return replace(by, field=fields[(fields.index(by.field) + 1) % len(fields)])
