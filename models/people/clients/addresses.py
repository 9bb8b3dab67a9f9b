"""Whether a client has an address (fiche-address-prompt), and where the law wants one.

An invoice names the client and their address: in Morocco CGI art. 145-III, in France CGI, annexe II, art.
242 nonies A. Tickets, quotes and orders may do without.
"""

from dataclasses import dataclass
from typing import ClassVar

from models.people import postal
from models.people.clients import details
from models.people.clients.table import Client
from models.people.clients.verbs import full_name
from models.people.postal import PostalForm
from models.refusals import N_, Refused

_LAWS = {
    PostalForm.MOROCCO: "CGI, art. 145-III",
    PostalForm.FRANCE: "CGI, ann. II, art. 242 nonies A",
}


@dataclass
class AddressMissing(Refused):
    """An invoice cannot be issued: the fiche has no street, or no town. `law` is the rule of the country."""

    client: int
    name: str
    law: str
    field: ClassVar[str] = "address"
    sentence: ClassVar[str] = N_(
        "An invoice bears the address of the client, with the town ({law}): {name} has none."
    )


def lacks_any(row: Client) -> bool:
    """Whether the address or the postcode is not filled in; abroad, where some countries have no postcodes,
    whether the address is not.
    """
    if not row.address:
        return True
    return not row.postal_code and postal.form_of(details.country_of(row)[1]) is not PostalForm.ABROAD


def demand(row: Client) -> None:
    """For a verb that issues an invoice to this client. Raises `AddressMissing`."""
    if not (row.address and (row.postal_code or row.city)):
        raise AddressMissing(row.id, full_name(row), _LAWS[postal.home()])
