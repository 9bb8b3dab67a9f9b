"""What a text costs as an SMS: the same as another library says, and folding that never makes it dearer."""

import random

import pytest
import smsutil

from models.outbox.channels.gsm import Encoding, encoding_of, fold, foreign, measure

ALPHABETS = (
    "abcdefghij klmnopqrstuvwxyz ",
    "éèàùÉÇäöü£¥§¿",
    "€[]{}^~|\\\f\n\r",
    "çêâîôûëïœÀÈÊ’«»…–°",
    "مرحبا بكم في الصيدلية ",
    "💊🩺👩‍⚕️",
)
OF_SMSUTIL = {"gsm0338": Encoding.GSM7, "utf_16_be": Encoding.UCS2}


def random_text(chance: random.Random) -> str:
    letters = "".join(chance.sample(ALPHABETS, chance.randint(1, 3)))
    return "".join(
        chance.choices(letters, k=chance.choice((chance.randint(1, 700), chance.randint(60, 165))))
    )


def test_segments_and_encoding_are_those_of_smsutil() -> None:
    """sms-150: on 10 000 random texts"""
    chance = random.Random(4)
    for _ in range(10_000):
        text = random_text(chance)
        theirs, ours = smsutil.split(text), measure(text)
        assert ours.encoding is OF_SMSUTIL[theirs.encoding], text
        assert ours.segments == len(theirs.parts), text
        assert ours.characters == len(text)


@pytest.mark.parametrize(
    ("text", "encoding", "segments"),
    [
        ("a" * 160, Encoding.GSM7, 1),
        ("a" * 161, Encoding.GSM7, 2),
        ("a" * 306, Encoding.GSM7, 2),
        ("a" * 307, Encoding.GSM7, 3),
        ("€" * 80, Encoding.GSM7, 1),
        ("€" * 81, Encoding.GSM7, 2),
        ("a" * 152 + "€" + "a" * 152, Encoding.GSM7, 3),  # the escape may not be parted from its letter
        ("ç" * 70, Encoding.UCS2, 1),
        ("ç" * 71, Encoding.UCS2, 2),
        ("💊" * 35, Encoding.UCS2, 1),
        ("💊" * 67, Encoding.UCS2, 3),  # 66 units a segment: a pair may not be parted either
        ("", Encoding.GSM7, 1),
    ],
)
def test_a_segment_holds_what_the_standard_says(text: str, encoding: Encoding, segments: int) -> None:
    found = measure(text)
    assert (found.encoding, found.segments) == (encoding, segments)


def test_one_foreign_letter_makes_the_whole_text_dearer() -> None:
    text = "Reçu 150,00 DH, merci. Votre solde est de 1 250,00 DH. Pharmacie Atlas, à bientôt !"
    assert measure(text).segments == 2
    assert foreign(text) == "çô"
    assert measure(fold(text)).segments == 1


def test_folding_keeps_what_the_alphabet_has() -> None:
    assert fold("Ç É é è à ù ä ö ü æ Å ß ñ") == "Ç É é è à ù ä ö ü æ Å ß ñ"
    assert fold("ç ê â î ô û ë ï œ À È Ê ’ « » … – °") == 'c e a i o u e i oe A E E \' " " ... - o'
    assert fold("1\u202f250,00\u00a0DH") == "1 250,00 DH"
    assert fold("e\u0301") == "é", "also where the accent was typed apart"


def test_what_has_no_neighbour_stays() -> None:
    arabic = "مرحبا، رصيدكم 150 درهم"
    assert fold(arabic) == arabic
    assert encoding_of(fold(arabic)) is Encoding.UCS2


def test_folded_once_is_folded() -> None:
    chance = random.Random(7)
    for _ in range(500):
        folded = fold(random_text(chance))
        assert fold(folded) == folded
