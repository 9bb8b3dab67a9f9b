"""Creates and edits a client: input is checked, compared with others' edits, and
saved; nothing typed is lost.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from locales import N_, _
from locales.words import ledger as words
from models.people.clients import columns, required
from models.people.clients import verbs as clients
from models.people.clients.table import ClientKind
from models.people.clients.verbs import ChangedMeanwhile, ClientFields, Saved
from models.people.duplicates import at_entry
from models.people.staff import drafts
from models.refusals import Refused
from models.requests.by import new_key
from models.store.connection import persevere
from models.values import ZERO
from tui.clients.conflict import THEIRS, ConflictDialog, merge
from tui.clients.directory import CompanyLookUp
from tui.clients.duplicates import DuplicatesDialog
from tui.clients.fields import EDITOR
from tui.clients.sections import registry
from tui.clients.sections.custom import flat, whole
from tui.clients.sections.form import EditorForm
from tui.clients.sections.section import About
from tui.dialogs.choose import Way
from tui.dialogs.sure import sure
from tui.dialogs.unsaved import Leaving, UnsavedDialog
from tui.frame.base import Desk, asking
from tui.frame.screens import new_screen

_FIRST = "last_name"
"""The field with which typing begins; the title before it is seldom given."""
_ORDER = (_FIRST, "first_name", "mobile", "email")
"""Where typing goes on, if the fields before were typed already."""


class EditorDesk(Desk[int | None]):
    """The form of one client. Returns the saved client, or None."""

    PURPOSE = N_(
        "Who a client is and how to reach them. F9 saves from any section; what is wrong is said beside its "
        "field, and its section is opened."
    )
    GUIDE = "creer-modifier.md"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9,ctrl+s", "save", N_("Save"), id="editor.save", tooltip=N_("Save and go back")),
        Binding(
            "f2", "save_new", N_("Save & new"), id="editor.save_new", tooltip=N_("Save, then the next one")
        ),
        Binding("f12", "apply", N_("Apply"), id="editor.apply", tooltip=N_("Save and stay here")),
        Binding(
            "escape", "quit", N_("Leave"), id="editor.quit", tooltip=N_("Asks where something is not saved")
        ),
    ]

    def __init__(
        self,
        client: int | None,
        *,
        draft: Mapping[str, Any] | None = None,
        kind: ClientKind = ClientKind.REGULAR,
        at: str = "",
        carried: Mapping[str, str] | None = None,
    ) -> None:
        """`client` None creates one, of this kind; `draft` is what `keep_draft` stored; `at` is the field
        with which typing begins, by default the usual one; `carried` are texts of fields that were typed
        before it was opened. Raises `NoSuchClient`.
        """
        super().__init__()
        self._carried: Mapping[str, Any] = carried or {}
        self._at = at or next((name for name in _ORDER if name not in self._carried), _FIRST)
        self._kind = ClientKind(draft.get("kind", kind)) if draft is not None else kind
        self.client = client
        self._answer: int | None = None
        self._drafted = draft is not None
        self._draft = draft
        self._draft_subject = "" if client is None else str(client)
        self._accepted: frozenset[int] = frozenset()
        self._left_empty: set[str] = set()
        """The fields about which was asked already."""
        self._key = new_key()
        self._look_up = CompanyLookUp(self, lambda: self.form)
        self._read(draft)

    def _read(self, draft: Mapping[str, Any] | None = None) -> None:
        """The stored fields; with a draft, the fields as they were when the draft was begun."""
        self._balance = ZERO
        self._base, self._version = ClientFields(kind=self._kind), 0
        if self.client is not None:
            row = clients.get(self.client)
            self._balance = row.balance
            self._base, self._version = clients.fields_of(row), row.version
        if draft is not None and draft.get("base"):
            self._base = columns.from_plain(draft["base"])
            self._version = draft["version"]

    def content(self) -> ComposeResult:
        with Horizontal(classes="topline"):
            yield Static(markup=False, classes="title")
            yield Static(markup=False, classes="who")
        yield EditorForm(registry.in_use(), flat(self._base), About(self._balance))

    def on_mount(self) -> None:
        if self._draft is not None:
            self.form.retype(self._draft["typed"])
        elif self._carried:
            self.form.retype(self._carried)
            self._carried = self._typed()
        self._entitle()
        self.form.go_to(self._at)

    def guide(self) -> str:
        """Of the section with the cursor."""
        return self.form.section.guide

    @property
    def form(self) -> EditorForm:
        return self.query_one(EditorForm)

    def _entitle(self) -> None:
        name = clients.full_name(self._base)
        title = _("New client") if self.client is None else _("Edit {name}").format(name=name)
        who = "" if self.client is None else f"{words.balance(self._balance)} · {self._base.code}"
        self.query_one(".title", Static).update(title)
        self.query_one(".who", Static).update(who)

    @on(EditorForm.Edited)
    def edited(self, event: EditorForm.Edited) -> None:
        before = getattr(self._base, event.name, "")
        self._look_up.typed(event.name, creating=self.client is None, before=before)

    @asking
    async def action_save(self) -> None:
        if await self._save() is not None:
            self.dismiss(self._answer)

    @asking
    async def action_save_new(self) -> None:
        saved = await self._save()
        if saved is not None:
            told = self._told(saved)
            self.client, self._left_empty = None, set()
            self._read()
            self._settle()
            self.form.go_to(_FIRST)
            self._entitle()
            self.tell(told)

    @asking
    async def action_apply(self) -> None:
        saved = await self._save()
        if saved is not None:
            self._read()
            self._settle()
            self._entitle()
            self.tell(self._told(saved))

    def _typed(self) -> dict[str, Any]:
        """What stands in the fields that have another value than at the start."""
        typed = self.form.typed()
        return {name: typed[name] for name in self.form.touched}

    @property
    def _unsaved(self) -> bool:
        """Whether something was typed here that is not saved."""
        return self.form.changed and self._typed() != self._carried

    def _settle(self) -> None:
        self._carried = {}
        self.form.about = About(self._balance)
        self.form.settle(flat(self._base))

    def _told(self, saved: Saved) -> str:
        row = clients.get(saved.id)
        return _("{name} is saved, code {code}.").format(name=clients.full_name(row), code=saved.code)

    async def _save(self) -> Saved | None:
        """Saves what was typed. None if it was not saved, after saying why."""
        values = self._checked()
        if values is None or not await self._completes(values) or not await self._accepts(values):
            return None
        while True:
            try:
                saved = self._write(values)
                break
            except ChangedMeanwhile as meanwhile:
                merged = await self._merged(values, meanwhile)
                if merged is None:
                    return None
                values = merged
            except Refused as refused:
                self.refuse(refused)
                return None
        self.client = self._answer = saved.id
        self._key = new_key()
        self._accepted = frozenset()
        self._drop_draft()
        return saved

    def _checked(self) -> ClientFields | None:
        """The typed values, normalized. None after showing every wrong field."""
        values, wrong = self.form.readable()
        fields = whole(self._base, values)
        wrong = clients.faults(fields) | wrong
        if wrong:
            self.form.faults(wrong)
            return None
        try:
            return clients.checked(fields)
        except Refused as refused:  # Of fields that do not fit one another.
            self.refuse(refused)
            return None

    async def _completes(self, values: ClientFields) -> bool:
        """Asks once about fields that the pharmacy asks for and that are empty; returns whether to go on."""
        wanted = required.in_force()
        asked = wanted.required if self.client is not None else wanted.required | wanted.once
        lacking = required.missing(values, asked)
        if set(lacking) <= self._left_empty:
            return True
        names = ", ".join(_(registry.asked_label(name)) for name in lacking)
        if await sure(
            self,
            _("To complete"),
            _("The pharmacy asks for what is not filled in: {fields}.").format(fields=names),
            Way("save", _("Save all the same"), _("the client is listed as to complete")),
        ):
            self._left_empty |= set(lacking)
            return True
        self.form.go_to(lacking[0])
        return False

    async def _accepts(self, values: ClientFields) -> bool:
        """Shows likely duplicates, once for the same ones; returns whether to go on."""
        named = ("last_name", "first_name", "mobile", "work_phone", "home_phone")
        if self.client is not None and all(getattr(values, n) == getattr(self._base, n) for n in named):
            return True
        rows = at_entry.likely(values, self.client)
        if {row.id for row in rows} <= self._accepted:
            return True
        verdict = await self.ask(DuplicatesDialog(rows))
        if verdict is None:
            return False
        if verdict.open is not None:
            await self.ask(new_screen("fiche", verdict.open.id))
            return False
        self._accepted = frozenset(row.id for row in rows)
        return True

    def _write(self, values: ClientFields) -> Saved:
        if self.client is None:
            return persevere(clients.create, values, by=self.officine.by(self._key))
        asks: dict[str, Any] = {"by": self.officine.by(self._key)}
        return persevere(clients.edit, self.client, values, version=self._version, **asks)

    async def _merged(self, mine: ClientFields, meanwhile: ChangedMeanwhile) -> ClientFields | None:
        """Merges both edits, after asking where both changed the same field; None if the person gives up."""
        if self.client is None:
            return None
        row = clients.get(self.client)
        theirs = clients.fields_of(row)
        merged = merge(self._base, mine, theirs)
        values = merged.values
        if merged.conflicts:
            chosen = await self.ask(ConflictDialog(meanwhile.by, merged.conflicts, mine, theirs))
            if chosen is None:
                return None
            kept = {name: flat(theirs)[name] for name, side in chosen.items() if side == THEIRS}
            values = whole(values, kept)
        self._base, self._version = theirs, row.version
        self._settle()
        for name, value in flat(values).items():
            self.form.put(name, value)
        return values

    def refuse(self, refused: Refused) -> None:
        if not self.form.refuse(refused):
            super().refuse(refused)

    @asking
    async def action_quit(self) -> None:
        if await self.may_leave():
            self.dismiss(self._answer)

    async def may_leave(self) -> bool:
        leaving = await self.ask(UnsavedDialog()) if self._unsaved else Leaving.DISCARD
        if leaving is None or (leaving is Leaving.SAVE and await self._save() is None):
            return False
        if leaving is Leaving.KEEP:
            self.keep_draft()
        elif leaving is Leaving.DISCARD and self.form.changed:
            self._drop_draft()
        return True

    def keep_draft(self) -> None:
        if not self.is_mounted or not self._unsaved:
            return
        typed = self.form.typed()
        content = {
            "name": f"{typed['last_name']} {typed['first_name']}".strip(),
            "typed": self._typed(),
            "base": columns.plain(self._base) if self.client is not None else None,
            "version": self._version,
            "kind": self._kind,
        }
        drafts.keep(self.officine.staff, EDITOR, self._subject, content)

    def _drop_draft(self) -> None:
        if self._drafted:
            drafts.drop(self.officine.staff, EDITOR, self._draft_subject)
            self._drafted = False

    @property
    def _subject(self) -> str:
        return "" if self.client is None else str(self.client)
