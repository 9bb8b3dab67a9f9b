"""Where a search finds somebody, if it finds nobody in the view that is listed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from models.people.clients.filter import ALL_CLIENTS
from models.people.clients.listing import ClientListing, ClientView


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """So many clients are found in another view, beside those of the views before; or, where it is None, in
    this view without its filter.
    """

    view: ClientView | None
    count: int


def elsewhere(listing: ClientListing) -> tuple[Elsewhere, ...]:
    """Whom else the search of a listing finds, the listing itself being empty."""
    return tuple(each for each in _asked(listing) if each.count)


def _asked(listing: ClientListing) -> Iterator[Elsewhere]:
    if listing.filter.narrows:
        yield Elsewhere(None, replace(listing, filter=ALL_CLIENTS).count())
    if listing.filter.sleeping is not None:
        return  # it says which statuses are listed, whatever the view

    def count(view: ClientView) -> int:
        return replace(listing, view=view).count() if view is not listing.view else 0

    active = 0 if listing.view is ClientView.ALL else count(ClientView.ACTIVE)
    yield Elsewhere(ClientView.ACTIVE, active)
    if listing.view is not ClientView.ALL:
        yield Elsewhere(ClientView.ALL, count(ClientView.ALL) - active)
    yield Elsewhere(ClientView.ARCHIVED, count(ClientView.ARCHIVED))
