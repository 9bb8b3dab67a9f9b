"""The tab of contacts: who buys and pays on the client's account, the retired ones at the end (ct-create)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType

from locales import N_, _, formats
from locales.words import clients as words
from locales.words.ledger import balance, side
from models.money.ledger import contact_shares
from models.people.contacts import listing
from models.people.contacts.listing import ContactRow
from models.store import clock
from models.values import ZERO, Centimes
from tui.clients.columns import balance_amount, balance_style
from tui.clients.contacts import asked
from tui.fiche.contacts.desk import ContactDesk
from tui.fiche.parts.pane import Group, Tab
from tui.fiche.parts.short_list_pane import ShortListPane
from tui.frame.base import asking
from tui.widgets.columns import Column


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A contact, and their share in the balance of the client: negative for a credit."""

    row: ContactRow
    owes: Centimes

    @property
    def id(self) -> int:
        return self.row.id


def _relation(line: ContactLine) -> str:
    return line.row.relation if line.row.active else _("retired")


def _age(line: ContactLine) -> str:
    born = line.row.birth_date
    return words.age(born, clock.today()) if born else ""


def _style(line: ContactLine) -> str:
    return "plain" if line.row.active else "quiet"


def _phone(line: ContactLine) -> str:
    return formats.phone(line.row.mobile or line.row.phone)


COLUMNS: list[Column[ContactLine]] = [
    Column("relation", N_("Relation"), _relation, 9, grows=1, style=_style),
    Column("name", N_("Name"), lambda line: line.row.name, 16, grows=3, style=_style),
    Column("age", N_("Age"), _age, 7, needs=90, style=_style),
    Column("phone", N_("Phone"), _phone, 14, needs=52, style=_style),
    Column("site", N_("Site"), lambda line: line.row.site, 10, needs=100, grows=1, style=_style),
    Column(
        "owes",
        N_("Balance"),
        lambda line: balance_amount(line.owes),
        14,
        right=True,
        lead=lambda line: side(line.owes),
        style=lambda line: balance_style(line.owes),
    ),
]


class ContactsPane(ShortListPane[ContactLine]):
    """The contacts of one client."""

    PURPOSE = N_("who buys and pays on this client's account: family, an employee who comes.")
    GUIDE = "contacts.md"
    TITLE = N_("Contacts")
    EMPTY = N_("Nobody yet. F2 adds somebody who buys on this account.")
    COLUMNS = COLUMNS
    CREATES = True
    FILLED_BY = ("contact",)
    OF_A_ROW = ("edit", "move", "retire", "put_back")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f3", "edit", N_("Edit"), id="contact.edit", tooltip=N_("The name, the relation, the phones")
        ),
        Binding(
            "f7",
            "move",
            N_("To another client"),
            id="contact.move",
            tooltip=N_("One for whom nothing is or was: no sale, payment, paper or appointment"),
        ),
        Binding("delete", "retire", N_("Retire"), id="contact.retire", tooltip=N_("Nothing new is for them")),
        Binding("delete", "put_back", N_("Put back"), id="contact.put_back", tooltip=N_("Use it again")),
    ]

    _without_contact = ZERO
    """What is owed on the account for nobody in particular, as last read."""

    def now(self) -> Sequence[ContactLine]:
        found = listing.contacts_of(self.client)
        shares = contact_shares.shares(self.client, found) if found else []
        owes = {share.contact: share.owes for share in shares}
        self._without_contact = owes.get(None, ZERO)
        return [ContactLine(row, owes.get(row.id, ZERO)) for row in found]

    def said(self, rows: Sequence[ContactLine]) -> str:
        said = [formats.count(sum(line.row.active for line in rows))]
        if rows:
            said.append(_("without contact: {balance}").format(balance=balance(self._without_contact)))
        if self._without_contact < 0 and any(line.owes > 0 for line in rows):
            said.append(_("the credit is the client's"))
        return " · ".join(said)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        line = self.current if self.is_mounted else None
        if line is not None and action in ("retire", "put_back"):
            return line.row.active is (action == "retire")
        return super().check_action(action, parameters)

    @asking
    async def open_row(self, row: ContactLine) -> None:
        await self.desk.ask(ContactDesk(row.id))

    @asking
    async def create(self) -> None:
        self.go_to(await asked.create_contact(self.desk, self.client))

    @asking
    async def action_edit(self) -> None:
        if self.current is not None:
            self.go_to(await asked.edit_contact(self.desk, self.current.row))

    @asking
    async def action_move(self) -> None:
        if self.current is not None:
            await asked.move(self.desk, self.current.row)

    @asking
    async def action_retire(self) -> None:
        if self.current is not None:
            await asked.retire(self.desk, self.current.row)

    def action_put_back(self) -> None:
        if self.current is not None:
            asked.put_back(self.desk, self.current.row)


TAB = Tab(
    "contacts",
    ContactsPane.TITLE,
    ContactsPane,
    group=Group.PERSON,
    count=listing.counting_of,
)
