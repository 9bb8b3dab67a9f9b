"""Text from people is inert, and fits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printing.page.glyphs import em_millimetres, width
from printing.page.ruler import gap, right_aligned
from printing.page.text import clip, inert, wrap


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("\x1b[31mrouge\x1b]52;c;AAAA\x07", "[31mrouge]52;c;AAAA"),
        ("\u202egauche\u202c", "gauche"),
        ("a\nb\tc\0d", "a b cd"),
        ("\ud800seul", "seul"),
        ("e\u0301te\u0301", "été"),
        ("<b>x</b> {{ 7*7 }}", "<b>x</b> {{ 7*7 }}"),
        ("محمد العلوي", "محمد العلوي"),
        ("👩\u200d⚕️", "👩\u200d⚕️"),
    ],
)
def test_what_drives_a_device_is_removed_and_the_rest_stays(typed: str, printed: str):
    assert inert(typed) == printed


@given(st.text(), st.floats(5, 100))
def test_a_clipped_text_fits_and_says_that_it_was_cut(text: str, room: float):
    text = inert(text)
    clipped = clip(text, room, 8)
    assert width(clipped, 8) <= room + 1e-6
    assert clipped == text or clipped.endswith("…")


@given(st.text("ab é", max_size=300), st.integers(1, 4))
def test_wrapped_lines_are_few_and_fit_and_lose_nothing_that_fits(text: str, lines: int):
    text = inert(text)
    wrapped = wrap(text, 30, 8, lines)
    assert len(wrapped) <= lines
    assert all(width(line, 8) <= 30 for line in wrapped)
    if not any(line.endswith("…") for line in wrapped):
        assert "".join(wrapped).replace(" ", "") == text.replace(" ", "")


@given(st.floats(1, 200))
def test_a_gap_is_as_wide_as_it_was_asked_to_be(millimetres: float):
    assert abs(width(gap(millimetres, 7.8), 7.8) - millimetres) < em_millimetres(7.8) * 0.05


@given(st.lists(st.integers(0, 10**9), min_size=3, max_size=3))
def test_figures_end_at_the_edge_of_their_column(numbers: list[int]):
    edges = [40.0, 80.0, 120.0]
    cells = [(str(number), edge) for number, edge in zip(numbers, edges, strict=True)]
    line = right_aligned(cells, 120.0, 8)
    end = 120.0
    for text, edge in reversed(cells):
        assert line.rstrip().endswith(text)
        assert abs(end - edge) < 0.03
        rest = line.rstrip()[: -len(text)]
        end -= width(text, 8) + width(rest, 8) - width(rest.rstrip(), 8)
        line = rest


def test_an_empty_line_of_figures_is_empty():
    assert right_aligned([("", 10.0), ("", 20.0)], 20.0, 8) == ""
