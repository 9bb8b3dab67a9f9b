"""What stands on the papers of a client who pays no VAT: the pharmacy's own sentence, or that of its country.

Each paper keeps what was on it among its parties, so that a reprint is the same (INV-44).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from models.people import postal
from models.people.postal import PostalForm
from models.pharmacy import choices
from models.requests.by import By
from models.requests.rights import Right
from models.requests.verb import verb
from models.store import settings
from models.store.text import check_text
from models.trade.prices.amounts import VatBasis

VERB = "exemption.choose"
_SETTING, _KEY = "papers.exemption", "exemption"


@dataclass(frozen=True, slots=True)
class Exemption:
    """The pharmacy's own sentence; where it is empty, that of the country in which the pharmacy was."""

    own: str = ""
    country: PostalForm = PostalForm.MOROCCO


def own() -> str:
    """The sentence that the pharmacy chose; empty if it never did."""
    return settings.get(_SETTING)


def kept_with(parties: dict[str, Any], *bases: VatBasis) -> dict[str, Any]:
    """The parties of a paper, with what stands on it if anything on it is without VAT."""
    if VatBasis.EXEMPT not in bases:
        return parties
    return parties | {_KEY: {"own": own(), "country": str(postal.home())}}


def read(parties: Mapping[str, Any]) -> Exemption | None:
    """What stood on a paper, from its parties; None for one with VAT."""
    kept = parties.get(_KEY)
    return Exemption(kept["own"], PostalForm(kept["country"])) if kept else None


@verb(VERB, Right.CHANGE_SETTINGS)
def choose(new: str, *, seen: str, by: By) -> None:
    """Saves the pharmacy's own sentence, if it differs from `seen` (optimistic locking); an empty one is that
    of the country again. What was issued keeps what stands on it. Raises `ControlCharacters`, `TooLong` or
    `ChangedMeanwhile`.
    """
    choices.change({_SETTING: check_text("mentions", new)}, {_SETTING: seen}, by=by)
