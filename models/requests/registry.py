"""Every verb by its name: what rights are given for, and what one test asks of all of them.

A verb is listed when its module is imported.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from models.requests.verb import Verb

_VERBS: "dict[str, Verb[..., Any]]" = {}


def add(verb: "Verb[..., Any]") -> None:
    """Lists a verb. A name that is taken is a defect: the trail would not say what was done."""
    if verb.name in _VERBS:
        raise ValueError(f"two verbs are called {verb.name}")
    _VERBS[verb.name] = verb


def verbs() -> "dict[str, Verb[..., Any]]":
    """The verbs of all modules that were imported, by name."""
    return dict(_VERBS)
