"""The columns of lists of sites."""

from locales import N_, _, formats
from models.people.sites.listing import SiteRow
from tui.widgets.columns import Column, on_one_line


def _where(row: SiteRow) -> str:
    return f"{row.postal_code} {row.city}".strip()


def _others(row: SiteRow) -> str:
    """How many contacts there are beside the main one."""
    return f"+{row.contacts - 1}" if row.contacts > 1 else ""


def _state(row: SiteRow) -> str:
    if not row.active:
        return _("retired")
    return _("default") if row.by_default else ""


def _style(row: SiteRow) -> str:
    return "plain" if row.active else "quiet"


SITE: Column[SiteRow] = Column("name", N_("Site"), lambda row: row.name, 12, grows=2, style=_style)
CLIENT: Column[SiteRow] = Column("client", N_("Client"), lambda row: row.client_name, 15, grows=2)
ADDRESS: Column[SiteRow] = Column(
    "address", N_("Address"), lambda row: on_one_line(row.address), 18, needs=116, grows=2, style=_style
)
CITY: Column[SiteRow] = Column("city", N_("City"), _where, 14, needs=76, grows=1, style=_style)
CONTACT: Column[SiteRow] = Column(
    "contact", N_("Contact"), lambda row: row.contact, 11, needs=40, grows=1, style=_style
)
OTHERS: Column[SiteRow] = Column("others", "", _others, 3, needs=40, style=lambda row: "quiet")
PHONE: Column[SiteRow] = Column(
    "phone", N_("Phone"), lambda row: formats.phone(row.phone), 17, needs=52, style=_style
)
STATE: Column[SiteRow] = Column("state", "", _state, 10, style=lambda row: "quiet")

OF_ALL = [SITE, CLIENT, ADDRESS, CITY, CONTACT, OTHERS, PHONE]
OF_ONE = [SITE, ADDRESS, CITY, CONTACT, OTHERS, PHONE, STATE]
