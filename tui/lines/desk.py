"""The base class of desks that enter lines: a sale, a quote, a preparation, an order."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Generic

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import ScreenResultType
from textual.widgets import Static

from locales import N_, _, formats
from locales.words import ledger as words
from models.money import ceiling
from models.money.ledger import attribution
from models.people.clients import verbs as clients
from models.people.clients.table import Client
from models.people.contacts.listing import ContactRow, contacts_of
from models.people.staff import drafts
from models.refusals import Refused
from models.requests.by import new_key
from models.trade.prices.lines import NewLine
from models.values import Centimes
from tui.clients.contacts import choosing
from tui.dialogs.meant import whether_meant
from tui.dialogs.unsaved import Leaving, UnsavedDialog
from tui.forms.fields import Field, Option, TextField
from tui.forms.form import Form
from tui.frame.base import STYLES, Desk, asking
from tui.lines.editor import LineEditor
from tui.widgets.text_lines import Line, Lines, ends


class LinesDesk(Desk[ScreenResultType | None], Generic[ScreenResultType]):
    """The lines, a few fields that go with them, and Save.

    A subclass declares its `HEADING` and `fields`, and implements `save`. The input stays on the screen until
    `save` returns an answer, which is then the answer of the desk; Esc answers None.
    """

    ENTERS = True

    CSS_PATH = [STYLES / "fiche.tcss", STYLES / "lines.tcss"]
    AUTO_FOCUS = "ProductField"
    HEADING: ClassVar[str] = ""
    """The heading, marked with `N_`: "New sale"."""
    DRAFT: ClassVar[str] = ""
    """The name of its drafts (`tui.entrance.drafts.LINES`); empty if it has none."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9,ctrl+s", "save", N_("Save"), id="lines.save", tooltip=N_("Save what was entered")),
        Binding(
            "f6",
            "contact",
            N_("Contact"),
            id="lines.contact",
            tooltip=N_("For which of the client's contacts it is, by two letters"),
        ),
        Binding("f5", "refresh", N_("Refresh"), id="lines.refresh", show=False, tooltip=N_("Prices of now")),
        Binding("escape", "quit", N_("Leave"), id="lines.quit", tooltip=N_("Asks where something was typed")),
    ]

    def __init__(
        self,
        client: int,
        lines: Sequence[NewLine] = (),
        *,
        draft: Mapping[str, Any] | None = None,
        contact: int | None = None,
    ) -> None:
        """`lines` to begin with; `draft` is what `keep_draft` kept; `contact` is proposed instead of the one
        of today. Raises `NoSuchClient`.
        """
        super().__init__()
        self.client = client
        self._row = clients.get(client)
        self._draft = draft or {}
        self.request_key: str = self._draft.get("op_id") or new_key()
        """The idempotency key of the request that `save` makes: the same for each try, also
        after the connection dropped.
        """
        self._lines = [*lines, *(NewLine(*line) for line in self._draft.get("lines", ()))]
        self._contacts = contacts_of(client, in_use=True)
        self._of_today = attribution.last_today(client) if self._contacts else None
        proposed = self._of_today if contact is None else contact
        self._for_contact: int | None = self._draft.get("for_contact") if self._draft else proposed

    def fields(self) -> Sequence[Field]:
        """The fields besides the lines, as few as possible: they are below."""
        return ()

    def contact_field(self) -> Sequence[Field]:
        """Who comes for it, as a text: for a client without contacts, or where a draft holds one."""
        if self._contacts and not self._draft.get("fields", {}).get("contact"):
            return ()
        return (TextField("contact", N_("Contact"), N_("who comes for it")),)

    def start(self) -> Mapping[str, Any]:
        """What stands in these fields at first."""
        return {}

    @abstractmethod
    async def save(
        self, lines: Sequence[NewLine], total: Centimes, values: Mapping[str, Any]
    ) -> ScreenResultType | None:
        """Saves these lines, whose total on the screen was `total`, with the values of `fields`, and as
        `for_contact` the contact for whom they are.

        It may ask more. After None the desk stays; after a `Refused` too, which is shown, and
        the lines are priced again.
        """

    def content(self) -> ComposeResult:
        row = self._row
        with Horizontal(classes="topline"):
            yield Static(f"{_(self.HEADING)} · {clients.full_name(row)}", markup=False, classes="title")
            yield Static(self.owing(row), markup=False, classes="who")
        yield from self.beneath()
        animals = self.animals()
        known = {option.value for option in animals}
        yield LineEditor(
            self.client,
            self._lines,
            self._draft.get("codes", ()),
            animals=animals,
            for_animals={
                place: animal
                for place, animal in enumerate(self._draft.get("animals", ()), 1)
                if animal in known
            },
        )
        fields = self.fields()
        if fields:
            yield Form(fields, self.start())

    def beneath(self) -> ComposeResult:
        """What stands between the heading and the lines."""
        if self._contacts:
            yield Lines(self._for_whom, classes="contact")

    def _for_whom(self, width: int) -> list[Line]:
        """The contact for whom it is, and the key that changes it."""
        row = self._contact
        said = (_("Contact: none chosen"), "quiet")
        if row is not None:
            parts = [_("Contact: {name}, {relation}").format(name=row.name, relation=row.relation)]
            parts += [_("as before today")] if row.id == self._of_today else []
            said = (" · ".join(parts), "strong")
        return [ends(said, (_("F6 chooses"), "quiet"), width)]

    @property
    def _contact(self) -> ContactRow | None:
        return next((row for row in self._contacts if row.id == self._for_contact), None)

    @asking
    async def action_contact(self) -> None:
        self._contacts = contacts_of(self.client, in_use=True)
        chosen = await choosing.which(self, self._contacts)
        if chosen is not None:
            (self._for_contact,) = chosen
        self.query_one(".contact", Lines).put(self._for_whom)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "contact":
            return bool(self._contacts)
        return super().check_action(action, parameters)

    def animals(self) -> Sequence[Option]:
        """The client's animals, for one of which a line may be; none where that is not asked."""
        return ()

    def chosen(self) -> Mapping[str, Any]:
        """What was chosen by keys and is kept with a draft, by name."""
        return {"for_contact": self._contact.id if self._contact else None}

    def owing(self, row: Client) -> str:
        """The client's debt and ceiling, at the right of the heading."""
        return f"{words.balance(row.balance)} · {_said_of(ceiling.ceiling_of(row))}"

    @property
    def editor(self) -> LineEditor:
        """The lines."""
        return self.query_one(LineEditor)

    @property
    def form(self) -> Form | None:
        """The fields besides the lines, where there are any."""
        return next(iter(self.query(Form)), None)

    def on_mount(self) -> None:
        if self.form is not None:
            self.form.retype(self._draft.get("fields", {}))
        self.editor.field.value = self._draft.get("text", "")
        if self._draft:
            self.tell(_("Here is what was kept."))

    @on(Form.Submitted)
    def back_to_lines(self) -> None:
        """Enter on the last field."""
        self.set_focus(self.editor.field)

    def read_again(self) -> None:
        self.query_one(".who", Static).update(self.owing(clients.get(self.client)))

    @asking
    async def action_save(self) -> None:
        await self._save()

    async def _save(self) -> bool:
        lines = self.editor.checked()
        values = self.form.read() if self.form else {}
        if lines is None or values is None:
            return False
        if self.form and not await whether_meant(self, self.form, self.form.doubts(values)):
            return False
        try:
            for_whom = {"for_contact": self._contact.id if self._contact else None}
            answer = await self.save(lines, self.editor.basket.total, {**values, **for_whom})
        except Refused as refused:
            self.refuse(refused)
            return False
        if answer is not None:
            self._drop_draft()
            self.dismiss(answer)
        return answer is not None

    def refuse(self, refused: Refused) -> None:
        self.editor.price_again()
        if not (self.form and self.form.refuse(refused)):
            super().refuse(refused)

    @property
    def typed(self) -> bool:
        """Whether anything would be lost."""
        fields = self.form is not None and self.form.changed
        return bool(self.editor.basket.lines or self.editor.field.value.strip() or fields)

    def action_refresh(self) -> None:
        self.read_again()
        self.editor.price_again()

    def action_quit(self) -> None:
        """Esc clears the product field, or returns to it, or leaves: the first that applies."""
        field = self.editor.field
        if self.focused is not field:
            self.set_focus(field)
        elif field.value:
            field.value = ""
        else:
            self.leave()

    @asking
    async def leave(self) -> None:
        """Asks where something would be lost."""
        if await self.may_leave() and self.is_current:
            self.dismiss(None)

    async def may_leave(self) -> bool:
        if not self.typed:
            return True
        leaving = await self.ask(UnsavedDialog())
        if leaving is Leaving.SAVE:
            return await self._save()
        if leaving is Leaving.KEEP and self.DRAFT:
            self.keep_draft()
            return True
        if leaving is Leaving.DISCARD:
            self._drop_draft()
            return True
        return False

    def keep_draft(self) -> None:
        if not (self.DRAFT and self.is_mounted and self.typed):
            return
        content = {
            "name": clients.full_name(self._row),
            "lines": [
                [line.asked.product, line.asked.quantity, line.asked.discount]
                for line in self.editor.basket.lines
                if line.asked is not None
            ],
            "animals": [line.animal for line in self.editor.basket.lines if line.asked is not None],
            "codes": [line.code for line in self.editor.basket.lines if line.code],
            "text": self.editor.field.value,
            "fields": self.form.typed() if self.form else {},
            "op_id": self.request_key,
            **self.chosen(),
        }
        drafts.keep(self.officine.staff, self.DRAFT, str(self.client), content)
        self._draft = content

    @classmethod
    def kept(cls, staff: int, client: int) -> Mapping[str, Any] | None:
        """The draft of this person for this client."""
        found = (draft for draft in drafts.of(staff) if draft.form == cls.DRAFT)
        return next((draft.content for draft in found if draft.subject == str(client)), None)

    def _drop_draft(self) -> None:
        if self._draft:
            drafts.drop(self.officine.staff, self.DRAFT, str(self.client))


def _said_of(limit: Centimes | None) -> str:
    if limit is None:
        return _("no ceiling")
    return _("ceiling {amount}").format(amount=formats.amount(limit)) if limit else _("no credit")
