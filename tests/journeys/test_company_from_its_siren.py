"""A company is entered: the directory on this machine knows who bears the SIREN, and then does not answer."""

from collections.abc import Callable
from typing import Any

import pytest

from messaging.directory import choices
from messaging.directory.choices import DirectoryChoice
from models.people.clients import verbs as clients
from models.people.clients.table import Client
from models.people.clients.verbs import ClientFields
from models.pharmacy import features
from models.pharmacy.features import Feature
from tests.asking import by_staff
from tests.directory import ATLAS, ATLAS_SHOP, CLOSED, directory
from tests.journeys.conftest import Open
from tests.journeys.keys import F2, F9, PAGE_DOWN, SPACE
from tests.journeys.terminal import Terminal
from tests.models.conftest import Counter

OnDatabase = Callable[[Any], Counter]


def to_the_company(desk: Terminal) -> None:
    """From the first field of a new fiche: the box that makes it a company's, then its section."""
    for section in ("Contact details", "Organism", "Invoicing", "Terms"):
        desk.press(PAGE_DOWN).see(f"▌{section}")
    desk.press(SPACE).see("[x] yes", "Company")
    for section in ("Alerts and notes", "Company"):
        desk.press(PAGE_DOWN).see(f"▌{section}")
    desk.see("▌SIREN")


@pytest.mark.capability("co-lookup")
def test_a_company_is_created_from_its_siren(target: Any, counter_on: OnDatabase, at_the_list: Open) -> None:
    counter = counter_on(target)
    counter.client("BENNANI")
    by = by_staff(counter.staff)
    features.choose(frozenset({Feature.PROFESSIONALS}), seen=features.in_use(), by=by)
    with directory() as here:
        choices.choose(DirectoryChoice(True, here.url), seen=choices.choice(), by=by_staff(counter.staff))
        desk = at_the_list(target)
        desk.press(F2).see("New client", "▌Last name")
        to_the_company(desk)
        desk.press(ATLAS).see("From the directory: PHARMACIE DE L'ATLAS, LYON")
        desk.see("732 829 320 00074", "47.73Z", "FR44732829320")
        desk.press(F9).see("PHARMACIE DE …", "2 of 2")

        # The next one while the directory is silent: it is typed by hand, and saved all the same.
        here.late = 60
        desk.press(F2).see("New client", "▌Last name")
        desk.press("MAISON ANCIENNE")
        to_the_company(desk)
        desk.press(CLOSED).see("The directory does not answer", "not looked up")
        desk.press(F9).see("MAISON ANCIEN…", "3 of 3")
    atlas = clients.fields_of(Client.get(Client.last_name == "PHARMACIE DE L'ATLAS"))
    assert (atlas.address, atlas.postal_code, atlas.city) == ("12 RUE DES LILAS", "69003", "LYON")
    assert atlas.country == "France", "the pharmacy is in Morocco"
    assert (atlas.siren, atlas.siret, atlas.professional) == (ATLAS, ATLAS_SHOP, True)
    by_hand = clients.fields_of(Client.get(Client.last_name == "MAISON ANCIENNE"))
    assert by_hand == ClientFields(
        last_name="MAISON ANCIENNE", professional=True, siren=CLOSED, code=by_hand.code
    )
