"""The balance block: what is unpaid, what is available, the net, the ceiling (bal-panel)."""

from dataclasses import dataclass

from locales import _, formats
from locales.words import currency
from locales.words.ledger import amount
from models.money import ceiling
from models.money.ledger import open_items
from models.money.ledger.open_items import Position
from models.people.clients.table import Client
from models.values import ZERO, Centimes
from tui.widgets.text_lines import Drawing, Line, ends


@dataclass(frozen=True, slots=True)
class AccountFigures:
    """The figures of the block. `ceiling` None: no limit."""

    position: Position
    ceiling: Centimes | None
    own_ceiling: bool

    @property
    def over(self) -> Centimes:
        """By how much the debt passes the ceiling; negative or 0 where it does not."""
        return self.position.balance - self.ceiling if self.ceiling is not None else ZERO


def figures_of(client: Client) -> AccountFigures:
    """The figures of an account now."""
    limit = ceiling.ceiling_of(client)
    return AccountFigures(open_items.position(client.id), limit, client.ceiling is not None)


def block(figures: AccountFigures) -> Drawing:
    """One figure a line, aligned on the comma."""

    def draw(width: int) -> list[Line]:
        lines = [ends((_("Total unpaid"), "strong"), (currency.sign(), "quiet"), width)]
        lines += [_unpaid(figures.position, width), _credit(figures.position, width)]
        lines += [_net(figures.position, width), _ceiling(figures, width)]
        if figures.ceiling and not figures.own_ceiling:
            lines.append(ends(("", "quiet"), (_("by default"), "quiet"), width))
        if figures.over > 0 and figures.ceiling:
            lines.append(ends((_("Over by"), "warns"), (formats.amount(figures.over), "warns"), width))
        return lines

    return draw


def _unpaid(position: Position, width: int) -> Line:
    if not position.unpaid:
        return ends((_("Nothing unpaid"), "plain"), ("–", "quiet"), width)
    return ends((_("Owes"), "owes"), (formats.amount(position.unpaid), "owes"), width)


def _credit(position: Position, width: int) -> Line:
    meaning = "credit" if position.credit else "quiet"
    return ends((_("less credit"), meaning), (amount(position.credit), meaning), width)


def _net(position: Position, width: int) -> Line:
    if not position.balance:
        return ends((_("Net balance"), "plain"), (formats.amount(ZERO), "plain"), width)
    owes = position.balance > 0
    word, meaning = (_("Net owed"), "owes") if owes else (_("Net credit"), "credit")
    return ends((word, meaning), (formats.amount(abs(position.balance)), meaning), width)


def _ceiling(figures: AccountFigures, width: int) -> Line:
    if figures.ceiling is None:
        return ends((_("Ceiling"), "plain"), (_("none"), "quiet"), width)
    if not figures.ceiling:
        meaning = "warns" if figures.over > 0 else "plain"
        return ends((_("Ceiling"), meaning), (_("no credit"), meaning), width)
    return ends((_("Ceiling"), "plain"), (formats.amount(figures.ceiling), "plain"), width)
