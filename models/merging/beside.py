"""What stands beside the account of a client and is one for a person: their default discounts, the delivery
address that is proposed first, the photo of the fiche.

Each row stays with the fiche it was written with; `about` finds those of all fiches. Only what may exist
once has to be decided, and what was decided is kept in the trail of the merge, to be given back. A ledger of
its own (points, coupons) needs nothing here: its sums go through `about`, as the balance does.
"""

from collections.abc import Mapping
from typing import Any

from models.people.photos import verbs as photos
from models.people.sites import verbs as sites
from models.trade.prices import discounts
from models.trade.prices.discounts import ClientDiscounts

DISCOUNTS, SITE, PHOTO = "discounts", "default_site", "shown_photo"
"""Where the trail keeps them."""


def give(client: int, wanted: ClientDiscounts, *, before: ClientDiscounts) -> dict[str, Any]:
    """Writes the default discounts of a survivor, where they change; returns what the trail keeps."""
    if wanted == before:
        return {}
    discounts.replace_all(client, wanted)
    return {DISCOUNTS: discounts.as_changes(before, wanted)}


def discounts_before(client: int, told: Mapping[str, Any]) -> tuple[ClientDiscounts, list[str]]:
    """The default discounts of a survivor without what a merge changed; and the name of these where somebody
    changed them since, so that they stay.
    """
    now = discounts.of(client)
    if DISCOUNTS not in told:
        return now, []
    before, after = discounts.from_changes(told[DISCOUNTS])
    if now == after:
        return before, []
    return now, [] if now == before else [DISCOUNTS]


def join(survivor: int, merged: int) -> dict[str, Any]:
    """What of the merged fiche is no longer first, as the survivor has one: its default site, its photo."""
    given_up = {}
    if sites.default_of(survivor) is not None:
        given_up[SITE] = sites.default_of(merged)
    if photos.shown_of(survivor) is not None:
        given_up[PHOTO] = photos.shown_of(merged)
    sites.give_up_default(given_up.get(SITE))
    photos.hide(given_up.get(PHOTO))
    return {name: key for name, key in given_up.items() if key is not None}


def part(survivor: int, merged: int, told: Mapping[str, Any]) -> None:
    """Once the alias is gone: each of the two has a site that is proposed first and a photo that is shown
    again, where it has any.
    """
    sites.settle_default(merged, told.get(SITE))
    sites.settle_default(survivor)
    photos.settle_shown(merged, told.get(PHOTO))
    photos.settle_shown(survivor)
