"""The filter of a campaign's list, in words."""

from locales import _, formats, ngettext
from locales.words import filters
from locales.words.ledger import quoted
from models.outbox.campaigns.recipients import RecipientFilter


def narrowed(among: RecipientFilter) -> str:
    """Doivent plus de 100,00 · depuis 30 jours · “mar” · 3 retirés — or everybody."""
    said = [*filters.said(among), *([quoted(among.search.strip())] if among.search.strip() else [])]
    if among.without:
        off = len(among.without)
        said.append(ngettext("{count} taken off", "{count} taken off", off).format(count=formats.count(off)))
    return " · ".join(said or [_("All clients")])


def counted(listed: int | None, ticked: int) -> str:
    """97 clients · 3 cochés"""
    said = []
    if listed is not None:
        said.append(ngettext("{count} client", "{count} clients", listed).format(count=formats.count(listed)))
    if ticked:
        said.append(ngettext("{count} ticked", "{count} ticked", ticked).format(count=formats.count(ticked)))
    return " · ".join(said)
