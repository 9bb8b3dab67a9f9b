"""Fonts and style sheets are kept between papers: for one paper at a time, and not for ever."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from printing.page import kept_styles
from printing.papers import statement
from tests.printing.conftest import Make


def test_papers_printed_at_once_are_the_same_bytes_as_one_after_the_other(make: Make):
    paper = make(3, 1, label="كريم Nivea")
    first = statement.render(paper)
    with ThreadPoolExecutor(3) as at_once:
        assert {*at_once.map(statement.render, [paper] * 3)} == {first}
    assert statement.render(paper) == first


def test_after_an_hour_the_fonts_are_loaded_anew(make: Make, monkeypatch: pytest.MonkeyPatch):
    paper = make(1)
    first = statement.render(paper)
    (*_, kept) = kept_styles._KEPT
    monkeypatch.setattr(kept_styles, "_SECONDS", 0.0)
    assert statement.render(paper) == first
    assert kept not in kept_styles._KEPT
