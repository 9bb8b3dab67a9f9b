"""*Doublons probables*: fiches that may be of one person, two by two, the surest first."""

from collections.abc import Mapping
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from locales import N_, _, formats, ngettext
from locales.words import duplicates as words
from locales.words import merging as merging_words
from locales.words.clients import STATUSES
from locales.words.ledger import balance
from models.people.clients import verbs as clients
from models.people.clients.verbs import full_name
from models.people.duplicates import apart
from models.people.duplicates.pairs import COUNTED, Fiche, Pair, PairListing, PairView
from tui.dialogs.choose import ChooseDialog, Way
from tui.dialogs.sure import sure
from tui.frame.base import STYLES, BaseScreen, Desk, asking
from tui.frame.screens import new_screen
from tui.widgets.beside import Beside
from tui.widgets.columns import Column, fit
from tui.widgets.rows import STEERING, Rows
from tui.widgets.rows_beside import RowsBeside
from tui.widgets.text_lines import Drawing, Line, Lines

COLUMNS: list[Column[Pair]] = [
    Column("number", N_("No."), lambda pair: str(pair.one.id), 7, right=True, style=lambda pair: "quiet"),
    Column("one", N_("Client"), lambda pair: full_name(pair.one), 16, grows=1),
    Column(
        "other_number", N_("No."), lambda pair: str(pair.other.id), 7, right=True, style=lambda p: "quiet"
    ),
    Column("other", N_("The other"), lambda pair: full_name(pair.other), 16, grows=1),
    Column("reasons", N_("The same"), words.reasons, 18),
]
_EFFECTS: Mapping[PairView, str] = {
    PairView.LIKELY: N_("the surest first; a phone alone is no reason"),
    PairView.NAME: N_("homonyms too"),
    PairView.REGISTRATION: N_("members of a family may share one"),
    PairView.SOUND: N_("Mohamed and Med, Benjelloun and Ben Jelloun"),
    PairView.PHONE: N_("families share a phone"),
    PairView.APART: N_("no longer listed elsewhere"),
}


class Pairs(RowsBeside[Pair], inherit_bindings=False):
    """The list of pairs, which are found while the screen answers. Arrows move; the desk handles Enter."""

    BINDINGS: ClassVar[list[BindingType]] = STEERING


