"""The layout of an arrêté de caisse: a row for each mode, then one for each movement."""

from dataclasses import dataclass
from datetime import date, datetime
from math import ceil

from locales import _, formats
from locales.words import ledger as words
from locales.words.ledger import operation
from models.money.till.figures import ModeFigures, TillDay
from models.money.till.held import HeldRow
from models.store import clock
from models.values import ZERO
from printing.page import geometry
from printing.page.carried_sheet import CarriedSheet, lay_out
from printing.page.geometry import BOTTOM, HEADING, MARGIN, NEXT_TOP, OPERATION, PITCH, PRODUCT, STRIP, WIDTH
from printing.page.pagination import Carried, Page
from printing.page.rows import Row
from printing.page.ruler import right_aligned
from printing.page.sheet import Block, Strip
from printing.page.text import clip, inert

MODES_TOP = 92.0
FIRST_TOP = 131.0
"""The top of the operations below the modes."""
_EDGES = {"opening": 62.0, "receipts": 88.0, "refunds": 114.0, "expected": 140.0, "counted": 166.0}
_DIFFERENCE = 198.0
_PADDING = geometry.PADDING


@dataclass(frozen=True, slots=True)
class _Column:
    left: float
    right: float

    @property
    def room(self) -> float:
        return self.right - self.left - _PADDING


_TIME = _Column(MARGIN + _PADDING, 24.0)
_NUMBER = _Column(24.0, 48.0)
_WHAT = _Column(48.0, 122.0)
_MODE = _Column(122.0, 146.0)
_CAME, _WENT = 172.0, 198.0
"""The right edges of what came in and of what went out."""


@dataclass(frozen=True, slots=True)
class Move(Row):
    """A movement on one account: an operation paid in two modes has two."""

    number: str = ""
    mode: str = ""


@dataclass(frozen=True, slots=True)
class ModeTable:
    """The modes, and their total."""

    headings: tuple[Block, ...]
    blocks: tuple[Block, ...]
    total: Strip
    top: float


def modes(day: TillDay) -> ModeTable:
    """One row for each account of the till."""
    top = MODES_TOP + HEADING
    names = "\n".join(words.mode(mode.account) for mode in day.modes)
    figures = "\n".join(_figures(mode) for mode in day.modes)
    headings = {
        "opening": _("Float"),
        "receipts": _("Received"),
        "refunds": _("Paid out"),
        "expected": _("Expected"),
        "counted": _("Counted"),
    }
    cells = [(headings[name], edge - _PADDING) for name, edge in _EDGES.items()]
    cells.append((_("Difference"), _DIFFERENCE - _PADDING))
    edge = _DIFFERENCE - _PADDING
    total = Strip(top + len(day.modes) * PITCH, _("Total"), _figures(day.total, bold=True))
    return ModeTable(
        headings=(
            Block("label", MARGIN + _PADDING, 30.0, _("Mode")),
            Block("figures", MARGIN, edge - MARGIN, right_aligned(cells, edge, PRODUCT, bold=True)),
        ),
        blocks=(
            Block("titles", MARGIN + _PADDING, 30.0, names),
            Block("figures", MARGIN, edge - MARGIN, figures),
        ),
        total=total,
        top=top,
    )


def _figures(mode: ModeFigures, *, bold: bool = False) -> str:
    amounts = {name: getattr(mode, name) or ZERO for name in _EDGES}
    cells = [(formats.amount(amounts[name]), edge - _PADDING) for name, edge in _EDGES.items()]
    cells.append((words.difference(mode.difference), _DIFFERENCE - _PADDING))
    return right_aligned(cells, _DIFFERENCE - _PADDING, OPERATION, bold=bold)


def moves(day: date, rows: tuple[HeldRow, ...]) -> list[Move]:
    """The movements of all operations of a day, in their order."""
    found: list[Move] = []
    net = ZERO
    for row in rows:
        for account, amount in row.moves:
            net += amount
            came, went = max(amount, ZERO), max(-amount, ZERO)
            found.append(
                Move(
                    day=_entered(row.entered, day),
                    number=inert(row.number),
                    title=clip(_what(row), _WHAT.room, OPERATION),
                    mode=clip(words.mode(account), _MODE.room, OPERATION),
                    debit=formats.amount(came) if came else "",
                    credit=formats.amount(went) if went else "",
                    moved=(came, went, net),
                )
            )
    return found


def _entered(moment: datetime, day: date) -> str:
    """The time; with the day if it was entered on another one."""
    local = clock.local(moment)
    return formats.time(moment) if local.date() == day else f"{local:%d/%m}"


def _what(row: HeldRow) -> str:
    kind = f"{operation(row.kind)} {inert(row.reverses)}".strip()
    said = (kind, inert(row.client), inert(row.reference), inert(row.note))
    return " · ".join(part for part in said if part)


def capacity(page: int) -> int:
    """The number of movements on a page, between what is carried to it and what it carries on."""
    top = FIRST_TOP if page == 1 else NEXT_TOP
    return int((BOTTOM - top - HEADING - 2 * STRIP) / PITCH)


def ending(lines: int) -> int:
    """The number of rows that so many lines take below the totals."""
    return ceil((lines * PITCH + STRIP) / PITCH) if lines else 0


def sheet(page: Page, total: int) -> CarriedSheet:
    """Lays out one page."""
    return lay_out(
        page,
        total,
        first_top=FIRST_TOP,
        last=_("Total"),
        headings=_headings(),
        blocks=_blocks(page.rows),
        strip=_strip,
    )


def _headings() -> tuple[Block, ...]:
    edge = _WENT - _PADDING
    cells = [(_("Received"), _CAME - _PADDING), (_("Paid out"), edge)]
    return (
        Block("label", _TIME.left, _TIME.room, _("Time")),
        Block("label", _NUMBER.left, _NUMBER.room, _("No.")),
        Block("label", _WHAT.left, _WHAT.room, _("Operation")),
        Block("label", _MODE.left, _MODE.room, _("Mode")),
        Block("figures", MARGIN, edge - MARGIN, right_aligned(cells, edge, PRODUCT, bold=True)),
    )


def _blocks(rows: tuple[Row, ...]) -> tuple[Block, ...]:
    if not rows:
        return ()
    lines = [row for row in rows if isinstance(row, Move)]
    return (
        Block("titles", _TIME.left, WIDTH, "\n".join(row.day for row in lines)),
        Block("titles", _NUMBER.left, WIDTH, "\n".join(row.number for row in lines)),
        Block("titles", _WHAT.left, WIDTH, "\n".join(row.title for row in lines)),
        Block("titles", _MODE.left, WIDTH, "\n".join(row.mode for row in lines)),
        Block("figures", MARGIN, _CAME - _PADDING - MARGIN, "\n".join(row.debit for row in lines)),
        Block("figures", MARGIN, _WENT - _PADDING - MARGIN, "\n".join(row.credit for row in lines)),
    )


def _strip(label: str, carried: Carried, top: float) -> Strip:
    edge = _WENT - _PADDING
    cells = [(formats.amount(carried.debit), _CAME - _PADDING), (formats.amount(carried.credit), edge)]
    return Strip(top, label, right_aligned(cells, edge, OPERATION, bold=True))
