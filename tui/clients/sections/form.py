"""The form of the editor: one section at a time, each made when it is first shown.

To whoever asks it is one form: a field that was never shown has the value with which the editor began, and a
fault in a section that is not shown opens it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, ClassVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message

from locales import N_
from locales.sentences import explain
from models.people.clients.fields import EMPTY
from models.refusals import Refused
from tui.clients.sections.bar import SectionBar, State
from tui.clients.sections.section import About, EditorSection
from tui.forms.fields import Field, Group
from tui.forms.form import Form
from tui.frame.host import Host

_BAR = 22
"""The cells of the bar; on a terminal that is too narrow for it (`-narrow`) it is left out."""
_NARROW = 70

Page = tuple[EditorSection, ...]
"""The sections that stand in one form."""


class SectionForm(Form):
    """The form of one page of the editor."""

    WIDE = Form.WIDE - _BAR
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "pagedown",
            "turn(1)",
            N_("Section"),
            id="editor.next_section",
            tooltip=N_("To the next section of the fiche; Page up goes back"),
        ),
        Binding("pageup", "turn(-1)", N_("Previous section"), id="editor.previous_section", show=False),
        Binding("tab", "move(1)", show=False),
        Binding("shift+tab", "move(-1)", show=False),
    ]


class EditorForm(Horizontal):
    """All sections of the editor.

    Args:
        sections: those that the pharmacy uses, the first ones shown.
        values: the value of each field of `ClientFields`.
        about: what the texts beside fields need.
    """

    class Wanted(Message):
        """A field is to get the cursor, in whichever section it is."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    class Edited(Message):
        """The value of a field changed, by typing or by `put`."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, sections: Sequence[EditorSection], values: Mapping[str, Any], about: About) -> None:
        super().__init__()
        self._pages = tuple(_pages(sections))
        self._page_by_name = {
            name: number for number, page in enumerate(self._pages) for name in _names(page)
        }
        self._due = False
        self._values = dict(values)
        self.about = about
        self._forms: dict[int, SectionForm] = {}
        self._shown = 0
        self._unsaid: dict[str, str] = {}
        """What is wrong with fields that are not on the screen yet."""
        self._bar = SectionBar()

    def compose(self) -> ComposeResult:
        yield self._bar
        with Vertical(classes="section-pages"):
            yield self._form(self._shown)

    def on_mount(self) -> None:
        self._say_beside()
        self._look()

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width < _NARROW, "-narrow")

    # What is typed.

    def value(self, name: str, default: Any = None) -> Any:
        """The present value of a field; `default` if what is typed cannot be read."""
        form = self._built(name)
        return self._values[name] if form is None else form.value(name, default)

    def readable(self) -> tuple[dict[str, Any], dict[str, Refused]]:
        """The values that can be read, of shown sections and others, and the refusals of the rest."""
        values, wrong = dict(self._values), dict[str, Refused]()
        for form in self._forms.values():
            read, unread = form.readable()
            values |= read
            wrong |= unread
        return values, wrong

    def put(self, name: str, value: Any) -> None:
        """Shows a value in a field."""
        page = self._page_of(name)
        if page in self._forms or (page is not None and value != self._values[name]):
            self._form(page).put(name, value)

    def typed(self) -> dict[str, Any]:
        """The text of each field that was ever shown, right or wrong, for a draft."""
        return {name: text for form in self._forms.values() for name, text in form.typed().items()}

    def retype(self, typed: Mapping[str, Any]) -> None:
        """Restores a draft. What belongs to no section in use is left out."""
        for number, page in enumerate(self._pages):
            own = {name: typed[name] for name in _names(page) if name in typed}
            if own:
                self._form(number).retype(own)
        self._look()

    @property
    def names(self) -> Collection[str]:
        """The fields of all sections."""
        return self._page_by_name.keys()

    @property
    def touched(self) -> set[str]:
        """The fields with another value than at the start."""
        return set().union(*(form.touched for form in self._forms.values()))

    @property
    def changed(self) -> bool:
        """Whether there is unsaved input."""
        return bool(self.touched)

    def settle(self, values: Mapping[str, Any]) -> None:
        """Makes these values the start: they were saved."""
        self._values = dict(values)
        for form in self._forms.values():
            form.settle({name: values[name] for name in form.names})
        self._say_beside()
        self._look()

    # What is wrong.

    def faults(self, wrong: Mapping[str, Refused]) -> None:
        """Shows all of them, and goes to the first, whichever section it is in."""
        self.clear_faults()
        found = [name for page in self._pages for name in _names(page) if name in wrong]
        for name in found:
            form, sentence = self._built(name), explain(wrong[name])
            if form is not None and form.is_attached:
                form.say(name, sentence)
            else:
                self._unsaid[name] = sentence
        self._look()
        if found:
            self.go_to(found[0])

    def refuse(self, refused: Refused) -> bool:
        """Shows a refusal beside the field it names, in its section. False if it names none of these."""
        name = getattr(refused, "field", "")
        if self._page_of(name) is None:
            return False
        self.faults({name: refused})
        return True

    def clear_faults(self) -> None:
        self._unsaid.clear()
        for form in self._forms.values():
            form.clear_faults()

    def fault_of(self, name: str) -> str:
        """What is said to be wrong with a field; empty for nothing."""
        form = self._built(name)
        return self._unsaid.get(name) or (form.fault_of(name) if form is not None else "")

    def aside(self, name: str, text: str) -> None:
        """Shows a dimmed text beside a field of a section that was shown."""
        form = self._built(name)
        if form is not None:
            form.aside(name, text)

    def aside_of(self, name: str) -> str:
        """The dimmed text beside a field."""
        form = self._built(name)
        return "" if form is None else form.aside_of(name)

    # Where the cursor is.

    @property
    def at(self) -> str:
        """The name of the field that has the focus, or empty."""
        return self._forms[self._shown].at

    @property
    def section(self) -> EditorSection:
        """The section of the field with the cursor."""
        page, at = self._pages[self._shown], self.at if self.is_attached else ""
        return next((each for each in page if at in each.names), page[0])

    def go_to(self, name: str) -> None:
        """Gives the cursor to a field: at once in the section that is shown, else once its section is."""
        form = self._built(name)
        if form is not None and form.is_attached and form.display:
            form.go_to(name)
        else:
            self.post_message(self.Wanted(name))

    @on(Wanted)
    async def wanted(self, event: Wanted) -> None:
        event.stop()
        await self._open(event.name)

    @on(SectionBar.Chosen)
    async def chosen(self, event: SectionBar.Chosen) -> None:
        event.stop()
        await self._open(
            next(each for page in self._pages for each in page if each.key == event.key).names[0]
        )

    @on(Form.Submitted)
    @on(Form.Beyond)
    async def beyond(self, event: Form.Submitted | Form.Beyond) -> None:
        """Past the last field comes the next section, before the first one the section before."""
        event.stop()
        step, by_group = (event.step, event.by_group) if isinstance(event, Form.Beyond) else (1, False)
        shown = [number for number, page in enumerate(self._pages) if any(map(self._is_shown, page))]
        to = shown.index(self._shown) + step
        if 0 <= to < len(shown):
            page = self._pages[shown[to]]
            fields = page[0].names if step > 0 else page[-1].names
            await self._open(fields[0] if step > 0 or by_group else fields[-1])

    async def _open(self, name: str) -> None:
        """Shows the section of a field, and gives it the cursor."""
        page = self._page_of(name)
        if page is None:
            return
        form, ahead = self._form(page), cast(Host, self.app).ahead
        ahead.begin()  # Keys that are typed meanwhile are meant for the section that is opening.
        try:
            if page != self._shown:
                self._forms[self._shown].display = False
                self._shown = page
                form.display = True
                if not form.is_attached:
                    await self.query_one(".section-pages").mount(form)
                    for unsaid in form.names & self._unsaid.keys():
                        form.say(unsaid, self._unsaid.pop(unsaid))
                self._say_beside()
            form.go_to(name)
        finally:
            ahead.end()
        self._look()

    # What is shown.

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        self._look()

    @on(Form.Changed)
    def said(self, event: Form.Changed) -> None:
        event.stop()
        self.post_message(self.Edited(event.name))
        if not self._due:  # Once for all fields of a section that opens.
            self._due = True
            self.call_after_refresh(self._follow)

    def _follow(self) -> None:
        self._due = False
        self._say_beside()
        self._look()

    def _say_beside(self) -> None:
        form = self._forms[self._shown]
        for section in self._pages[self._shown]:
            for name, beside in section.beside.items():
                form.aside(name, beside(self, self.about))

    def _look(self) -> None:
        """Shows in the bar which sections hold something, and where something is wrong."""
        sections = [each for page in self._pages for each in page if self._is_shown(each)]
        self._bar.put(tuple(map(self._state, sections)), self.section.key)

    def _state(self, section: EditorSection) -> State:
        holds = any(
            name != "kind" and self.value(name, EMPTY.get(name, "")) != EMPTY.get(name, "")
            for name in section.names
        )
        return State(section, holds, any(self.fault_of(name) for name in section.names))

    def _is_shown(self, section: EditorSection) -> bool:
        if section.only_if and not self.value(section.only_if):
            return False
        return section.kinds is None or self.value("kind") in section.kinds

    def _page_of(self, name: str) -> int | None:
        return self._page_by_name.get(name)

    def _built(self, name: str) -> SectionForm | None:
        """The form that shows a field, if it was made yet."""
        page = self._page_of(name)
        return None if page is None else self._forms.get(page)

    def _form(self, page: int) -> SectionForm:
        """The form of a page, made when it is first needed."""
        if page not in self._forms:
            parts: list[Field | Group] = []
            for section in self._pages[page]:
                fields = section.fields()
                says_so = [field.label for field in fields] == [section.title]
                parts += [Group("" if says_so else section.title), *fields]
            self._forms[page] = SectionForm(parts, self._values)
        return self._forms[page]


def _pages(sections: Sequence[EditorSection]) -> Iterator[Page]:
    page: list[EditorSection] = []
    for section in sections:
        if page and not section.joined:
            yield tuple(page)
            page = []
        page.append(section)
    yield tuple(page)


def _names(page: Page) -> Iterator[str]:
    for section in page:
        yield from section.names
