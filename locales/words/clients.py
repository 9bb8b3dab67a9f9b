"""The status of a client in a word; nothing for an ordinary client."""

from locales import N_
from models.people.clients.table import ClientStatus

STATUSES = {
    ClientStatus.ACTIVE: "",
    ClientStatus.SLEEPING: N_("Sleeping"),
    ClientStatus.ARCHIVED: N_("Archived"),
    ClientStatus.ANONYMISED: N_("Anonymised"),
}
