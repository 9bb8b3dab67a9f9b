"""A contact opened: what they bought, paid and owe, and everything that is for them (ct-transactions)."""

from typing import ClassVar

from textual.binding import Binding, BindingsMap, BindingType

from locales import N_, _, formats
from locales.words import clients as words
from locales.words.ledger import balance, side
from models.money.ledger import contact_shares
from models.money.ledger.contact_shares import ContactShare
from models.people.contacts import verbs as contacts
from models.people.contacts.listing import ContactRow, row_of
from models.pharmacy import tab_keys
from models.store import clock
from models.trade.cancelling import guards
from models.values import Centimes
from tui.clients.columns import balance_style
from tui.clients.contacts import asked
from tui.fiche.contacts.tabs import counts, tabs_of
from tui.fiche.sales import pane as sales
from tui.fiche.sidebar import Sidebar
from tui.fiche.tabbed import TabbedDesk, of_tabs
from tui.frame.base import asking
from tui.widgets.columns import fit
from tui.widgets.text_lines import Drawing, Line, Lines, ends


class ContactDesk(TabbedDesk):
    """One contact of a client."""

    PURPOSE = N_("All about one contact: what they bought, paid and owe of the client's account.")
    GUIDE = "contacts.md#un-contact-ouvert"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "n,f2", "create", N_("Create"), id="contact_desk.create", tooltip=N_("A new one in this tab")
        ),
        Binding(
            "p,f9",
            "pay",
            N_("Pay"),
            id="contact_desk.pay",
            tooltip=N_("Take a payment on the client's account, for this contact"),
        ),
        Binding(
            "f3",
            "edit",
            N_("Edit"),
            id="contact_desk.edit",
            tooltip=N_("The name, the relation, the phones"),
        ),
        Binding(
            "g",
            "go_to_tab",
            N_("Go to"),
            id="contact_desk.go_to",
            tooltip=N_("Any tab, by a few letters of its name"),
        ),
        Binding("f5", "refresh", N_("Refresh"), id="contact_desk.refresh", show=False),
        Binding("escape", "back", N_("Back"), id="contact_desk.back"),
    ]

    def __init__(self, contact: int) -> None:
        """Raises `NoSuchContact`."""
        self._row = _read(contact)
        super().__init__(self._row.client)
        guards.register()  # here everything is cancelled that is
        self.tabs = tabs_of(contact)
        self.shown = [tab.key for tab in self.tabs].index(sales.TAB.key)
        digits = BindingsMap(of_tabs(self.tabs, tab_keys.tab_keys()))
        self._bindings = BindingsMap.merge([self._bindings, digits])

    def on_mount(self) -> None:
        self.read_again()
        self.query_one(Sidebar).show_keys(self._tab_keys())

    def read_again(self) -> None:
        self._row = _read(self._row.id)
        self.client = self._row.client
        self.query_one("#who", Lines).put(_who(self._row))
        self.query_one("#balance", Lines).put(_figures(contact_shares.share_of(self._row)))
        self.query_one(Sidebar).put(counts(self.tabs, self._row.id), self.shown)
        self._read_pane()

    @asking
    async def action_edit(self) -> None:
        await asked.edit_contact(self, self._row)

    @asking
    async def action_pay(self) -> None:
        from tui.fiche.payments.pay_debt import pay

        await pay(self, self.client, self._row.id)


def _read(contact: int) -> ContactRow:
    row = row_of(contact)
    if row is None:
        raise contacts.NoSuchContact(contact)
    return row


def _who(row: ContactRow) -> Drawing:
    """The name and what they are to whom; below, how to reach them."""
    state = "" if row.active else _("retired")
    said = [
        _("{relation} of {name}").format(relation=row.relation, name=row.client_name),
        formats.phone(row.mobile or row.phone),
        words.age(row.birth_date, clock.today()) if row.birth_date else "",
        row.site,
        row.email,
    ]
    below = " · ".join(part for part in said if part)

    def draw(width: int) -> list[Line]:
        return [ends((row.name, "strong"), (state, "warns"), width), [(fit(below, width), "quiet")]]

    return draw


def _figures(share: ContactShare) -> Drawing:
    """The share in the client's account, so that it adds up."""
    other = share.owes - share.bought + share.paid

    def draw(width: int) -> list[Line]:
        lines = [_figure(_("Bought"), share.bought, width), _figure(_("Paid"), share.paid, width)]
        if other:
            lines.append(_figure(_("Other"), other, width))
        word = side(share.owes) or balance(share.owes)
        meaning = balance_style(share.owes)
        return [*lines, ends((word, meaning), (formats.amount(abs(share.owes)), meaning), width)]

    return draw


def _figure(label: str, amount: Centimes, width: int) -> Line:
    return ends((label, "plain"), (formats.amount(amount), "plain"), width)
