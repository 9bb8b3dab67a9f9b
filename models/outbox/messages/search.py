"""Resolves a search in the history of messages to clients, campaigns and addresses."""

from typing import Any

from models.outbox.channels.registry import CHANNELS
from models.outbox.messages.campaign import Campaign
from models.people.clients.aliases import ClientAlias
from models.people.clients.table import FINDABLE_RANKS, Client
from models.store.connection import engine
from models.store.engines.engine import SearchQuery
from models.store.search.folding import loose, plain
from models.store.search.wanted import understand

_SOME = 500
"""Up to so many clients are passed to the engine as a list, instead of being
searched again for each message.
"""


def named(search: str) -> tuple[Any, list[int]]:
    """The clients that a search means (a query if they are many, None if there are none), and the campaigns
    whose template holds the text.
    """
    text = plain(search.strip()) if loose(search) else None
    texts = Campaign.select(Campaign.id, Campaign.body).tuples()
    return _clients(search), [key for key, body in texts if text and text in plain(body)]


def _clients(search: str) -> Any:
    wanted = understand(search)
    if not wanted.ways:
        return None
    places = engine().search_places(SearchQuery(wanted.ways, FINDABLE_RANKS))
    found = Client.select(Client.id).where(Client.place.in_(places))
    merged = ClientAlias.select(ClientAlias.client).where(ClientAlias.survivor.in_(found))
    clients = Client.select(Client.id).where(Client.id.in_(found.union_all(merged)))
    some = [key for (key,) in clients.limit(_SOME + 1).tuples()]
    return clients if len(some) > _SOME else some or None


def addresses(search: str) -> list[str]:
    """The beginnings of stored addresses, of any channel, that match a typed one."""
    return [start for rules in CHANNELS.values() for start in rules.starts_of(search)]
