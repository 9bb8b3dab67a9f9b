"""Every screen, tab, section of the settings and of the editor leads to a page of the guide that is there."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest

import tui
from tests.packaging.test_guide import GUIDE, anchors
from tests.tui.frame.test_keys import _leaves
from tui.clients.sections import registry
from tui.fiche.parts.pane import Pane
from tui.fiche.tabs import TABS
from tui.frame.base import BaseScreen, Desk
from tui.guide import pages
from tui.guide.blocks import anchor
from tui.settings.sections import SECTIONS


def below(kind: type[Any]) -> Iterator[type[Any]]:
    for each in kind.__subclasses__():
        if each.__module__.startswith("tui."):
            yield each
        yield from below(each)


def addresses() -> dict[str, str]:
    """Where everything leads that says so, and what has to say so."""
    for module in pkgutil.walk_packages(tui.__path__, "tui."):
        importlib.import_module(module.name)
    said = {each.__name__: each.GUIDE for each in below(BaseScreen) if each.GUIDE}
    said |= {each.__name__: each.GUIDE for kind in (Desk, Pane) for each in _leaves(kind)}
    said |= {f"settings {each.key}": each.guide for each in SECTIONS}
    return said | {f"editor {each.key}": each.guide for each in registry.SECTIONS}


def test_whatever_is_shown_leads_to_a_page_and_a_heading_that_are_there() -> None:
    astray = {}
    for what, address in addresses().items():
        name, _, heading = address.partition("#")
        file = GUIDE / name
        if not (name and file.is_file() and (not heading or heading in anchors(file))):
            astray[what] = address
    assert astray == {}
    assert len(TABS) + len(SECTIONS) < len(addresses())


@pytest.mark.parametrize("name", pages.names())
def test_the_program_names_headings_as_the_sites_that_show_markdown_do(name: str) -> None:
    assert list(pages.page(name).anchors) == list(reversed(anchors(GUIDE / name)))
    assert [anchor(heading) for heading in ("Qui a réglé quoi", "L'onglet *Ventes*", "Encaisser (`p`)")] == [
        "qui-a-réglé-quoi",
        "longlet-ventes",
        "encaisser-p",
    ]
