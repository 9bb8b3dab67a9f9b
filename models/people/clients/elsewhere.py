"""Where a search finds somebody, if it finds nobody in the view that is listed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from models.people.clients.filter import ALL_CLIENTS
from models.people.clients.listing import ClientListing, ClientView
from models.store.search.by_field import SearchIn


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """So many clients whom another listing finds; beside those of the views named before."""

    listing: ClientListing
    count: int


def elsewhere(listing: ClientListing) -> tuple[Elsewhere, ...]:
    """Whom else the search of a listing finds, the listing itself being empty: in another field, without its
    filter, in another view.
    """
    return tuple(each for each in _asked(listing) if each.count > 0)


def _asked(listing: ClientListing) -> Iterator[Elsewhere]:
    for field in SearchIn:
        if field is not listing.by.field:
            yield _counted(replace(listing, by=replace(listing.by, field=field)))
    if listing.filter.narrows:
        yield _counted(replace(listing, filter=ALL_CLIENTS))
    if listing.filter.sleeping is None:  # else the filter says which statuses are listed, whatever the view
        yield from _in_other_views(listing)


def _in_other_views(listing: ClientListing) -> Iterator[Elsewhere]:
    found = {view: _counted(replace(listing, view=view)) for view in _VIEWS if view is not listing.view}
    active = found.get(ClientView.ACTIVE)
    for view, each in found.items():
        besides = active.count if active is not None and view is ClientView.ALL else 0
        yield replace(each, count=each.count - besides)


def _counted(listing: ClientListing) -> Elsewhere:
    return Elsewhere(listing, listing.count())


_VIEWS = (ClientView.ACTIVE, ClientView.ALL, ClientView.ARCHIVED, ClientView.TRASHED)
"""The views that hold somebody whom no view before them holds."""
