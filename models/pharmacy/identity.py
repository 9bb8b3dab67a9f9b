"""The identity of the pharmacy, as its documents print it."""

from dataclasses import asdict, dataclass
from typing import ClassVar

from models.people.companies import pharmacies
from models.pharmacy import choices
from models.refusals import N_, Missing, Refused
from models.requests.by import By
from models.requests.rights import Right
from models.requests.verb import verb
from models.store import clock, settings
from models.store.settings import Pharmacy
from models.store.text import check_text

VERB = "pharmacy.change"


@dataclass
class NoSuchTimeZone(Refused):
    """The time zone is not in the IANA list, such as Africa/Casablanca."""

    text: str
    field: ClassVar[str] = "time_zone"
    sentence: ClassVar[str] = N_(
        "There is no time zone “{text}”. Say it as Africa/Casablanca or Europe/Paris."
    )


@verb(VERB, Right.CHANGE_SETTINGS)
def change(new: Pharmacy, *, seen: Pharmacy, by: By) -> None:
    """Saves what differs from `seen`, for documents issued from now on; issued ones stay unchanged.

    Raises `ChangedMeanwhile`, or what `checked` raises.
    """
    choices.change(
        _as_settings(checked(new, seen)),
        _as_settings(seen),
        by=by,
    )
    settings.take_time_zone()


def checked(new: Pharmacy, seen: Pharmacy) -> Pharmacy:
    """The identity as it is kept: trimmed, legal numbers without separators. Numbers that are as they were
    `seen` are not judged, as older versions took any.

    Raises `Missing`, `NoSuchTimeZone`, or what `check_text`, `pharmacies.check` and `pharmacies.agree` raise.
    """
    texts = {name: check_text(name, text) for name, text in asdict(new).items()}
    texts |= {
        name: pharmacies.check(name, texts[name])
        for name in pharmacies.NAMES
        if texts[name] != getattr(seen, name)
    }
    clean = Pharmacy(**texts)
    if not clean.name:
        raise Missing("name")
    if clean.time_zone and clock.zone_named(clean.time_zone) is None:
        raise NoSuchTimeZone(clean.time_zone)
    pharmacies.agree(siret=clean.siret, vat_number=clean.vat_number)
    return clean


def _as_settings(value: Pharmacy) -> dict[str, str]:
    return {f"pharmacy.{name}": text for name, text in asdict(value).items()}
