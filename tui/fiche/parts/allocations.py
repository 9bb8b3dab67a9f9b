"""Lettrage on the screen: an opened operation shows what it is settled with, and `x` undoes one of these."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from locales import N_, _, formats
from locales.words.means import means
from models.comments.table import Subject, SubjectKind
from models.money.ledger import deallocation, history
from models.money.ledger.history import Link
from models.refusals import Refused
from models.trade.cancelling import guards
from tui.dialogs.choose import ChooseDialog, Way
from tui.dialogs.reason import ReasonDialog
from tui.fiche.parts.for_contact import ForContact
from tui.frame.base import asking
from tui.frame.insist import insist
from tui.widgets.text_lines import Line, Lines, wrapped


class LinkedDialog(ForContact):
    """An operation opened that may be settled with others."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "x",
            "unlink",
            N_("Unlink"),
            id="lettrage.undo",
            tooltip=N_("Undo what it settled, or what settled it"),
        ),
    ]

    def __init__(self, operation: int) -> None:
        super().__init__()
        self.operation = operation
        self.load()

    def load(self) -> None:
        """Reads what is shown."""
        self.links = history.links(self.operation)
        own = history.one(self.operation).kind
        self.loose = [link for link in self.links if not deallocation.is_bound(own, link.kind)]
        self.undone = deallocation.undone(self.operation)

    def read_again(self) -> None:
        self.load()
        self.query_one(Lines).put(self.whole)
        self.refresh_bindings()

    def commented(self) -> Subject:
        return Subject(SubjectKind.OPERATION, self.operation)

    def unlinked(self, width: int) -> list[Line]:
        """What was undone, by whom, when and why."""
        lines: list[Line] = [[], [(_("Unlinked"), "strong")]] if self.undone else []
        for each in self.undone:
            hand = " · ".join(part for part in (formats.moment(each.at), each.author, each.reason) if part)
            said = f"{each.other}  {formats.amount(each.amount)}  {hand}"
            lines += [[(part, "quiet")] for part in wrapped(said, width)]
        return lines

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return bool(self.loose) if action == "unlink" else super().check_action(action, parameters)

    @asking
    async def action_unlink(self) -> None:
        link = await self._which(self.loose)
        if link is None:
            return
        row, by = history.one(self.operation), self.officine.by()
        debit, credit = (row.id, link.operation) if row.debit else (link.operation, row.id)
        done = await insist(
            self,
            lambda reason, refused: _dialog(row.number, link, reason, refused),
            lambda reason: guards.deallocate(debit, credit, reason, seen=link.amount, by=by),
        )
        if done is not None:
            self.tell(_("{amount} is open again on both sides.").format(amount=formats.amount(done)))

    async def _which(self, links: Sequence[Link]) -> Link | None:
        if len(links) < 2:
            return links[0] if links else None
        ways = [Way(link.number, link.number, _effect(link)) for link in links]
        chosen = await self.ask(ChooseDialog(_("Unlink which one?"), "", ways))
        return next((link for link in links if link.number == chosen), None)


def _dialog(number: str, link: Link, reason: str | None, refused: Refused | None) -> ReasonDialog:
    sentence = _("{number} and {other}: {amount} is unpaid and available again. The balance stays.")
    said = sentence.format(number=number, other=link.number, amount=formats.amount(link.amount))
    return ReasonDialog(_("Unlink"), said, N_("paid for another sale…"), reason, refused)


def _effect(link: Link) -> str:
    return f"{formats.amount(link.amount)} · {formats.day(link.day)} · {means(link.modes, link.kind)}"
