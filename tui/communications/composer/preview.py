"""The preview: the message as the client under the cursor would get it, its cost, or why they get nothing."""

from dataclasses import dataclass

from locales import _, formats
from locales.sentences import explain
from locales.words import messages as words
from locales.words.exclusions import reason as reason_of
from models.outbox import rules
from models.outbox.campaigns import preflight
from models.outbox.campaigns.preflight import Fate, Order
from models.outbox.campaigns.recipients import RecipientRow
from models.outbox.messages import listing as history
from models.outbox.messages.listing import MessageRow
from models.refusals import Refused
from tui.communications.templates.cost import BETWEEN, characters, encoding, segments, units
from tui.widgets.text_lines import Drawing, Line, Lines, wrapped


@dataclass(frozen=True, slots=True)
class Seen:
    """What is previewed; if it is unchanged, nothing is drawn again."""

    row: RecipientRow
    fate: Fate
    longest: int
    last: MessageRow | None


class Preview(Lines):
    """One client's message."""

    seen: Seen | str | None = None

    def show(self, order: Order | None, row: RecipientRow | None, instead: str = "") -> None:
        """Shows what the order does for this client; `instead` is shown if there is no order or no client."""
        seen = _look(order, row) if order and row else instead
        if seen != self.seen:
            self.seen = seen
            self.put(_said(seen) if isinstance(seen, str) else _drawing(seen))


def _look(order: Order, row: RecipientRow) -> Seen | str:
    try:
        fate, longest = preflight.of_client(order, row.id), rules.sending_rules().longest
        return Seen(row, fate, longest, history.last_to(row.id))
    except Refused as refused:
        return explain(refused)


def _said(sentence: str) -> Drawing:
    return lambda width: [[(line, "quiet")] for line in wrapped(sentence, width)]


def _drawing(seen: Seen) -> Drawing:
    def drawing(width: int) -> list[Line]:
        row, fate = seen.row, seen.fate
        lines: list[Line] = [[(f"{row.first_name} {row.last_name}".strip(), "strong")]]
        lines += [[(formats.phone(row.address) or _("no mobile"), "quiet")], []]
        if fate.reason is not None:
            lines += [[(_("Gets nothing"), "warns")]]
            lines += [[(line, "warns")] for line in wrapped(reason_of(fate.reason), width)]
            lines += [[]]
        meaning = "plain" if fate.reason is None else "quiet"
        lines += [[(line, meaning)] for line in wrapped(fate.text, width)]
        return [*lines, [], *([(line, "quiet")] for line in [*_cost(seen, width), *_last(seen, width)])]

    return drawing


def _cost(seen: Seen, width: int) -> list[str]:
    measure = seen.fate.measure
    first = BETWEEN.join([characters(measure, seen.longest), encoding(seen.fate.text)])
    second = BETWEEN.join([segments(measure.cost), units(measure.cost)])
    return [*wrapped(first, width), *wrapped(second, width)]


def _last(seen: Seen, width: int) -> list[str]:
    if seen.last is None:
        return []
    return ["", *wrapped(words.last(seen.last), width)]
