"""Which features the pharmacy uses. What is switched off shows nowhere, and what was kept for it stays."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from models.pharmacy import choices
from models.refusals import N_, Refused
from models.requests.by import By
from models.requests.rights import Right
from models.requests.verb import verb
from models.store import settings

VERB = "features.choose"
_ON, _OFF = "on", "off"


class Feature(StrEnum):
    """A part of the program that a pharmacy can switch on and off. Its value is part of the name of its
    setting, so it never changes.
    """

    PREPARATIONS = "preparations"
    DELIVERY = "delivery"
    """Delivery addresses of a client, and the list of all sites."""
    PHOTO = "photo"
    PROFESSIONALS = "professionals"
    """What a company needs: its legal numbers, its bank, how it is invoiced."""
    CATEGORIES = "categories"
    """Categories of clients, with their permanent discount."""
    CUSTOM_FIELDS = "custom_fields"
    TECHNICAL_SHEETS = "technical_sheets"
    """What has to be known of a client to make the same again, as a colour or a dosage."""
    ANIMALS = "animals"
    """The animals of a client, and what is sold for each."""
    APPOINTMENTS = "appointments"
    """Who comes when, on the fiche and in a planning."""
    TARIFFS = "tariffs"
    """Price lists, prices by quantity and cross discounts."""
    ALCOHOL_TAX = "alcohol_tax"
    """The tax on a litre of pure alcohol."""


AT_FIRST = frozenset({Feature.PREPARATIONS})
"""The features of a pharmacy that never chose: those of Sobrus, from which most pharmacies come."""


@dataclass
class NotAFeature(Refused):
    """There is no feature of this name."""

    name: str
    sentence: ClassVar[str] = N_("There is nothing called “{name}” to switch on.")


def _setting(feature: Feature) -> str:
    return f"feature.{feature}"


_chosen = settings.several([_setting(feature) for feature in Feature])


def in_use() -> frozenset[Feature]:
    """The features that are on, read in one statement. A screen reads them once, when it opens."""
    chosen = _chosen()
    return frozenset(
        feature for feature in Feature if (chosen.get(_setting(feature)) or _at_first(feature)) == _ON
    )


@verb(VERB, Right.CHANGE_SETTINGS)
def choose(new: frozenset[Feature], *, seen: frozenset[Feature], by: By) -> None:
    """Switches features on and off, and removes nothing of those that are off.

    Saves what differs from `seen`, the features in use as they were read: what others switched meanwhile
    stays. Raises `NotAFeature`.
    """
    choices.change(_as_settings(new), _as_settings(seen), by=by)


def _as_settings(features: frozenset[Feature]) -> dict[str, str]:
    """Empty for a feature that is as in a pharmacy that never chose."""
    on = {_known(feature) for feature in features}
    state = {feature: _ON if feature in on else _OFF for feature in Feature}
    return {_setting(each): "" if now == _at_first(each) else now for each, now in state.items()}


def _at_first(feature: Feature) -> str:
    return _ON if feature in AT_FIRST else _OFF


def _known(name: str) -> Feature:
    try:
        return Feature(name)
    except ValueError:
        raise NotAFeature(name) from None
