"""The views of the client list: what each is called, and what it says when it is empty."""

from locales import N_
from models.people.clients.listing import ClientView

TITLES = {
    ClientView.ACTIVE: N_("Clients"),
    ClientView.ALL: N_("Clients, sleeping ones too"),
    ClientView.ARCHIVED: N_("Archived clients"),
    ClientView.PHARMACIES: N_("Other pharmacies"),
    ClientView.INCOMPLETE: N_("Clients to complete"),
}
EMPTY = {
    ClientView.ACTIVE: N_("Clients will be here. F2 creates the first one, F4 imports a file."),
    ClientView.ALL: N_("Clients will be here. F2 creates the first one, F4 imports a file."),
    ClientView.ARCHIVED: N_("Archived clients will be here. Key a on the fiche archives a settled one."),
    ClientView.PHARMACIES: N_("Other pharmacies will be here. F2 creates the first one."),
    ClientView.INCOMPLETE: N_("Nobody lacks a field that the pharmacy requires."),
}
