"""What stands beside the account of a client and is one for a person: their default discounts, the delivery
address that is proposed first, the photo of the fiche.

A photo stays with the fiche it was added to, as `about` finds those of all fiches; sites, contacts and
appointments, which are listed and found beside their client, go with them. Of what may exist once, the
survivor's goes on. What was decided is kept in the trail of the merge, to be given back. A ledger of its own
(points, coupons) needs nothing here: its sums go through `about`, as the balance does, and what adds up of it
is shown in `preview`.
"""

from collections.abc import Mapping
from typing import Any

from models.appointments import verbs as appointments
from models.people.contacts import verbs as contacts
from models.people.photos import verbs as photos
from models.people.sites import verbs as sites
from models.trade.prices import discounts
from models.trade.prices.discounts import ClientDiscounts

DISCOUNTS, SITES, SITE, PHOTO = "discounts", "sites", "default_site", "shown_photo"
CONTACTS, APPOINTMENTS = "contacts", "appointments"
"""Where the trail keeps them."""


def give(client: int, wanted: ClientDiscounts, *, before: ClientDiscounts) -> dict[str, Any]:
    """Writes the default discounts of a survivor, where they change; returns what the trail keeps."""
    if wanted == before:
        return {}
    discounts.replace_all(client, wanted)
    return {DISCOUNTS: discounts.as_changes(before, wanted)}


def discounts_before(now: ClientDiscounts, told: Mapping[str, Any]) -> tuple[ClientDiscounts, list[str]]:
    """The default discounts of a survivor without what a merge changed; and the name of these where somebody
    changed them since, so that they stay.
    """
    if DISCOUNTS not in told:
        return now, []
    before, after = discounts.from_changes(told[DISCOUNTS])
    if now == after:
        return before, []
    return now, [] if now == before else [DISCOUNTS]


def join(survivor: int, merged: int) -> dict[str, Any]:
    """Gives the sites, contacts and appointments of the merged fiche to the survivor. Where both have a
    default, or a photo that is shown, that of the survivor goes on. Returns what the trail keeps.
    """
    moved = {
        SITES: sites.all_of(merged),
        CONTACTS: contacts.all_of(merged),
        APPOINTMENTS: appointments.all_of(merged),
    }
    given_up = {}
    if sites.default_of(survivor) is not None:
        given_up[SITE] = sites.default_of(merged)
    if photos.shown_of(survivor) is not None:
        given_up[PHOTO] = photos.shown_of(merged)
    sites.give_up_default(given_up.get(SITE))
    photos.hide(given_up.get(PHOTO))
    sites.hand_over(moved[SITES], merged, survivor)
    contacts.hand_over(moved[CONTACTS], merged, survivor)
    appointments.hand_over(moved[APPOINTMENTS], merged, survivor)
    told = {name: key for name, key in given_up.items() if key is not None}
    return {**told, **{name: keys for name, keys in moved.items() if keys}}


def part(survivor: int, merged: int, told: Mapping[str, Any]) -> None:
    """Once the alias is gone: the sites, contacts and appointments go back, and each of the two has a site
    that is proposed first, and a photo that is shown, where it has any.
    """
    sites.hand_over(told.get(SITES, []), survivor, merged)
    contacts.hand_over(told.get(CONTACTS, []), survivor, merged)
    contacts.leave_sites_of_others(survivor, merged)
    appointments.hand_over(told.get(APPOINTMENTS, []), survivor, merged)
    appointments.follow_contacts(survivor, merged)
    sites.settle_default(merged, told.get(SITE))
    sites.settle_default(survivor)
    photos.settle_shown(merged, told.get(PHOTO))
    photos.settle_shown(survivor)
