"""Checks of the sites of clients: which is the default, who is the main contact of each, and that a search
finds them.
"""

from collections import defaultdict
from collections.abc import Iterator

from peewee import JOIN, Case, fn

from models.doctor.fault import Check, Fault, first
from models.people.clients.aliases import ClientAlias
from models.people.sites.contacts.table import SiteContact
from models.people.sites.table import Site, SiteWord
from models.people.sites.words import words_of
from models.refusals import N_
from models.store import many
from models.store.connection import engine
from models.store.search.folding import fold

CHUNK = 2000


def one_site_is_the_default() -> Iterator[Fault]:
    """Of the sites of a client that are in use, one is the default; a retired one never is."""
    defaults = fn.SUM(Case(None, [(Site.by_default & Site.active, 1)], 0))
    retired = fn.SUM(Case(None, [(Site.by_default & ~Site.active, 1)], 0))
    in_use = fn.MAX(Case(None, [(Site.active, 1)], 0))
    person = fn.COALESCE(ClientAlias.survivor, Site.client)
    rows = Site.select(person).join(ClientAlias, JOIN.LEFT_OUTER, on=ClientAlias.client == Site.client)
    rows = rows.group_by(person).having((defaults != in_use) | (retired != 0))
    sentence = N_("Client {client} has sites in use, of which not exactly one is the default.")
    for (client,) in first(rows):
        yield Fault("sites", sentence, {"client": client}, client=client)


def one_contact_is_the_main_one() -> Iterator[Fault]:
    """Of the contacts of a site that are in use, one is the main contact; a retired one never is."""
    mains = fn.SUM(Case(None, [(SiteContact.main & SiteContact.active, 1)], 0))
    retired = fn.SUM(Case(None, [(SiteContact.main & ~SiteContact.active, 1)], 0))
    in_use = fn.MAX(Case(None, [(SiteContact.active, 1)], 0))
    rows = SiteContact.select(SiteContact.site, Site.client).join(Site)
    rows = rows.group_by(SiteContact.site, Site.client).having((mains != in_use) | (retired != 0))
    sentence = N_(
        "Site {site} of client {client} has contacts in use, of whom not exactly one is the main one."
    )
    for site, client in first(rows):
        yield Fault("sites", sentence, {"site": site, "client": client}, client=client)


def search_finds_every_site() -> Iterator[Fault]:
    """The index holds the words of every site in use and of its contacts, and nothing else; lists are sorted
    by the names of sites.
    """
    last = 0
    while True:
        with engine().reading():
            sites = list(Site.select().where(Site.id > last).order_by(Site.id).limit(CHUNK))
            keys = [row.id for row in sites]
            words: defaultdict[int, set[str]] = defaultdict(set)
            found = SiteWord.select(SiteWord.site, SiteWord.word).where(many.among(SiteWord.site, keys))
            for site, word in found.tuples():
                words[site].add(word)
            contacts: defaultdict[int, list[SiteContact]] = defaultdict(list)
            in_use = SiteContact.select().where(many.among(SiteContact.site, keys), SiteContact.active)
            for contact in in_use:
                contacts[contact.site_id].append(contact)
        for row in sites:
            if row.name_key != fold(row.name) or words[row.id] != words_of(row, contacts[row.id]):
                sentence = N_("A search does not find site {site} of client {client} as it is.")
                figures = {"site": row.id, "client": row.client_id}
                yield Fault("search", sentence, figures, client=row.client_id)
        if len(sites) < CHUNK:
            return
        last = sites[-1].id


CHECKS: tuple[Check, ...] = (one_site_is_the_default, one_contact_is_the_main_one, search_finds_every_site)
