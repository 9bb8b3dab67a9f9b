"""Where sentences are cut into lines."""

import pytest
from textual.content import Content

from tui.widgets.text_lines import facts, wrapped

OF_FIGURES = "Il reste 189,00 d'ici, pas 2\u00a0000,00."
OF_SIGNS = "« c » n'est pas un montant. Exemples : 120 ; 12,50."


@pytest.mark.parametrize("width", range(14, 40))
@pytest.mark.parametrize("text", [OF_FIGURES, OF_SIGNS])
def test_no_amount_is_cut_and_no_line_begins_with_a_sign(text: str, width: int) -> None:
    for lines in (wrapped(text, width), [line.plain.rstrip() for line in Content(text).wrap(width)]):
        assert " ".join(lines).split() == text.split(), "nothing is lost"
        assert all(len(line) <= width for line in lines)
        assert not [line for line in lines if line.startswith((*":;?!»", "000")) or line.endswith("«")]


def test_a_label_as_wide_as_its_column_does_not_touch_its_value() -> None:
    drawn = facts([("Cond. expédition", "Retrait au comptoir"), ("État", "Émis")], 40, 16)
    assert ["".join(text for text, _kind in line) for line in drawn] == [
        "Cond. expédition Retrait au comptoir",
        "État             Émis",
    ]
