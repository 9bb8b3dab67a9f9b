"""How a client stands, in a word; nothing is said of who is a client like any other."""

from locales import N_
from models.people.clients.table import ClientStatus

STANDINGS = {
    ClientStatus.ACTIVE: "",
    ClientStatus.SLEEPING: N_("Sleeping"),
    ClientStatus.ARCHIVED: N_("Archived"),
    ClientStatus.ANONYMISED: N_("Anonymised"),
}
