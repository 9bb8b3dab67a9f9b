"""The fields in which two fiches differ, with whose value goes on, as rows of a list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from locales import N_, _, formats
from models.merging.preview import MergePreview
from models.merging.rules import DISCOUNTS, Difference, Side
from models.trade.prices.discounts import ClientDiscounts
from tui.clients.conflict import shown
from tui.clients.sections.custom import flat
from tui.clients.sections.registry import field_named
from tui.widgets.columns import Column, on_one_line

_TAKEN, _LEFT = "●", "○"


@dataclass(frozen=True, slots=True)
class Choice:
    """A field that differs: both values as its field shows them, what may be chosen, and what goes on (None:
    somebody has to choose).
    """

    name: str
    label: str
    survivor: str
    merged: str
    sides: tuple[Side, ...]
    side: Side | None

    def takes(self, side: Side) -> bool:
        """Whether the value of this side goes on."""
        return self.side in (side, Side.BOTH)


def _value(row: Choice, side: Side) -> str:
    text = row.survivor if side is Side.SURVIVOR else row.merged
    return f"{_TAKEN if row.takes(side) else _LEFT} {on_one_line(text)}"


def _style(row: Choice, side: Side) -> str:
    if row.side is None:
        return "warns"
    return "plain" if row.takes(side) else "quiet"


def _label(row: Choice) -> str:
    return row.label if row.side is not None else f"{row.label} ?"


COLUMNS: list[Column[Choice]] = [
    Column("field", N_("Field"), _label, 22, style=lambda row: "quiet" if row.side else "warns"),
    Column(
        "survivor",
        N_("Stays"),
        lambda row: _value(row, Side.SURVIVOR),
        20,
        grows=1,
        style=lambda row: _style(row, Side.SURVIVOR),
    ),
    Column(
        "merged",
        N_("Goes into it"),
        lambda row: _value(row, Side.MERGED),
        20,
        grows=1,
        style=lambda row: _style(row, Side.MERGED),
    ),
]


def choices_of(seen: MergePreview, chosen: Mapping[str, Side]) -> Sequence[Choice]:
    """The rows of a preview, with what was chosen so far."""
    ours, theirs = flat(seen.survivor.fields), flat(seen.merged.fields)
    return [
        _discounts(each, chosen) if each.name == DISCOUNTS else _field(each, chosen, ours, theirs)
        for each in seen.differences
    ]


def _field(
    each: Difference, chosen: Mapping[str, Side], ours: Mapping[str, object], theirs: Mapping[str, object]
) -> Choice:
    field = field_named(each.name)
    one, other = shown(field, ours[each.name]), shown(field, theirs[each.name])
    return Choice(each.name, _(field.label), one, other, each.sides, chosen.get(each.name, each.side))


def _discounts(each: Difference, chosen: Mapping[str, Side]) -> Choice:
    one, other = _granted(each.survivor), _granted(each.merged)
    side = chosen.get(each.name, each.side)
    return Choice(each.name, _("Default discount"), one, other, each.sides, side)


def _granted(discounts: ClientDiscounts) -> str:
    """`5 %, by category 10 %`; a dash for none."""
    permanent = [formats.percent(discounts.permanent)] if discounts.permanent else []
    rates = ", ".join(formats.percent(rate) for rate in discounts.by_category.values() if rate is not None)
    categories = [_("by category {rates}").format(rates=rates)] if rates else []
    return ", ".join([*permanent, *categories]) or "–"


def next_side(row: Choice) -> Side | None:
    """What may be chosen after what is; None where nobody chooses."""
    if not row.sides:
        return None
    return (
        row.sides[(row.sides.index(row.side) + 1) % len(row.sides)] if row.side in row.sides else row.sides[0]
    )


def mirrored(chosen: Mapping[str, Side]) -> dict[str, Side]:
    """The same values chosen, once the other fiche stays."""
    others = {Side.SURVIVOR: Side.MERGED, Side.MERGED: Side.SURVIVOR, Side.BOTH: Side.BOTH}
    return {name: others[side] for name, side in chosen.items()}
