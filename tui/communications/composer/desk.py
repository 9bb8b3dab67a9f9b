"""Communication groupée: what is written, to whom, how it reads for each of them (sms-bulk)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.events import Resize
from textual.widgets import Static

from locales import N_, _, formats, ngettext
from locales.words.goals import goal_name
from models.outbox.campaigns.recipients import EVERYBODY, RecipientFilter, RecipientSort
from models.outbox.channels.registry import MAIN
from models.outbox.messages.campaign import OF_CAMPAIGNS, Goal
from models.outbox.templates import rendering
from models.outbox.templates import verbs as templates
from models.outbox.templates.rendering import Person
from models.outbox.templates.verbs import TemplateRow
from models.outbox.units import verbs as sms_units
from models.people.clients import selections
from models.pharmacy import features
from models.requests import rights
from models.requests.rights import Right
from tui.clients.narrowed import as_it_stands
from tui.communications.composer import composition, resuming
from tui.communications.composer.composition import Composition, NoTemplate
from tui.communications.composer.head import What, Whom
from tui.communications.composer.keys import KEYS
from tui.communications.composer.preview import Preview
from tui.communications.composer.recipients_list import RecipientList, refuse_too_many
from tui.communications.templates import last_used
from tui.communications.trouble import NotebookLine
from tui.frame.base import STYLES, asking
from tui.frame.sending import Sending
from tui.parts.hidden_search import HiddenSearchDesk
from tui.widgets.columns import on_one_line
from tui.widgets.rows import Rows
from tui.widgets.search import SearchField
from tui.widgets.text_lines import Reading

WIDE = 110
"""From this width on (cells), the list gets more room than the message."""
_NEW = "new"


class ComposerDesk(HiddenSearchDesk[int | None]):
    """The goal, the template, the list with its ticks, the message. Returns the confirmed campaign; None for
    going back, and then the choices are kept for the next time.
    """

    PURPOSE = N_("Write one message to many: whom, which text. Nothing leaves before the last question.")
    GUIDE = "communication-groupee.md"
    CSS_PATH = [STYLES / "composer.tcss"]
    AUTO_FOCUS = "RecipientList"
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    def __init__(self, ticked: frozenset[int] = frozenset(), goal: Goal | None = None) -> None:
        """`ticked` are those who were ticked elsewhere, if any; `goal` is what is to be written to them."""
        super().__init__()
        self._handed_over = ticked
        self._goal = goal
        self.composed = Composition()
        self._templates: Sequence[TemplateRow] = ()

    def content(self) -> ComposeResult:
        self.composed = composition.kept(self.officine)
        if self._handed_over:
            self._choose(composition.handed_over(self.composed, self._handed_over, self._goal))
        with Horizontal(classes="topline"):
            yield Static(_("Group message"), markup=False, classes="title")
            yield Static(markup=False, classes="who")
        yield NotebookLine()
        yield What()
        yield Whom()
        with Horizontal(id="composer"):
            with Vertical(id="whom"):
                yield SearchField(placeholder=_("Name, phone or code"))
                yield RecipientList(self.composed.ticked)
            with Reading(id="message"):
                yield Preview()

    def on_mount(self) -> None:
        self.field.value = self.composed.among.search
        self.field.display = bool(self.field.value)
        # Said before anything is ticked; the verbs check it again.
        self.attempt(rights.check, self.officine.by().actor, Right.SEND_MESSAGES)

    def on_resize(self, event: Resize) -> None:
        self.set_class(event.size.width >= WIDE, "-wide")

    def is_elsewhere(self, code: str) -> bool:
        return False  # A client whose badge is scanned is searched in the list.

    @property
    def rows(self) -> RecipientList:
        """The list."""
        return self.query_one(RecipientList)

    @property
    def searched(self) -> str:
        return self.composed.among.search

    def search_for(self, text: str) -> None:
        self._narrow(replace(self.composed.among, search=text))

    @property
    def template(self) -> TemplateRow | None:
        """The present template; None if there is none, or somebody retired it."""
        chosen = self.composed.templates.get(self.composed.goal)
        return next((each for each in self._templates if each.id == chosen), None)

    def read_again(self) -> None:
        self._read_again()

    def _read_again(self, *, keep_cursor: bool = True) -> None:
        goal = self.composed.goal
        self._templates = templates.available(goal, MAIN)
        if not self._templates and goal is Goal.BIRTHDAY:
            self._templates = [replace(templates.shipped(goal), name=_("Ordinary text"))]
        if self._templates and self.composed.goal not in self.composed.templates:
            known = [each.id for each in self._templates]
            proposed = last_used.proposed(self.officine.staff, self.composed.goal, known)
            self._choose(self.composed.with_template(proposed))
        among = as_it_stands(self.composed.among, features.in_use())
        self.composed = replace(self.composed, among=among)
        self._show(keep_cursor=keep_cursor)

    @on(Sending.Moved)
    def messages_moved(self) -> None:
        """Units were taken or given back: reads again."""
        self._tell_units()

    def _choose(self, composed: Composition) -> None:
        """Applies other choices."""
        self.composed = composed
        composition.keep(self.officine, composed)

    def _show(self, *, keep_cursor: bool = False) -> None:
        composed, rows = self.composed, self.rows
        narrow = composed.listing != composition.beginning(composed.goal).listing
        rows.say_when_empty(_("Nobody: f narrows otherwise.") if narrow else _("Nobody is to be written to."))
        rows.mark_sorted(composed.sort.value, composed.sort is RecipientSort.BALANCE)
        rows.show(composed.listing, keep_cursor=keep_cursor)
        self._tell_units()
        self.query_one(NotebookLine).look()
        self._head()
        self._preview()
        self.query_one(Whom).count(other=not keep_cursor)

    def _tell_units(self) -> None:
        left = max(sms_units.left(), 0)
        said = ngettext("{count} SMS credit left", "{count} SMS credits left", left)
        self.query_one(".who", Static).update(said.format(count=formats.count(left)), layout=False)

    def _head(self) -> None:
        self.query_one(What).show(self.composed, self.template)
        self.query_one(Whom).show(self.composed)

    def _preview(self) -> None:
        template, row = self.template, self.rows.current
        if template is None and self._templates:
            instead = _("Somebody retired this template. m takes another.")
        elif template is None:
            instead = _("There is no template for this goal yet. F2 writes the first one.")
        else:
            instead = "" if row else _("Nobody is on the list.")
        order = self.composed.text(template) if template else None
        self.query_one(Preview).show(order, row, instead)

    @on(Rows.Moved)
    def moved(self) -> None:
        self._preview()

    def _narrow(self, among: RecipientFilter) -> None:
        self._choose(replace(self.composed, among=among))
        self._show()

    @on(RecipientList.Ticked)
    def ticked(self, event: RecipientList.Ticked) -> None:
        self._choose(replace(self.composed, ticked=event.ticked))
        self._head()

    @on(RecipientList.Removed)
    def removed(self, event: RecipientList.Removed) -> None:
        off = tuple(sorted({*self.composed.among.without, *event.clients}))
        if self.attempt(refuse_too_many, off):
            self.rows.tick(self.composed.ticked.difference(event.clients))
            self._narrow(replace(self.composed.among, without=off))
            self.tell(
                _("Taken off the list: {count}. u puts them back.").format(count=formats.count(len(off)))
            )

    def action_put_back(self) -> None:
        self._narrow(replace(self.composed.among, without=()))

    def action_widen(self) -> None:
        """Shows all clients again; ticks are kept."""
        self.leave_search()
        self._narrow(composition.beginning(self.composed.goal).among)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return bool(self.composed.among.without) if action == "put_back" else True

    def action_sort(self) -> None:
        by_name = self.composed.sort is RecipientSort.BALANCE
        self._choose(replace(self.composed, sort=RecipientSort.NAME if by_name else RecipientSort.BALANCE))
        self._show()

    def action_fold(self) -> None:
        self._choose(replace(self.composed, fold=not self.composed.fold))
        self._head()
        self._preview()

    def action_goal(self) -> None:
        place = OF_CAMPAIGNS.index(self.composed.goal) + 1
        self._turn_to(OF_CAMPAIGNS[place % len(OF_CAMPAIGNS)])

    def _turn_to(self, goal: Goal) -> None:
        before = self.composed.listing
        self._choose(self.composed.for_goal(goal))
        self._read_again(keep_cursor=self.composed.listing == before)

    @asking
    async def action_template(self) -> None:
        from tui.dialogs.choose import ChooseDialog, Way

        if not self._templates:
            await self._create()
            return
        ways = [Way(str(each.id), each.name, on_one_line(each.body)) for each in self._templates]
        new = Way(_NEW, _("New template"), "n, F2")
        chosen = await self.ask(ChooseDialog(_("Template"), "", [*ways, new]))
        if chosen == _NEW:
            await self._create()
        elif chosen is not None:
            self._take(int(chosen))

    @asking
    async def action_create(self) -> None:
        await self._create()

    async def _create(self) -> None:
        from tui.communications.templates.actions import create_template

        made = await create_template(self, goal=self.composed.goal, person=self._person())
        if made is not None:
            goal = next(each.goal for each in templates.available() if each.id == made)
            if goal in OF_CAMPAIGNS:
                self._turn_to(goal)
                self._take(made)

    @asking
    async def action_edit(self) -> None:
        from tui.communications.templates.actions import edit_template

        if self.template is None:
            raise NoTemplate
        if self.template.id == templates.NO_ROW:  # what came with the program is kept as one of their own
            await self._create()
            return
        await edit_template(self, self.template, person=self._person())

    def _take(self, template: int) -> None:
        self._choose(self.composed.with_template(template))
        self.read_again()

    def _person(self) -> Person | None:
        """The client for whom a template is previewed while it is typed."""
        return rendering.person(self.rows.current.id) if self.rows.current else None

    @asking
    async def action_narrow(self) -> None:
        from tui.clients.filter import FilterDialog

        among = await self.ask(FilterDialog(self.composed.among))
        if among is not None:
            self._narrow(among)

    @asking
    async def action_lists(self) -> None:
        from tui.clients.selections import manage

        loaded = await manage(self, self.composed.ticked, self.composed.among.selection)
        if loaded is not None:
            self.rows.tick(selections.members(loaded))
            self.leave_search()
            self._narrow(replace(EVERYBODY, selection=loaded))

    @on(Rows.Opened)
    def opened(self) -> None:
        self.action_check()

    @asking
    async def action_check(self) -> None:
        from tui.communications.composer.sending import send

        template = self.template
        if template is None:
            raise NoTemplate
        row = self.rows.current
        subject = f"{goal_name(self.composed.goal)} · {template.name}"
        # In the order of the list, whose preview may not have been computed yet.
        order = replace(self.composed, ticked=self.rows.ticked).order(template)
        campaign = await send(
            self, order, subject, listed=self.query_one(Whom).listed, shown=row.id if row else None
        )
        if campaign is not None:
            composition.forget(self.officine)
            last_used.remember(self.officine.staff, self.composed.goal, template.id)
            self.officine.sending.begin()
            self.dismiss(campaign)

    def keep_draft(self) -> None:
        if self.is_mounted:
            resuming.keep(self.officine.staff, replace(self.composed, ticked=self.rows.ticked))
