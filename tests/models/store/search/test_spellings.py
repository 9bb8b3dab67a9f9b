"""Names that are spelled differently and sound alike (search that understands transliteration)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.store.search.folding import loose
from models.store.search.spellings import latin
from models.store.search.spellings.keys import alike, heard, sound_key, written
from tests.models.store.search.name_pairs import DIFFERENT, SAME, pairs

RECALL, WRONG = 0.95, 0.02


def test_names_that_are_the_same_meet() -> None:
    same = pairs(SAME)
    met = [pair for pair in same if alike(*pair)]
    assert len(same) >= 150
    assert len(met) / len(same) >= RECALL, set(same) - set(met)


def test_names_that_are_near_and_not_the_same_do_not_meet() -> None:
    different = pairs(DIFFERENT)
    met = [pair for pair in different if alike(*pair)]
    assert len(different) >= 150
    assert len(met) / len(different) <= WRONG, met


@pytest.mark.parametrize("pair", pairs(SAME), ids=str)
def test_who_sounds_alike_has_the_same_sound_key(pair: tuple[str, str]) -> None:
    """So likely duplicates are found by it, however the words of their name are divided."""
    one, other = pair
    if alike(one, other):
        assert sound_key(one, "Salma") == sound_key("Salma", other)


@pytest.mark.parametrize("order", [("Mohammed", "El Alaoui"), ("El Alaoui", "Mohammed")])
def test_sound_keys_know_no_order(order: tuple[str, str]) -> None:
    assert sound_key(*order) == sound_key("Alaoui", "Med") == sound_key("العلوي", "محمد")


def test_what_cannot_be_heard_has_a_key_too() -> None:
    assert sound_key("Clinique 24", "") != sound_key("Clinique 25", "")
    assert sound_key("–", "") == sound_key("", "") == ""
    assert not alike("", "–")


NAMES = st.text(st.characters(codec="utf-8"), max_size=30) | st.text(
    "abcdefghijklmnopqrstuvwxyzéïç'- ", max_size=20
)
ARABIC = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءئؤإأآ ", max_size=12)


@given(NAMES | ARABIC, NAMES | ARABIC)
def test_any_text_has_keys_and_sounds_like_itself(one: str, other: str) -> None:
    assert alike(one, other) == alike(other, one)
    assert alike(one, one) == bool(loose(one))
    assert sound_key(one, other) == sound_key(other, one)
    for word in loose(one).split():
        for key in heard(word):
            assert set(key) <= set(latin.CONSONANTS) | set("aeiu")
        for key in written(word):
            assert set(key) <= set(latin.CONSONANTS) | set("aAiu")


LATIN_WORDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=14)
REAL_WORDS = st.sampled_from(
    sorted({word for text in (SAME, DIFFERENT) for word in loose(text).split() if len(word) >= 3})
)


@given(LATIN_WORDS | REAL_WORDS, st.data())
def test_what_was_typed_of_a_name_begins_its_key(word: str, data: st.DataObject) -> None:
    """A search runs at each letter: what has been typed of a name finds that name, from three sounds on."""
    if not latin.is_latin(word):
        return
    typed = word[: data.draw(st.integers(3, len(word)))]
    if any(len(start.rstrip("e")) < 3 for start in latin.beginnings(typed)):
        return
    starts = (*latin.beginnings(typed), *latin.keys(typed))
    assert any(key.startswith(start) for key in latin.keys(word) for start in starts), (word, typed)
