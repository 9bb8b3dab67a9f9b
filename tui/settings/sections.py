"""The sections of the settings, in their order. A new one is a module with a `SECTION` and a line here."""

from models.people import postal
from models.pharmacy import features as pharmacy_features
from tui.settings import (
    catalogue,
    counter,
    directory,
    exemption,
    factur_x,
    features,
    mentions,
    numbers,
    periods,
    personnel,
    pharmacy,
    security,
    tariffs,
)
from tui.settings.fiche import (
    animal_kinds,
    cards,
    client_categories,
    custom_fields,
    programmable_keys,
    required_fields,
    searching,
    tab_keys,
)
from tui.settings.lists import organisms
from tui.settings.lists import section as lists
from tui.settings.messages import gateway, reminders, sending, templates
from tui.settings.messages import packs as credit_packs
from tui.settings.section import Section
from tui.settings.technical_sheets import authors, terms

SECTIONS: tuple[Section, ...] = (
    pharmacy.SECTION,
    features.SECTION,
    tab_keys.SECTION,
    programmable_keys.SECTION,
    counter.SECTION,
    required_fields.SECTION,
    searching.SECTION,
    cards.SECTION,
    numbers.SECTION,
    mentions.SECTION,
    exemption.SECTION,
    periods.SECTION,
    security.SECTION,
    catalogue.SECTION,
    tariffs.SECTION,
    lists.SECTION,
    organisms.SECTION,
    templates.SECTION,
    credit_packs.SECTION,
    sending.SECTION,
    gateway.SECTION,
    personnel.SECTION,
    client_categories.SECTION,
    reminders.SECTION,
    animal_kinds.SECTION,
    directory.SECTION,
    custom_fields.SECTION,
    terms.SECTION,
    authors.SECTION,
    factur_x.SECTION,
)


def in_use() -> list[Section]:
    """The sections without those of features that are off, and of another country."""
    used, countries = {None, *pharmacy_features.in_use()}, {None, postal.home()}
    return [section for section in SECTIONS if section.feature in used and section.country in countries]
