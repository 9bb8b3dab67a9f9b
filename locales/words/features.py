"""The names of the features, and what each brings, in one sentence."""

from collections.abc import Mapping

from locales import N_, _
from models.pharmacy.features import Feature

_NAMES: Mapping[Feature, str] = {
    Feature.PREPARATIONS: N_("Preparations"),
    Feature.DELIVERY: N_("Delivery"),
    Feature.PHOTO: N_("Photo"),
    Feature.PROFESSIONALS: N_("Professionals"),
    Feature.CATEGORIES: N_("Categories"),
    Feature.CUSTOM_FIELDS: N_("Custom fields"),
    Feature.TECHNICAL_SHEETS: N_("Technical sheets"),
    Feature.ANIMALS: N_("Animals"),
    Feature.APPOINTMENTS: N_("Appointments"),
    Feature.TARIFFS: N_("Prices"),
    Feature.ALCOHOL_TAX: N_("Alcohol tax"),
}
_BRINGS: Mapping[Feature, str] = {
    Feature.PREPARATIONS: N_("Medicines you make, until they are handed over."),
    Feature.DELIVERY: N_("Sites of a client, delivery notes."),
    Feature.PHOTO: N_("Photos of a client, on the fiche."),
    Feature.PROFESSIONALS: N_("Companies: legal numbers, bank, invoicing."),
    Feature.CATEGORIES: N_("Groups of clients, with their discount."),
    Feature.CUSTOM_FIELDS: N_("Fields of your own on the fiche."),
    Feature.TECHNICAL_SHEETS: N_("Colours, dosages: what was made for a client."),
    Feature.ANIMALS: N_("Animals of a client, and what is sold for each."),
    Feature.APPOINTMENTS: N_("Who comes when: on the fiche, in a planning."),
    Feature.TARIFFS: N_("Price lists, prices by quantity, cross discounts."),
    Feature.ALCOHOL_TAX: N_("A tax on each litre of pure alcohol."),
}


def feature_name(feature: Feature) -> str:
    """Préparations, Livraison."""
    return _(_NAMES[feature])


def what_it_brings(feature: Feature) -> str:
    """What a pharmacy gets by switching it on."""
    return _(_BRINGS[feature])
