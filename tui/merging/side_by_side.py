"""*Fusionner*: two fiches side by side. For each field that differs somebody chooses whose value goes on;
what adds up, and what forbids it, is said before anything happens.
"""

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from locales import N_, _
from locales.sentences import explain
from locales.words import merging as words
from locales.words.clients import STATUSES
from models.merging import preview as previewing
from models.merging import verbs as merging
from models.merging.preview import Fiche, MergePreview
from models.merging.rules import Side
from models.people.clients.verbs import own_code
from models.refusals import Refused
from models.store.connection import persevere
from tui.dialogs.choose import Way
from tui.dialogs.sure import sure
from tui.frame.base import STYLES, Desk, asking
from tui.merging.choices import COLUMNS, Choice, choices_of, mirrored, next_side
from tui.merging.pairs import ask_apart
from tui.widgets.rows import STEERING, Rows
from tui.widgets.text_lines import Drawing, Line, Lines, facts, wrapped
from tui.widgets.window import Fixed

_LABEL = 17


class Differences(Rows[Choice], inherit_bindings=False):
    """The fields that differ. Arrows up and down move; the desk handles the others."""

    BINDINGS: ClassVar[list[BindingType]] = STEERING


class SideBySideDesk(Desk[int | None]):
    """Two fiches, of which one stays. Answers the survivor once they are merged, else None."""

    PURPOSE = N_(
        "Both fiches, and for each field that differs which value goes on. Below, what both come to "
        "together. Nothing happens before F9."
    )
    GUIDE = "doublons.md#fusionner"
    CSS_PATH = STYLES / "merging.tcss"
    AUTO_FOCUS = "Differences"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f9", "merge", N_("Merge"), id="merging.merge", tooltip=N_("Asks once more, then makes both one")
        ),
        Binding(
            "left",
            "choose('survivor')",
            N_("That of the left"),
            id="merging.left",
            key_display="←",
            show=False,
        ),
        Binding(
            "right",
            "choose('merged')",
            N_("That of the right"),
            id="merging.right",
            key_display="→",
            show=False,
        ),
        Binding(
            "space,enter",
            "choose_next",
            N_("Choose"),
            id="merging.choose",
            tooltip=N_("The other value of this field, or both; ← and → choose, too"),
        ),
        Binding("s,f6", "swap", N_("Swap"), id="merging.swap", tooltip=N_("The other fiche stays")),
        Binding(
            "d,delete",
            "set_apart",
            N_("Two persons"),
            id="merging.set_apart",
            tooltip=N_("They are no duplicates: never list this pair again"),
        ),
        Binding("f5", "refresh", N_("Refresh"), id="merging.refresh", show=False, tooltip=N_("Read again")),
        Binding("escape", "back", N_("Back"), id="merging.back", tooltip=N_("Nothing is merged")),
    ]

    def __init__(self, survivor: int, merged: int) -> None:
        super().__init__()
        self._pair = survivor, merged
        self._choices: dict[str, Side] = {}
        self.seen: MergePreview
        """Both as they were last read."""

    def content(self) -> ComposeResult:
        with Horizontal(classes="topline"):
            yield Static(_("Merge two fiches"), markup=False, classes="title")
        yield Lines(classes="heads")
        yield Differences(
            COLUMNS, identity=lambda row: row.name, empty=_("Both fiches say the same in every field.")
        )
        yield Lines(classes="sums")

    @property
    def rows(self) -> Rows[Choice]:
        """The fields that differ."""
        return self.query_one(Rows)

    def read_again(self) -> None:
        self.seen = previewing.preview(*self._pair, self._choices)
        differing = {each.name for each in self.seen.differences}
        if not self._choices.keys() <= differing:  # somebody made them the same meanwhile
            self._choices = {name: side for name, side in self._choices.items() if name in differing}
            self.seen = previewing.preview(*self._pair, self._choices)
        self.query_one(".heads", Lines).put(self._heads)
        self.rows.show(Fixed(choices_of(self.seen, self._choices)), keep_cursor=True)
        self.query_one(".sums", Lines).put(self._sums())

    def _heads(self, width: int) -> list[Line]:
        return facts(
            [
                (_("Stays"), _head(self.seen.survivor)),
                (_("Goes into it"), _head(self.seen.merged)),
            ],
            width,
            _LABEL,
        )

    def _sums(self) -> Drawing:
        pairs, forbidden = words.sums(self.seen), self.seen.forbidden

        def draw(width: int) -> list[Line]:
            lines = facts(pairs, width, _LABEL)
            if forbidden is not None:
                lines += [[(line, "warns")] for line in wrapped(f"⚠ {explain(forbidden)}", width)]
            return lines

        return draw

    def action_choose(self, side: str) -> None:
        row = self.rows.current
        if row is not None:
            self._choose(row, Side(side))

    def action_choose_next(self) -> None:
        row = self.rows.current
        if row is not None:
            self._choose(row, next_side(row))

    def _choose(self, row: Choice, side: Side | None) -> None:
        if not row.sides:
            self.warn(_("Nobody chooses this: what one of the two does not share is not shared."))
        elif side in row.sides:
            self._choices[row.name] = side
            self.read_again()

    def action_swap(self) -> None:
        """The other fiche stays; what was chosen by hand is still chosen."""
        self._pair = self._pair[1], self._pair[0]
        self._choices = mirrored(self._choices)
        self.read_again()

    @asking
    async def action_set_apart(self) -> None:
        one, other = self.seen.survivor, self.seen.merged
        if await ask_apart(self, one.name, other.name, one.id, other.id):
            self.dismiss(None)

    @asking
    async def action_merge(self) -> None:
        self.read_again()
        if self.seen.forbidden is not None:
            self._refused(self.seen.forbidden)
            return
        # Those that are asked about: on the way back from the question both are read again.
        versions = self.seen.survivor.version, self.seen.merged.version
        effect = _("No. {merged} opens No. {survivor} from then on")
        survivor, merged = self._pair
        doing = Way("merge", _("Merge"), effect.format(merged=merged, survivor=survivor))
        if not await sure(self, _("Merge two fiches"), _question(self.seen), doing):
            return
        asks: dict[str, Any] = {"versions": versions, "by": self.officine.by()}
        try:
            done = persevere(merging.merge, *self._pair, self._choices, **asks)
        except Refused as refused:
            self.read_again()
            self._refused(refused)
            return
        self.dismiss(done.survivor)

    def _refused(self, refused: Refused) -> None:
        """Says why, with the cursor on the field that it is about."""
        field = getattr(refused, "field", "")
        rows = choices_of(self.seen, self._choices)
        at = next((row for row in rows if row.name == field), None)
        if at is not None:
            self.rows.show(Fixed(rows), at=at)
        self.refuse(refused)


def _head(fiche: Fiche) -> str:
    """`N° 12 · MARTIN Jeanne · code 1234`, and where they are listed."""
    code = _("code {code}").format(code=fiche.code) if fiche.code != own_code(fiche.id) else ""
    status = STATUSES[fiche.status]
    number = _("No. {number}").format(number=fiche.id)
    return " · ".join(part for part in (number, fiche.name, code, _(status) if status else "") if part)


def _question(seen: MergePreview) -> str:
    """What is about to happen, with the names and the figures of both."""
    said = _("{merged} (No. {from_}) becomes one with {survivor} (No. {into}).").format(
        merged=seen.merged.name, from_=seen.merged.id, survivor=seen.survivor.name, into=seen.survivor.id
    )
    account = _("Account: {balances}. {counts}.").format(
        balances=words.balances(seen), counts=words.counts(seen.survivor.counts, seen.merged.counts)
    )
    back = _("It can be undone until something is entered that stands on both.")
    return f"{said}\n{account}\n{back}"
