"""The guide on the screen: a page, its links, a search through all pages, and the way back."""

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from locales import N_, _, formats
from tui.dialogs.find import Entry, FindDialog
from tui.frame.base import STYLES, Dialog, asking
from tui.frame.keybar import KeyBar
from tui.frame.notice import Notice
from tui.guide import finding, pages
from tui.guide.blocks import Kind
from tui.guide.layout import Marks
from tui.guide.page_view import PageView, Place
from tui.widgets.search import SearchField
from tui.widgets.text_lines import Line, Lines, ends


class PagesDialog(FindDialog[str]):
    """The pages, found by a part of their title or of a heading; answers the name of one."""

    HEADING = N_("Pages of the guide")
    PLACEHOLDER = N_("A word of a title")

    def __init__(self) -> None:
        super().__init__([_entry(pages.page(name)) for name in pages.names()])


def _entry(page: pages.Page) -> Entry[str]:
    headings = " ".join(block.text for block in page.blocks if block.kind is Kind.HEADING)
    return Entry(page.name, page.title, also=headings)


def _place(address: str, present: str = pages.CONTENTS) -> Place:
    """Where an address leads: the heading is marked, as a short page does not scroll up to it."""
    page, block = pages.place_of(address, present)
    return Place(page, block, here=block or None)


class Guide(Dialog[None]):
    """Fills the terminal above whatever it was asked from, which stays as it is.

    Args:
        address: where it opens: a page and a heading, as links between pages are written.
    """

    PURPOSE = N_("What this program does and how, a page a subject. Esc goes back to where you were.")
    GUIDE = "premiers-pas.md#le-guide"
    CSS_PATH = [STYLES / "fiche.tcss", STYLES / "guide.tcss"]
    AUTO_FOCUS = "PageView"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "follow", N_("Open"), id="guide.follow", tooltip=N_("Open the chosen link")),
        Binding("tab", "link(1)", N_("Link"), id="guide.link", tooltip=N_("Choose the next link")),
        Binding("shift+tab", "link(-1)", N_("Previous link"), id="guide.link_back", show=False),
        Binding("slash", "search", N_("Search"), id="guide.search", tooltip=N_("In all pages")),
        Binding("n", "hit(1)", N_("Next"), id="guide.next", tooltip=N_("The next place that was found")),
        Binding("N", "hit(-1)", N_("Previous place that was found"), id="guide.previous", show=False),
        Binding("g", "pages", N_("Pages"), id="guide.pages", tooltip=N_("Every page of the guide")),
        Binding("escape", "back", N_("Back"), id="guide.back"),
    ]

    def __init__(self, address: str) -> None:
        super().__init__(classes="-filling")
        self._first = _place(address)
        self._before: list[Place] = []
        """Where links and searches led from."""
        self._hits: list[finding.Hit] = []
        self._hit = 0
        """The place of the present hit among them."""
        self._words: tuple[str, ...] = ()
        self._from = self._first
        """Where the search began."""

    def compose(self) -> ComposeResult:
        yield Lines(self._head, id="guide-head")
        yield PageView(self._first)
        field = SearchField(_("Search in the guide"))
        field.display = False
        yield field
        yield Notice()
        yield KeyBar()

    @property
    def view(self) -> PageView:
        """The page."""
        return self.query_one(PageView)

    @property
    def field(self) -> SearchField:
        """The search."""
        return self.query_one(SearchField)

    def open(self, address: str) -> None:
        """Shows another place; Esc comes back to the present one."""
        try:
            there = _place(address, self.view.page.name)
        except LookupError:
            self.warn(_("No page of the guide: {address}").format(address=address))
            return
        self._keep_where_search_began()
        self._before.append(self.view.place)
        self._forget_search()
        self.view.show(there)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "hit" and not self._hits:
            return False
        return super().check_action(action, parameters)

    def action_follow(self) -> None:
        if self.focused is self.field:
            self._leave_field()
            if not self._hits:
                self.warn(_("No page says this."))
        elif self.view.chosen:
            self.open(self.view.chosen)
        elif self._hits:
            self.action_hit(1)
        else:
            self.action_link(1)

    def action_link(self, step: int) -> None:
        link = self.view.next_link(step)
        if link is None:
            self.tell(_("There is no link on this page."))
        else:
            self.view.mark(replace(self.view.marks, link=link))

    @asking
    async def action_pages(self) -> None:
        name = await self.ask(PagesDialog())
        if name is not None:
            self.open(name)

    def action_search(self) -> None:
        self._keep_where_search_began()
        self._from = self.view.place
        self.field.display = True
        self.field.value = ""
        self.set_focus(self.field)

    @on(Input.Changed)
    async def search(self) -> None:
        """Goes to the first place from where the search began; only the last query while more keys wait."""
        await self.officine.keys_served(self.field)
        if self.focused is not self.field:
            return
        words = finding.wanted(self.field.value)
        if words != self._words:
            self._words = words
            self._hits = finding.hits(words, self._from.page.name)
            self._hit = self._first_hit()
            self._show_hit()

    def _first_hit(self) -> int:
        """The first hit at or below the place where the search began."""
        name, block = self._from.page.name, self._from.block
        return next((n for n, hit in enumerate(self._hits) if hit[0] != name or hit[1] >= block), 0)

    def action_hit(self, step: int) -> None:
        self._hit = (self._hit + step) % len(self._hits)
        self._show_hit()

    def _show_hit(self) -> None:
        """Shows the present hit, and what else was found on its page; without any, where the search began."""
        if not self._hits:
            self.view.show(self._from)
            self._say()
            return
        name, block = self._hits[self._hit]
        found = frozenset(number for other, number in self._hits if other == name)
        marks = Marks(self._words, found, block)
        if self.view.page.name != name:
            self.view.show(Place(pages.page(name)))
        self.view.mark(marks)
        self._say()

    def _leave_field(self) -> None:
        self.set_focus(self.view)
        self.field.display = False
        self.refresh_bindings()

    @property
    def _is_elsewhere(self) -> bool:
        """Whether a search led to another page."""
        return bool(self._words) and self.view.page is not self._from.page

    def _keep_where_search_began(self) -> None:
        if self._is_elsewhere:
            self._before.append(self._from)

    def _forget_search(self) -> None:
        self._hits, self._words = [], ()
        self.field.display = False
        self.set_focus(self.view)
        self.refresh_bindings()
        self._say()

    def action_back(self) -> None:
        if self.field.display or self._is_elsewhere:
            self._forget_search()
            self.view.show(self._from)
        elif self._before:
            self._forget_search()
            self.view.show(self._before.pop())
        else:
            self.dismiss(None)

    @on(PageView.Moved)
    def _say(self) -> None:
        self.query_one("#guide-head", Lines).put(self._head)

    def _head(self, width: int) -> list[Line]:
        view = self.view if self.is_mounted else None
        arrows = "▲" * view.above + "▼" * view.below if view is not None else ""
        page = view.page if view is not None else self._first.page
        title = page.title if page.name == pages.CONTENTS else f"{_('Guide')} · {page.title}"
        said = [self._found() if self._words else "", f"{arrows} {_('more')}" if arrows else ""]
        return [ends((title, "strong"), (" · ".join(filter(None, said)), "quiet"), width)]

    def _found(self) -> str:
        if not self._hits:
            return _("not found")
        return _("found: {number} of {count}").format(
            number=formats.count(self._hit + 1), count=formats.count(len(self._hits))
        )
