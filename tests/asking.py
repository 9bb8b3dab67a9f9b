"""Who asks in a test: a member of staff, under a key that nobody used; and all that may be asked."""

import importlib
import pkgutil
from typing import Any

import messaging
import models
from models.requests import registry
from models.requests.actors import StaffMember
from models.requests.by import By, new_key
from models.requests.verb import Verb


def by_staff(staff: int, key: str | None = None, *, verb: str = "") -> By:
    """A request of this member of staff; a new one where no key is said.

    With a verb, who writes rows without one can leave the trail of it.
    """
    return By(StaffMember(staff), new_key() if key is None else key, verb)


def every_verb() -> dict[str, Verb[..., Any]]:
    """Every verb that there is, by name: those of modules that nobody imported yet too."""
    for package in (models, messaging):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".migrations." not in module.name:
                importlib.import_module(module.name)
    return registry.verbs()
