"""Checks of the sites of clients: which is the default, and that a search finds them."""

from collections.abc import Iterator

from peewee import JOIN, Case, fn

from models.doctor.fault import Check, Fault, first
from models.people.clients.aliases import ClientAlias
from models.people.sites.table import Site, SiteWord, words_of
from models.people.sites.verbs import fields_of
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


def search_finds_every_site() -> Iterator[Fault]:
    """The index holds the words of every site in use, and nothing else; lists are sorted by their names."""
    last = 0
    while True:
        with engine().reading():
            sites = list(Site.select().where(Site.id > last).order_by(Site.id).limit(CHUNK))
            words: dict[int, set[str]] = {}
            found = SiteWord.select(SiteWord.site, SiteWord.word).where(
                many.among(SiteWord.site, [row.id for row in sites])
            )
            for site, word in found.tuples():
                words.setdefault(site, set()).add(word)
        for row in sites:
            wanted = words_of(fields_of(row)) if row.active else set()
            if row.name_key != fold(row.name) or words.get(row.id, set()) != wanted:
                sentence = N_("A search does not find site {site} of client {client} as it is.")
                figures = {"site": row.id, "client": row.client_id}
                yield Fault("search", sentence, figures, client=row.client_id)
        if len(sites) < CHUNK:
            return
        last = sites[-1].id


CHECKS: tuple[Check, ...] = (one_site_is_the_default, search_finds_every_site)
