"""Badges of clients (badge-print): a card a page, for a printer of cards, or ten on A4 with marks to cut
along.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import ClassVar

from locales import N_, _
from models.pharmacy.cards import Symbol
from models.refusals import Refused
from models.values import Progress
from printing import files
from printing.page import symbols
from printing.page.paper import About, template, typeset
from printing.page.symbols import Drawn
from printing.page.text import clip, inert, wrap

WIDTH, HEIGHT = 85.6, 54.0
"""Of a card, in millimetres (ISO/IEC 7810, ID-1)."""
COLUMNS, ROWS = 2, 5
ON_A_SHEET = COLUMNS * ROWS
MOST = 1000
"""The most badges at once: each photo is in memory."""
_LEFT, _TOP = (210 - COLUMNS * WIDTH) / 2, (297 - ROWS * HEIGHT) / 2
_MARK, _GAP = 5.0, 2.0
"""The length of a mark to cut along, and how far from the cards it ends."""
_MARGIN = 5.0
_ROOM = WIDTH - 2 * _MARGIN
_PHOTO = 22.0
"""The width that a photo takes, with the space beside it."""
_CROSS = 8.0
"""The width that the cross before the name of the pharmacy takes, with the space beside it."""
_SHOP, _NAME, _TEXT = 8.2, 12.0, 8.2
_QR = 26.0
_NARROWEST, _WIDEST = 0.25, 0.5
"""A module of a bar code in millimetres: two dots of a common printer (203 dpi), and what fills a card."""


class CardForm(StrEnum):
    """What the badges are printed on."""

    SHEET = "sheet"
    CARD = "card"


@dataclass
class TooManyCards(Refused):
    """More badges than are printed at once."""

    count: int
    most: int
    sentence: ClassVar[str] = N_("{count} badges: at most {most} are printed at once.")


@dataclass(frozen=True, slots=True)
class Face:
    """What is on one badge. `text` is what its bar code says; `photo` is a JPEG, or empty."""

    name: str
    text: str
    photo: bytes = b""


@dataclass(frozen=True, slots=True)
class Cards:
    """What is printed. `start` is the first label of the first sheet that is still free, from 1."""

    pharmacy: str
    faces: Sequence[Face]
    symbol: Symbol
    form: CardForm
    created: datetime
    start: int = 1

    @property
    def used(self) -> int:
        """The labels of the first sheet that are used already."""
        return min(max(self.start, 1), ON_A_SHEET) - 1 if self.form is CardForm.SHEET else 0


@dataclass(frozen=True, slots=True)
class _Card:
    """One badge, laid out: its place on the page, its texts, its sign in millimetres."""

    left: float
    top: float
    shop: str
    name: str
    text: str
    beside: bool
    drawn: Drawn
    width: float
    photo: str


def write(cards: Cards, path: Path, progress: Progress | None = None, *, replace: bool = False) -> Path:
    """Prints into a file: the whole of it or nothing, 0600, an existing one only with `replace`.

    `progress` is called with (done, total), and False from it cancels. Raises what is in `printing.refusals`.
    """
    files.check(path, replace=replace)
    return files.write(render(cards, progress), path, replace=replace)


def check(count: int) -> None:
    """Raises `TooManyCards`."""
    if count > MOST:
        raise TooManyCards(count, MOST)


def render(cards: Cards, progress: Progress | None = None) -> bytes:
    """The PDF. The same badges in the same language are the same bytes."""
    about = About(_("Badges"), inert(cards.pharmacy), cards.created)
    pictures = {_address(at): face.photo for at, face in enumerate(cards.faces) if face.photo}
    return typeset(list(_pages(cards)), "cards.css", about, progress, pictures)


def _pages(cards: Cards) -> Iterator[str]:
    page, shop = template("cards.html"), inert(cards.pharmacy)
    laid_out = [
        _card(face, shop, cards.symbol, _address(at), _place(cards, at))
        for at, face in enumerate(cards.faces)
    ]
    sheet = cards.form is CardForm.SHEET
    each = ON_A_SHEET if sheet else 1
    for first in range(-cards.used, len(laid_out), each):
        drawn = laid_out[max(first, 0) : first + each]
        yield page.render(sheet=sheet, cards=drawn, marks=_marks(), width=WIDTH, height=HEIGHT)


def _marks() -> Iterator[tuple[float, float, float, float]]:
    """The lines to cut along, in the margins of a sheet: left, top, width, height."""
    for column in range(COLUMNS + 1):
        at = _LEFT + column * WIDTH
        yield from ((at, _TOP - _GAP - _MARK, 0, _MARK), (at, 297 - _TOP + _GAP, 0, _MARK))
    for row in range(ROWS + 1):
        at = _TOP + row * HEIGHT
        yield from ((_LEFT - _GAP - _MARK, at, _MARK, 0), (210 - _LEFT + _GAP, at, _MARK, 0))


def _place(cards: Cards, at: int) -> tuple[float, float]:
    """The left upper corner of a badge on its page."""
    if cards.form is CardForm.CARD:
        return 0.0, 0.0
    down, right = divmod((at + cards.used) % ON_A_SHEET, COLUMNS)
    return _LEFT + right * WIDTH, _TOP + down * HEIGHT


def _card(face: Face, shop: str, symbol: Symbol, address: str, place: tuple[float, float]) -> _Card:
    drawn, width, beside = _sign(face.text, symbol)
    room = _ROOM - (_PHOTO if face.photo else 0)
    text = wrap(face.text, _ROOM - _QR - 2, _TEXT, 4) if beside else [clip(face.text, _ROOM, _TEXT)]
    return _Card(
        left=place[0],
        top=place[1],
        shop=clip(shop, room - _CROSS, _SHOP, bold=True),
        name="\n".join(wrap(inert(face.name), room, _NAME, 2, bold=True)),
        text="\n".join(text),
        beside=beside,
        drawn=drawn,
        width=width,
        photo=address if face.photo else "",
    )


def _sign(text: str, symbol: Symbol) -> tuple[Drawn, float, bool]:
    """The sign, its width in millimetres, and whether its text stands beside it. A text that is too long for
    a bar code on a card is drawn as a QR code.
    """
    if symbol is Symbol.CODE_128:
        drawn = symbols.code_128(text)
        module = min(_ROOM / drawn.width, _WIDEST)
        if module >= _NARROWEST:
            return drawn, drawn.width * module, False
    return symbols.qr(text), _QR, True


def _address(at: int) -> str:
    """The address of a photo within the page."""
    return f"officine:photo/{at}"
