"""A paper opened says for which contact of the client it is, and `F6` says it anew (ct-attribute, X19)."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from typing import ClassVar

from textual.binding import Binding, BindingType

from locales import N_, _
from models.comments.table import SubjectKind
from models.money.ledger import attribution as of_operations
from models.people.contacts.listing import ContactRow, contacts_of
from models.store.connection import persevere
from models.trade.attributing import verbs as attributing
from models.trade.documents import attribution as of_documents
from tui.clients.contacts import choosing
from tui.comments.commented import Commented
from tui.frame.base import asking
from tui.widgets.text_lines import Line, Lines, facts

_LABEL = 16
_READ: Mapping[SubjectKind, Callable[[Collection[int]], Mapping[int, int]]] = {
    SubjectKind.OPERATION: of_operations.contacts_of,
    SubjectKind.DOCUMENT: of_documents.contacts_of,
}
_SAY: Mapping[SubjectKind, Callable[..., None]] = {
    SubjectKind.OPERATION: attributing.attribute,
    SubjectKind.DOCUMENT: attributing.attribute_document,
}


class ForContact(Commented):
    """An operation or a document. Nothing of it shows where the client has no contacts."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f6",
            "for_contact",
            N_("Contact"),
            id="paper.contact",
            tooltip=N_("For which of the client's contacts it is; no amount changes"),
        ),
    ]

    @cached_property
    def their_contacts(self) -> Sequence[ContactRow]:
        """All contacts of the client, the retired ones too."""
        return contacts_of(self.owner) if self.owner is not None else ()

    def whole(self, width: int) -> list[Line]:
        return [*self._for_whom(width), *super().whole(width)]

    def _for_whom(self, width: int) -> list[Line]:
        row = self._contact()
        return facts([(_("For"), f"{row.name}, {row.relation}")], width, _LABEL) if row else []

    def _contact(self) -> ContactRow | None:
        """The contact for whom it is."""
        if not self.their_contacts:
            return None
        paper = self.commented()
        whose = _READ[paper.kind]([paper.id]).get(paper.id)
        return next((row for row in self.their_contacts if row.id == whose), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "for_contact":
            return bool(self.their_contacts)
        return super().check_action(action, parameters)

    @asking
    async def action_for_contact(self) -> None:
        paper, by = self.commented(), self.officine.by()
        chosen = await choosing.which(self, [row for row in self.their_contacts if row.active])
        if chosen is None:
            return
        persevere(_SAY[paper.kind], paper.id, chosen[0], by=by)
        self.query_one(Lines).put(self.whole)
        row = self._contact()
        if row is None:
            self.tell(_("It is for no contact, and so is what belongs to it."))
        else:
            self.tell(_("It is for {name}, and so is what belongs to it.").format(name=row.name))
