"""Every screen that can be opened by name. Each is imported when it is first opened, so that the start stays
short; a new one is a function and a line in `SCREENS`.
"""

from collections.abc import Mapping
from typing import Any

from textual.screen import Screen

from tui.frame.screens import Imported

Class = type[Screen[Any]]


def _welcome() -> Class:
    from tui.entrance.welcome import WelcomeDesk

    return WelcomeDesk


def _login() -> Class:
    from tui.entrance.login import LoginDesk

    return LoginDesk


def _client_list() -> Class:
    from tui.clients.listing import ClientDesk

    return ClientDesk


def _listing() -> Class:
    from tui.clients.listing_desk import ListingDesk

    return ListingDesk


def _birthdays() -> Class:
    from tui.clients.birthdays.desk import BirthdaysDesk

    return BirthdaysDesk


def _planning() -> Class:
    from tui.clients.appointments.planning import PlanningDesk

    return PlanningDesk


def _editor() -> Class:
    from tui.clients.editor import EditorDesk

    return EditorDesk


def _importer() -> Class:
    from tui.clients.importer import ImporterDesk

    return ImporterDesk


def _catalogue() -> Class:
    from tui.catalogue.listing import CatalogueDesk

    return CatalogueDesk


def _categories() -> Class:
    from tui.catalogue.categories import CategoriesDesk

    return CategoriesDesk


def _vat() -> Class:
    from tui.catalogue.vat import VatDesk

    return VatDesk


def _product_importer() -> Class:
    from tui.catalogue.importer import ProductImporterDesk

    return ProductImporterDesk


def _settings() -> Class:
    from tui.settings.desk import SettingsDesk

    return SettingsDesk


def _changes() -> Class:
    from tui.settings.changes import ChangesDesk

    return ChangesDesk


def _communications() -> Class:
    from tui.communications.history.listing import CommunicationsDesk

    return CommunicationsDesk


def _campaigns() -> Class:
    from tui.communications.campaigns.listing import CampaignsDesk

    return CampaignsDesk


def _campaign() -> Class:
    from tui.communications.campaigns.opened import CampaignDesk

    return CampaignDesk


def _replies() -> Class:
    from tui.communications.history.replies import RepliesDesk

    return RepliesDesk


def _composer() -> Class:
    from tui.communications.composer.desk import ComposerDesk

    return ComposerDesk


def _till() -> Class:
    from tui.till.days import TillDesk

    return TillDesk


def _sites() -> Class:
    from tui.clients.sites.desk import SitesDesk

    return SitesDesk


def _deliveries() -> Class:
    from tui.fiche.documents.to_deliver import ToDeliverDesk

    return ToDeliverDesk


def _contacts() -> Class:
    from tui.clients.contacts.desk import ContactsDesk

    return ContactsDesk


def _invoices() -> Class:
    from tui.invoices.desk import InvoicesDesk

    return InvoicesDesk


def _trash() -> Class:
    from tui.clients.trash import TrashDesk

    return TrashDesk


def _duplicates() -> Class:
    from tui.merging.pairs import PairsDesk

    return PairsDesk


def _side_by_side() -> Class:
    from tui.merging.side_by_side import SideBySideDesk

    return SideBySideDesk


def _fiche() -> Class:
    from tui.fiche.screen import FicheDesk

    return FicheDesk


SCREENS: Mapping[str, Imported] = {
    "welcome": _welcome,
    "login": _login,
    "list": _client_list,
    "listing": _listing,
    "birthdays": _birthdays,
    "planning": _planning,
    "editor": _editor,
    "importer": _importer,
    "catalogue": _catalogue,
    "categories": _categories,
    "vat": _vat,
    "product_importer": _product_importer,
    "settings": _settings,
    "changes": _changes,
    "communications": _communications,
    "campaigns": _campaigns,
    "campaign": _campaign,
    "replies": _replies,
    "composer": _composer,
    "till": _till,
    "sites": _sites,
    "deliveries": _deliveries,
    "contacts": _contacts,
    "invoices": _invoices,
    "trash": _trash,
    "duplicates": _duplicates,
    "side_by_side": _side_by_side,
    "fiche": _fiche,
}
