"""The comments of the example pharmacy: what the staff noted about some of its clients."""

from collections.abc import Sequence

from models.comments import verbs as comments
from models.requests.actors import StaffMember
from models.requests.by import By

_REMARKS = (
    "Passe le vendredi après le marché.",
    "Préfère être appelé(e) l'après-midi.",
    "Sa fille vient chercher les ordonnances.",
    "Demande toujours le générique.",
    "Paie en fin de mois, sur relevé.",
)
_EVERY, _CORRECTED_EVERY = 25, 4
"""One person in so many has a comment, and one comment in so many was corrected."""


def add(persons: Sequence[int], staff: Sequence[int], name: str) -> None:
    """Notes something about a part of these clients, and corrects some of it."""
    for place, client in enumerate(persons[::_EVERY]):
        by = By(StaffMember(staff[place % len(staff)]), f"{name}-{place}")
        said = comments.add(client, _REMARKS[place % len(_REMARKS)], by=by)
        if place % _CORRECTED_EVERY == 0:
            remark = f"{_REMARKS[place % len(_REMARKS)]} Sauf en août."
            comments.correct(said, remark, seen=said, by=by.part("correct"))
