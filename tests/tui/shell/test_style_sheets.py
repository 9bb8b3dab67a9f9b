"""The style sheets speak of what there is: a class that was renamed would silently lose its looks."""

import importlib
import pkgutil
import re
from pathlib import Path
from typing import Any

import pytest
from textual.dom import DOMNode

import tui

SHEETS = sorted((Path(__file__).resolve().parents[3] / "styles").glob("*.tcss"))
BODIES = re.compile(r"/\*.*?\*/|\{[^}]*\}", re.DOTALL)


def kinds(kind: type[Any]) -> set[str]:
    return {kind.__name__}.union(*(kinds(each) for each in kind.__subclasses__()))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_every_class_that_a_style_sheet_names_is_there(sheet: Path) -> None:
    for module in pkgutil.walk_packages(tui.__path__, "tui."):
        importlib.import_module(module.name)
    selectors = BODIES.sub(" ", sheet.read_text())
    named = set(re.findall(r"(?<![\w.#-])[A-Z]\w+", selectors))
    assert named - kinds(DOMNode) == set()
