"""Makes a seal of what was written since the last one.

A seal is drawn up outside any transaction, and written in a short one. It is a request like any other, with a
trail and an idempotency key.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from models.refusals import N_, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.rights import Right
from models.requests.trail import Trail
from models.requests.verb import verb
from models.seals import drawing
from models.seals.drawing import Drawn
from models.seals.listing import SealRow, made_by
from models.seals.table import Occasion, Seal, SealLeaf, SealRedaction, SealSalts, SealTable
from models.store import many
from models.store.connection import engine
from models.values import Progress

AT_ONCE = 20_000
"""So many rows are sealed before a waiting person would notice; the rest is
sealed where progress is shown.
"""


@dataclass
class Overtaken(Refused):
    """Another program sealed, or redacted rows of this seal, since it was drawn up: it is drawn up
    again (optimistic locking).
    """

    number: int
    sentence: ClassVar[str] = N_("Seal no. {number} was made by somebody else meanwhile.")


def seal(occasion: Occasion, *, by: By, progress: Progress | None = None) -> Sequence[SealRow]:
    """Seals everything that no seal covers yet, and returns the seals, the last one last.

    There are several if much is waiting. If `progress` stops it, the written ones stay, and the rest waits
    for the next call. Not inside a transaction: writers would wait for all the reading.
    """
    made: list[SealRow] = []
    whole = False
    while not whole:
        drawn = drawing.draw_up(progress, sum(each.row_count for each in made))
        if drawn is None:
            break
        try:
            made.append(keep(occasion, drawn=drawn, by=by.part(f"{len(made)}") if made else by))
        except Overtaken:
            continue
        whole = drawn.whole
    return made


def seal_closing(*, by: By) -> None:
    """One seal for a till that was closed just now; `by` is who closed it, with the key of the closing.

    It is a small one, so that nobody waits who closes the till of a base that was never sealed: then the
    oldest rows come first, and `waiting` tells of the others.
    """
    while (drawn := drawing.draw_up(most=AT_ONCE)) is not None:
        try:
            keep(Occasion.TILL, drawn=drawn, by=by.part("seal"))
        except Overtaken:
            continue
        return


def waiting() -> bool:
    """Whether more is left to be sealed than is sealed at once."""
    return drawing.waiting() > AT_ONCE


@verb("seals.seal", Right.SEAL, answers=lambda done: made_by(done.id))
def keep(occasion: Occasion, *, drawn: Drawn, by: By) -> SealRow:
    """Writes a seal that was drawn up, and returns it. Raises `Overtaken`."""
    engine().serialise("seals")
    if _overtaken(drawn):
        raise Overtaken(drawn.number)
    record = trail.leave(by)
    _keep(drawn, occasion, record)
    return made_by(record.id)


def _overtaken(drawn: Drawn) -> bool:
    sealed = Seal.select().where(Seal.number >= drawn.number).exists()
    return bool(sealed) or SealRedaction.select().count() != drawn.redactions


def _keep(drawn: Drawn, occasion: Occasion, record: Trail) -> None:
    at = Seal.at.db_value(drawn.at)
    said = [table.said for table in drawn.tables]
    made = Seal.create(
        trail=record,
        number=drawn.number,
        at=drawn.at,
        occasion=occasion,
        row_count=drawn.row_count,
        previous=drawn.previous,
        digest=drawing.digest_of(drawn.number, drawn.previous, at, str(occasion), said),
    )
    for table in drawn.tables:
        _keep_table(made, table)


def _keep_table(made: Seal, drawn: drawing.DrawnTable) -> None:
    table = SealTable.create(seal=made, **drawing.kept(drawn))
    keys = engine().reserve_keys("seal_leaf", len(drawn.leaves))
    rows = [
        {"id": key, "seal_table": table.id, **drawing.kept_leaf(leaf)}
        for key, leaf in zip(keys, drawn.leaves, strict=True)
    ]
    many.insert(SealLeaf, rows)
    if drawn.columns.personal:
        salts: Iterable[dict[str, object]] = (
            {"leaf": key, "salts": leaf.salts} for key, leaf in zip(keys, drawn.leaves, strict=True)
        )
        many.insert(SealSalts, salts)
