"""Who the pharmacy is, as its documents print it."""

from dataclasses import asdict

from models.people import choices
from models.people.text import check_text
from models.refusals import Missing
from models.store.settings import Pharmacy

VERB = "pharmacy.change"


def change(new: Pharmacy, *, seen: Pharmacy, staff: int, op_id: str) -> None:
    """Changes what differs from `seen`, for documents made from now on: what was issued stays as issued.

    Raises `Missing`, `ChangedMeanwhile`, or what `check_text` raises.
    """
    clean = Pharmacy(**{name: check_text(name, text) for name, text in asdict(new).items()})
    if not clean.name:
        raise Missing("name")
    choices.change(VERB, _as_settings(clean), _as_settings(seen), staff=staff, op_id=op_id)


def _as_settings(value: Pharmacy) -> dict[str, str]:
    return {f"pharmacy.{name}": text for name, text in asdict(value).items()}
