"""The digits that open the ten tabs which a pharmacy uses most on the fiche of a client."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from models.pharmacy import choices
from models.refusals import N_, Refused
from models.requests.by import By
from models.requests.rights import Right
from models.requests.verb import verb
from models.store import settings

VERB = "tab_keys.choose"
AT_FIRST: Mapping[str, str] = {
    "1": "dashboard",
    "2": "sales",
    "3": "quotes",
    "4": "returns",
    "5": "preparations",
    "6": "orders",
    "7": "invoices",
    "8": "products",
    "9": "payments",
    "0": "credits",
}
"""The digits as on the keyboard, each with the tab that it opens where nobody chose another."""
NO_TAB = ""
"""The name for a digit that opens none."""

_NONE = "-"
"""`NO_TAB` as it is stored, as an empty setting is one that was never chosen."""
_NAME = re.compile(r"[a-z][a-z_]{0,39}")


@dataclass
class NotATabKey(Refused):
    """Only a digit opens a tab, and a tab has a name."""

    key: str
    tab: str
    sentence: ClassVar[str] = N_("“{key}” cannot open “{tab}”.")


@dataclass
class TabHasAKey(Refused):
    """A tab has one digit at most. `field` is the second one, `key` the first."""

    key: str
    field: str
    sentence: ClassVar[str] = N_("The digit {key} opens this tab already.")


def _setting(key: str) -> str:
    return f"tab_key.{key}"


SETTINGS = tuple(_setting(key) for key in AT_FIRST)
_chosen = settings.several(SETTINGS)


def tab_keys(chosen: Mapping[str, str] | None = None) -> dict[str, str]:
    """For each digit the name of the tab it opens, or `NO_TAB`. `chosen`: the settings, if they were read."""
    chosen = _chosen() if chosen is None else chosen
    found = {key: chosen.get(_setting(key)) or tab for key, tab in AT_FIRST.items()}
    return {key: NO_TAB if tab == _NONE else tab for key, tab in found.items()}


@verb(VERB, Right.CHANGE_SETTINGS)
def choose(new: Mapping[str, str], *, seen: Mapping[str, str], by: By) -> None:
    """Saves which tab each digit opens; what differs from `seen` is written (optimistic locking).

    A tab is named as in the code, whether or not it is in use. Raises `NotATabKey`, `TabHasAKey` or
    `ChangedMeanwhile`.
    """
    choices.change(_as_settings(new), _as_settings(seen), by=by, check=_refuse_two_keys)


def _refuse_two_keys() -> None:
    first: dict[str, str] = {}
    for key, tab in tab_keys().items():
        if tab != NO_TAB and first.setdefault(tab, key) != key:
            raise TabHasAKey(first[tab], key)


def _as_settings(keys: Mapping[str, str]) -> dict[str, str]:
    for key, tab in keys.items():
        if key not in AT_FIRST or (tab != NO_TAB and not _NAME.fullmatch(tab)):
            raise NotATabKey(key, tab)
    return {_setting(key): "" if tab == AT_FIRST[key] else tab or _NONE for key, tab in keys.items()}
