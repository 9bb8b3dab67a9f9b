"""The figures of a campaign: how far it is, and what became of everybody on its list (INV-52)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from locales import _, formats, ngettext
from locales.words import messages as words
from locales.words.exclusions import reason
from models.outbox.campaigns.missed import NOT_RECEIVED
from models.outbox.campaigns.verbs import CampaignRow
from models.outbox.messages.table import MessageState
from tui.widgets.columns import fit, on_one_line
from tui.widgets.text_lines import Line, wrapped

_LABEL, _FIGURE, _GAP = 14, 9, 3
_WIDEST_BAR = 60
_FULL, _EMPTY = "█", "░"
_MOST_TEXT = 2


@dataclass(frozen=True, slots=True)
class CampaignFigures:
    """The figures of a campaign at one moment."""

    row: CampaignRow

    @property
    def written(self) -> int:
        """The number of its messages."""
        return sum(self.row.messages.values())

    @property
    def gone(self) -> int:
        """The number of messages handed to a gateway, whatever became of them."""
        return self.written - self.row.waiting - self.row.messages.get(MessageState.CANCELLED, 0)

    @property
    def missed(self) -> int:
        """The number of clients on the list who got nothing."""
        return (
            self.row.recipients - self.written + sum(self.row.messages.get(each, 0) for each in NOT_RECEIVED)
        )


def drawing(figures: CampaignFigures, width: int) -> list[Line]:
    """The text, the progress, and the figures that add up to the list."""
    row = figures.row
    text = wrapped(on_one_line(row.body), max(width, 1))
    if len(text) > _MOST_TEXT:
        text = [*text[: _MOST_TEXT - 1], fit(" ".join(text[_MOST_TEXT - 1 :]), width)]
    lines: list[Line] = [[(line, "quiet")] for line in text]
    return [*lines, _bar(figures, width), [], *_figures(figures, width)]


def _bar(figures: CampaignFigures, width: int) -> Line:
    said = _("{gone} of {total}").format(
        gone=formats.count(figures.gone), total=formats.count(figures.written)
    )
    cells = max(min(width - len(said) - 2, _WIDEST_BAR), 0)
    full = cells * figures.gone // max(figures.written, 1)
    return [(_FULL * full, "accent"), (_EMPTY * (cells - full), "quiet"), (f"  {said}", "strong")]


def _figures(figures: CampaignFigures, width: int) -> list[Line]:
    row, messages = figures.row, figures.row.messages
    arrived = messages.get(MessageState.DELIVERED, 0)
    sent = messages.get(MessageState.SENT, 0) + arrived
    confirmed = ngettext("{count} arrived", "{count} arrived", arrived).format(count=formats.count(arrived))
    excluded = sum(row.excluded.values())
    lines = [
        _line(_("Waiting"), row.waiting, "", width),
        _line(_("Sent to"), sent, confirmed if arrived else "", width),
        *([_noted(row.noted, width)] if row.noted else []),
        *(
            _line(words.state(each), messages[each], "", width, "warns")
            for each in NOT_RECEIVED
            if each in messages
        ),
        *_left_out(row, excluded, width),
        [("─" * (_LABEL + _FIGURE), "quiet")],
        _line(_("On the list"), row.recipients, "", width, "strong"),
        _line(_("Credits used"), row.cost, "", width, "quiet"),
    ]
    return lines


def _noted(count: int, width: int) -> Line:
    """The number only written to the notebook, shown below the sent ones, as they are part
    of them: nobody got these.
    """
    said = ngettext(
        "{count} of them only in the trial notebook, sent to nobody",
        "{count} of them only in the trial notebook, sent to nobody",
        count,
    )
    indent = " " * (_LABEL + _FIGURE + _GAP)
    return [(indent, "plain"), (fit(said.format(count=formats.count(count)), width - len(indent)), "warns")]


def _left_out(row: CampaignRow, excluded: int, width: int) -> list[Line]:
    """The number excluded and the reasons: as many lines as they need."""
    room = max(width - _LABEL - _FIGURE - _GAP, 1)
    # Each reason is one word to `wrapped`, so that its text and its figure stay on one line.
    joined = " · ".join(reason.replace(" ", formats.SPACE) for reason in _reasons(row))
    first, *more = wrapped(joined, room)
    lines = [_line(_("Left out"), excluded, first, width)]
    return lines + [[(" " * (_LABEL + _FIGURE + _GAP), "plain"), (rest, "quiet")] for rest in more]


def _reasons(row: CampaignRow) -> Iterator[str]:
    """The reasons of exclusions, the most frequent first."""
    counted: Mapping[str, int] = {reason(why).lower(): count for why, count in row.excluded.items()}
    for why, count in sorted(counted.items(), key=lambda each: -each[1]):
        yield f"{why} {formats.count(count)}"


def _line(label: str, figure: int, detail: str, width: int, meaning: str = "plain") -> Line:
    aside = fit(" " * _GAP + detail, max(width - _LABEL - _FIGURE, 0)) if detail else ""
    shown = fit(formats.count(figure), _FIGURE, right=True)
    return [(fit(label, _LABEL), "quiet"), (shown, meaning if figure else "quiet"), (aside, "quiet")]