class PairsDesk(Desk[None]):
    """The pairs of one view, and below them what tells the two under the cursor apart."""

    PURPOSE = N_(
        "Fiches that may be of one person, two by two. Enter shows both side by side, to make them one or to "
        "say that they are two persons."
    )
    GUIDE = "doublons.md"
    CSS_PATH = STYLES / "merging.tcss"
    AUTO_FOCUS = "Pairs"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "compare",
            N_("Side by side"),
            id="pairs.compare",
            tooltip=N_("Both fiches, field by field"),
        ),
        Binding(
            "d,delete",
            "set_apart",
            N_("Two persons"),
            id="pairs.set_apart",
            tooltip=N_("They are no duplicates: never list this pair again"),
        ),
        Binding(
            "u",
            "compare_again",
            N_("Compare again"),
            id="pairs.compare_again",
            tooltip=N_("List this pair among the duplicates again"),
        ),
        Binding("r,f6", "reason", N_("Reason"), id="pairs.reason", tooltip=N_("Which pairs are listed")),
        Binding("f5", "refresh", N_("Refresh"), id="pairs.refresh", show=False, tooltip=N_("Read again")),
        Binding("escape", "back", N_("Back"), id="pairs.back", tooltip=N_("Back to the list")),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.listing = PairListing()
        self._counting: Beside[tuple[PairView, int]] = Beside(self, self._tell_count)

    def content(self) -> ComposeResult:
        with Horizontal(classes="topline"):
            yield Static(self._title(), markup=False, classes="title")
            yield Static(markup=False, classes="who")
        yield Pairs(COLUMNS, empty=_("Nobody seems to have two fiches."))
        yield Lines(classes="two")

    @property
    def rows(self) -> Pairs:
        """The list itself."""
        return self.query_one(Pairs)

    async def _current(self) -> Pair | None:
        """The pair under the cursor once all rows are read that keys asked for."""
        await self.rows.settled()
        return self.rows.current

    def _title(self) -> str:
        return _(words.VIEWS[self.listing.view])

    def read_again(self) -> None:
        self._show(keep_cursor=True)

    def _show(self, *, keep_cursor: bool = False) -> None:
        self.query_one(".title", Static).update(self._title())
        self.rows.show(self.listing, keep_cursor=keep_cursor)
        self._tell_apart()
        self.refresh_bindings()
        listing = self.listing
        self._counting.ask(lambda: (listing.view, listing.count()))

    def _tell_count(self, counted: tuple[PairView, int]) -> None:
        view, number = counted
        if view is not self.listing.view:
            return
        if number >= COUNTED:
            said = _("more than {count} pairs").format(count=formats.count(COUNTED))
        else:
            said = ngettext("{count} pair", "{count} pairs", number).format(count=formats.count(number))
        self.query_one(".who", Static).update(said, layout=False)

    @on(Rows.Moved)
    def _tell_apart(self) -> None:
        """Shows below the list what the two under the cursor do not have in common."""
        pair = self.rows.current
        self.query_one(".two", Lines).put(_apart(pair) if pair is not None else lambda width: [[], []])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("set_apart", "compare_again"):
            return (self.listing.view is PairView.APART) is (action == "compare_again")
        return True

    @asking
    async def action_compare(self) -> None:
        pair = await self._current()
        if pair is not None:
            survivor = await self.ask(new_screen("side_by_side", *pair.id))
            if survivor is not None:
                merged = pair.other.id if survivor == pair.one.id else pair.one.id
                self.tell(merging_words.merged(clients.get(survivor), merged))

    @asking
    async def action_set_apart(self) -> None:
        pair = await self._current()
        if pair is not None and await ask_apart(self, full_name(pair.one), full_name(pair.other), *pair.id):
            self._show(keep_cursor=True)

    @asking
    async def action_compare_again(self) -> None:
        pair = await self._current()
        if pair is not None:
            self.attempt(apart.compare_again, *pair.id, by=self.officine.by())
            self._show(keep_cursor=True)
            self.tell(_("They are compared again."))

    @asking
    async def action_reason(self) -> None:
        ways = [Way(str(view), _(words.VIEWS[view]), _(_EFFECTS[view])) for view in PairView]
        chosen = await self.ask(ChooseDialog(_("Which pairs"), "", ways))
        if chosen is not None:
            self.listing = PairListing(PairView(chosen))
            self.query_one(".who", Static).update("", layout=False)
            self._show()


async def ask_apart(desk: BaseScreen[Any], one: str, other: str, *pair: int) -> bool:
    """Asks whether two clients are two persons, and keeps it; whether it was done. The names are of both."""
    numbered = _("{one} (No. {first}) and {other} (No. {second}): two persons, for good?").format(
        one=one, other=other, first=pair[0], second=pair[1]
    )
    doing = Way("apart", _("Two persons"), _("this pair is not listed any more"))
    if not await sure(desk, _("Two persons"), numbered, doing):
        return False
    desk.attempt(apart.set_apart, *pair, by=desk.officine.by())
    desk.tell(_("Two persons. r shows those pairs, u takes one back."))
    return True


def _apart(pair: Pair) -> Drawing:
    """A line for each of the two: number, phones, city, balance."""

    def draw(width: int) -> list[Line]:
        return [[(fit(_facts(fiche), width), "plain")] for fiche in (pair.one, pair.other)]

    return draw


def _facts(fiche: Fiche) -> str:
    status = STATUSES[fiche.status]
    said = (
        f"{fiche.id:>7}",
        _(status) if status else "",
        " / ".join(map(formats.phone, fiche.phones)) or _("no phone"),
        fiche.registration_number,
        fiche.city,
        balance(fiche.balance),
    )
    return " · ".join(part for part in said if part)
