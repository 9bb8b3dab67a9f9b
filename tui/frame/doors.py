"""Which screen is behind which door. Each is imported when first opened, so that the start stays short."""

from importlib import import_module
from typing import Any

from textual.screen import Screen

_DOORS = {
    "welcome": ("tui.entrance.welcome", "WelcomeDesk"),
    "login": ("tui.entrance.login", "LoginDesk"),
    "list": ("tui.clients.listing", "ClientDesk"),
    "editor": ("tui.clients.editor", "EditorDesk"),
    "importer": ("tui.clients.importer", "ImporterDesk"),
    "catalogue": ("tui.catalogue.listing", "CatalogueDesk"),
    "categories": ("tui.catalogue.categories", "CategoriesDesk"),
    "vat": ("tui.catalogue.vat", "VatDesk"),
    "product_importer": ("tui.catalogue.importer", "ProductImporterDesk"),
    "settings": ("tui.settings.desk", "SettingsDesk"),
    "communications": ("tui.communications.history.listing", "CommunicationsDesk"),
    "campaigns": ("tui.communications.campaigns.listing", "CampaignsDesk"),
    "campaign": ("tui.communications.campaigns.opened", "CampaignDesk"),
    "replies": ("tui.communications.history.replies", "RepliesDesk"),
    "composer": ("tui.communications.composer.desk", "ComposerDesk"),
    "till": ("tui.till.days", "TillDesk"),
    "fiche": ("tui.fiche.screen", "FicheDesk"),
}


def door(name: str, *args: Any, **kwargs: Any) -> Screen[Any]:
    """A new screen of that name."""
    screen: Screen[Any] = fetch(name)(*args, **kwargs)
    return screen


def fetch(name: str) -> Any:
    """The class of that screen. Importing it before it is opened makes opening it quicker."""
    module, cls = _DOORS[name]
    return getattr(import_module(module), cls)
