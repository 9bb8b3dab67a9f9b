"""The order of a list that people arrange: one entry changes places with its neighbour."""

from typing import Any

from peewee import ModelSelect

from models.store import many


def change_places(row: Any, among: ModelSelect, *, earlier: bool) -> dict[str, Any]:
    """Gives a row the place of the one before or after it in this query, and that one its place. The table of
    the row has a `position`.

    Returns what the trail keeps of it; nothing at an end, where nothing changes.
    """
    table: Any = type(row)
    if earlier:
        others = among.where(table.position < row.position).order_by(table.position.desc())
    else:
        others = among.where(table.position > row.position).order_by(table.position)
    other = others.first()
    if other is None:
        return {}
    many.update(table, ((row.id, {"position": other.position}), (other.id, {"position": row.position})))
    return {"changes": {"position": [row.position, other.position]}, "other": other.id}
