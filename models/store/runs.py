"""A list that lies in several runs, each in order along an index of its own: a window of it sorts no run."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from models.store import many
from models.store.keyset import Keyset, Start

Row = TypeVar("Row")


def window(
    order: Keyset,
    query: Any,
    runs: Sequence[Any],
    limit: int,
    begins: Start[Row],
    key: Callable[[Row], Sequence[Any]],
    read: Callable[[Any], Sequence[Row]],
) -> Sequence[Row]:
    """So many rows of a query, in display order (merge of sorted runs). Each run is a condition; the keys of
    a window of each are read along its index, and only the rows of the nearest keys of all.

    The other arguments are those of `Keyset.window`. The last column of the order tells a row from all
    others.
    """
    if len(runs) == 1:
        return order.window(query.where(runs[0]), limit, begins, key, read)
    keys = query.select(*order.columns)
    if begins.row is not None:
        past = order.past(key(begins.row), backwards=begins.backwards, inclusive=begins.inclusive)
        keys = keys.where(past)
    keys = order.sorted(keys, backwards=begins.backwards).limit(limit)
    found = [row for run in runs for row in keys.where(run).tuples()]
    nearest = sorted(found, reverse=order.descending != begins.backwards)[:limit]
    rows = read(query.where(many.among(order.columns[-1], [number for *_, number in nearest])))
    return sorted(rows, key=lambda row: tuple(key(row)), reverse=order.descending)
