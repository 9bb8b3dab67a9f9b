"""What stands at the foot of an invoice to a professional: the pharmacy's own text, else the law's wording.

France, Code de commerce art. L441-9, L441-10 and D441-5: the penalties for paying late, the lump sum of
40 € for recovery, the discount for paying early. Morocco, Code de commerce art. 78-1 to 78-3 in the
wording of law 69-21: between traders the terms agreed, of 120 days at most, else 60 days.
"""

from dataclasses import dataclass
from enum import StrEnum

from models.people import postal
from models.people.postal import PostalForm
from models.pharmacy import choices
from models.requests.by import By
from models.requests.rights import Right
from models.requests.verb import verb
from models.store import settings
from models.store.text import check_text

VERB = "mentions.choose"
_SETTING = "invoices.mentions"


class Law(StrEnum):
    """A wording of the law, which `locales.words.invoices` says. Papers keep which one was on them: where the
    law changes, another wording is added here.
    """

    MOROCCO = "MA"
    FRANCE = "FR"


_OF = {PostalForm.FRANCE: Law.FRANCE}


@dataclass(frozen=True, slots=True)
class Mentions:
    """The pharmacy's own text, or else the wording of a law; neither for who is no professional."""

    own: str = ""
    law: Law | None = None


def of_today() -> Mentions:
    """Those of an invoice to a professional that is issued at present."""
    text = own()
    return Mentions(text) if text else Mentions(law=of_the_country())


def own() -> str:
    """The text that the pharmacy chose; empty if it never did."""
    return settings.get(_SETTING)


def of_the_country() -> Law:
    """The law of the country in which the pharmacy is."""
    return _OF.get(postal.home(), Law.MOROCCO)


@verb(VERB, Right.CHANGE_SETTINGS)
def choose(new: str, *, seen: str, by: By) -> None:
    """Saves the pharmacy's own text, if it differs from `seen` (optimistic locking); an empty one is the
    wording of the law again. What was issued keeps what stands on it. Raises `ControlCharacters`, `TooLong`
    or `ChangedMeanwhile`.
    """
    wanted, read = (check_text("mentions", text) for text in (new, seen))
    choices.change({_SETTING: wanted}, {_SETTING: read}, by=by)
