"""Narrows a query of clients to those whom a search means, for every list that is searched."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import reduce
from operator import or_
from typing import Any

from peewee import ModelSelect

from models.people.clients.aliases import survivors_of
from models.people.clients.table import Client
from models.store import many
from models.store.connection import engine
from models.store.engines.engine import Match, SearchQuery
from models.store.search.wanted import PhonePart, Spellings, Wanted, as_number
from models.store.text_search import says


def in_index(wanted: Wanted, ranks: Sequence[int], match: Match) -> SearchQuery:
    """What the index is asked for; `ranks` are the statuses among which it looks.

    If what was typed sounds like whole names, only these are similar to it: Karim is no Krimou. Else it is
    the beginning of a name.
    """
    exact = SearchQuery(wanted.ways, tuple(ranks))
    if match is Match.EXACT or not wanted.spellings:
        return exact
    named = replace(exact, ways=(), spellings=_without_typed(wanted.wholes), match=Match.ANY)
    is_whole = wanted.wholes and engine().search_page(named, after=None, before=None, limit=1)
    return replace(exact, spellings=wanted.wholes if is_whole else wanted.spellings, match=match)


def _without_typed(spellings: Spellings) -> Spellings:
    """The same without the words as they were typed, where they may be spelled otherwise."""
    return tuple(tuple(word[1:] or word for word in way) for way in spellings)


def sought(query: ModelSelect, wanted: Wanted, ranks: Sequence[int]) -> ModelSelect:
    """The clients of a query who are found as it was typed; the arguments are those of `conditions`."""
    return query.where(*conditions(wanted, ranks, Client.place, Match.EXACT))


def conditions(wanted: Wanted, ranks: Sequence[int], place: Any, match: Match) -> Iterator[Any]:
    """The conditions that a client is found.

    `ranks` are the statuses among which the index looks, `place` is the column by which it names clients.
    """
    if wanted.nobody:
        yield Client.id == 0
    if wanted.ways:
        yield place.in_(engine().search_places(in_index(wanted, ranks, match)))
    if wanted.phone is not None:
        yield _has_phone(wanted.phone)
    if wanted.code:
        yield many.among(Client.id, _bearing(wanted.code))
    if wanted.notes:
        yield Client.info != ""  # asked first: most clients have no notes
        yield from (says(word, Client.info) for word in wanted.notes)


def _bearing(code: str) -> list[int]:
    """Who has this code or number; of a merged fiche, the one that stands for it."""
    bears = (Client.code == code) | (Client.id == (as_number(code) or 0))
    return survivors_of(key for (key,) in Client.select(Client.id).where(bears).tuples())


def _has_phone(part: PhonePart) -> Any:
    columns = (Client.mobile, Client.work_phone, Client.home_phone)
    return reduce(or_, (each for column in columns for each in _holds(column, part)))


def _holds(column: Any, part: PhonePart) -> Iterator[Any]:
    """The conditions, one of which is true if a number that is stored as E.164 has these digits.

    A number is dialled with a 0 in place of the country's code, which the stored one does not have.
    """
    country, digits = part.country, part.digits
    yield column ** f"+{country}%{digits}%"
    if digits.startswith("0"):
        starts = (country,) if country else ("212", "__")
        for start in starts:
            yield column ** f"+{start}{digits[1:]}%"
