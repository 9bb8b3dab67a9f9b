"""What the badges of clients say, and how."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from locales import N_, _
from locales.words import cards as words
from models.pharmacy import cards, features
from models.pharmacy.cards import CardChoice
from models.pharmacy.features import Feature
from tui.forms.fields import CheckField, ChoiceField, Field, Option
from tui.frame.base import BaseScreen
from tui.settings.section import ChoicesDialog, Fact, Section, edit


class CardChoiceDialog(ChoicesDialog[CardChoice]):
    """What the bar code says, how it is drawn, whether a photo is beside it."""

    HEADING = N_("Badges")
    PURPOSE = N_("What the bar code of a badge says, and what else is on it.")

    def fields(self) -> Sequence[Field]:
        photo = CheckField("photo", words.PHOTO_TITLE)
        return (
            ChoiceField("says", words.SAYS_TITLE, options=tuple(Option(*each) for each in _said(words.SAYS))),
            ChoiceField(
                "symbol", words.SYMBOL_TITLE, options=tuple(Option(*each) for each in _said(words.SYMBOLS))
            ),
            *((photo,) if _with_photos() else ()),
        )

    def start(self) -> Mapping[str, Any]:
        return asdict(self.now)

    def value(self, values: dict[str, Any]) -> CardChoice:
        return CardChoice(**{"photo": self.now.photo, **values})


def _said(names: Mapping[Any, str]) -> Sequence[tuple[Any, str]]:
    return [(value, _(name)) for value, name in names.items()]


def _with_photos() -> bool:
    return Feature.PHOTO in features.in_use()


def facts() -> Sequence[Fact]:
    """What is printed today."""
    now = cards.choice()
    photo = [(_(words.PHOTO_TITLE), _("yes") if now.photo else _("no"))] if _with_photos() else []
    return [
        (_(words.SAYS_TITLE), _(words.SAYS[now.says])),
        (_(words.SYMBOL_TITLE), _(words.SYMBOLS[now.symbol])),
        *photo,
    ]


async def change(desk: BaseScreen[Any]) -> None:
    """Asks and keeps."""
    await edit(desk, cards.choice, CardChoiceDialog, cards.choose)


SECTION = Section("cards", N_("Badges"), facts, change, guide="badges.md#réglages")
