"""The inverted index of sites: the words of each site in use, of itself and of its contacts."""

from collections.abc import Iterable, Mapping
from typing import Any

from models.people.sites import table
from models.people.sites.contacts import rows
from models.people.sites.contacts import table as contacts
from models.people.sites.contacts.table import SiteContact
from models.people.sites.table import Site, SiteWord
from models.store import many


def words_of(site: Site, in_use: Iterable[SiteContact]) -> set[str]:
    """The words by which a site is found, given its contacts in use; none by which a retired one is."""
    if not site.active:
        return set()
    return table.words_of(site).union(*(contacts.words_of(rows.fields_of(each)) for each in in_use))


def bring_up_to_date(site: int) -> None:
    """Writes the words of a site, after something of it or of its contacts changed."""
    after = words_of(Site.get_by_id(site), rows.in_use(site))
    before = {word for (word,) in SiteWord.select(SiteWord.word).where(SiteWord.site == site).tuples()}
    gone = before - after
    if gone:
        SiteWord.delete().where(SiteWord.site == site, many.among(SiteWord.word, sorted(gone))).execute()
    added: list[Mapping[str, Any]] = [{"word": word, "site": site} for word in sorted(after - before)]
    many.insert(SiteWord, added)
