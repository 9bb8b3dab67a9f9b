"""The identity of the pharmacy, as its documents print it."""

from dataclasses import asdict, dataclass
from typing import ClassVar

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

    Raises `Missing`, `NoSuchTimeZone`, `ChangedMeanwhile`, or what `check_text` raises.
    """
    clean = Pharmacy(**{name: check_text(name, text) for name, text in asdict(new).items()})
    if not clean.name:
        raise Missing("name")
    if clean.time_zone and clock.zone_named(clean.time_zone) is None:
        raise NoSuchTimeZone(clean.time_zone)
    choices.change(
        _as_settings(clean),
        _as_settings(seen),
        by=by,
    )
    settings.take_time_zone()


def _as_settings(value: Pharmacy) -> dict[str, str]:
    return {f"pharmacy.{name}": text for name, text in asdict(value).items()}
