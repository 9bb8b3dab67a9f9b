"""The filter of a campaign's list, in words."""

from dataclasses import replace

from locales import formats, ngettext
from locales.words import filters
from models.outbox.campaigns.recipients import EVERYBODY, RecipientFilter


def narrowed(among: RecipientFilter) -> str:
    """Doivent plus de 100,00 · depuis 30 jours · “mar” · 3 retirés — or everybody."""
    narrowed_to = filters.narrowed(among, among.search)
    if among.only:
        only = ngettext("the {count} ticked before", "the {count} ticked before", len(among.only))
        said = only.format(count=formats.count(len(among.only)))
        plain = replace(among, only=(), without=()) == EVERYBODY
        narrowed_to = said if plain else f"{said} · {narrowed_to}"
    off = len(among.without)
    if not off:
        return narrowed_to
    said = ngettext("{count} taken off", "{count} taken off", off).format(count=formats.count(off))
    return f"{narrowed_to} · {said}"


def counted(listed: int | None, ticked: int) -> str:
    """97 clients · 3 cochés"""
    said = []
    if listed is not None:
        said.append(ngettext("{count} client", "{count} clients", listed).format(count=formats.count(listed)))
    if ticked:
        said.append(ngettext("{count} ticked", "{count} ticked", ticked).format(count=formats.count(ticked)))
    return " · ".join(said)
