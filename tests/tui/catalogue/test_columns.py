"""What the narrowest terminal shows of a product."""

from typing import Any

import pytest

from tui.catalogue import columns as catalogue
from tui.lines import columns as lines
from tui.widgets.columns import Column, lay_out

LIST_AT_80 = 78


@pytest.mark.parametrize(
    ("columns", "name"),
    [
        (catalogue.COLUMNS, "Clarithromycine 500 mg, 14 comprimés"),
        (lines.MATCHES, "Amoxicilline acide clavulanique 1 g, 16 sachets"),
    ],
)
def test_a_product_is_read_with_its_dose_and_its_size(columns: list[Column[Any]], name: str) -> None:
    """Two strengths of a medicine begin alike: cut before it, they are one."""
    widths = {column.key: width for column, width in lay_out(columns, LIST_AT_80)}
    assert widths["name"] >= len(name)
