"""The sections of the settings, in their order. A new one is a module with a `SECTION` and a line here."""

from models.pharmacy import features as pharmacy_features
from tui.settings import (
    catalogue,
    counter,
    directory,
    features,
    numbers,
    periods,
    personnel,
    pharmacy,
    security,
)
from tui.settings.fiche import (
    animal_kinds,
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
    numbers.SECTION,
    periods.SECTION,
    security.SECTION,
    catalogue.SECTION,
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
)


def in_use() -> list[Section]:
    """The sections without those of features that are off."""
    used = pharmacy_features.in_use()
    return [section for section in SECTIONS if section.feature is None or section.feature in used]
