"""The client's category of clients: one line, with who they are."""

from collections.abc import Sequence

from locales import N_
from models.pharmacy.features import Feature
from tui.clients.categories import options
from tui.clients.sections.section import EditorSection
from tui.forms.fields import ChoiceField, Field, unchosen


def _fields() -> Sequence[Field]:
    return (ChoiceField("category", N_("Category"), options=tuple(options(unchosen()))),)


SECTION = EditorSection(
    "category",
    N_("Category"),
    ("category",),
    _fields,
    feature=Feature.CATEGORIES,
    joined=True,
    guide="categories.md",
)
"""Joined to the identity, which every pharmacy has: the category comes and goes with its feature."""
