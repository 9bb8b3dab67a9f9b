"""The registry of verbs, by name: rights are given for them, and one test checks all of them.

A verb is registered when its module is imported.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from models.requests.verb import Verb

_VERBS: "dict[str, Verb[..., Any]]" = {}


def add(verb: "Verb[..., Any]") -> None:
    """Registers a verb. A name that is taken is a defect: the trail would be ambiguous."""
    if verb.name in _VERBS:
        raise ValueError(f"two verbs are called {verb.name}")
    _VERBS[verb.name] = verb


def verbs() -> "dict[str, Verb[..., Any]]":
    """The verbs of all imported modules, by name."""
    return dict(_VERBS)
