"""What a search that found nobody says of the client who is then created."""

import pytest

from models.people.clients.from_search import fields_of
from models.people.clients.table import ClientKind


@pytest.mark.parametrize(
    ("typed", "last_name", "first_name"),
    [
        ("zouhair", "ZOUHAIR", ""),
        ("zouhair ali", "ZOUHAIR", "Ali"),
        ("  zouhair   ali ", "ZOUHAIR", "Ali"),
        ("ben ali karim", "BEN ALI", "Karim"),
        ("el fassi fatima zahra", "EL FASSI", "Fatima Zahra"),
        ("BEN ALI Karim", "BEN ALI", "Karim"),
        ("Karim BENALI", "BENALI", "Karim"),
        ("MARTIN JEAN", "MARTIN", "Jean"),
        ("McCarthy maria-rosa", "MCCARTHY", "Maria-Rosa"),
        ("d'angelo jean-Pierre", "D'ANGELO", "jean-Pierre"),
        ("=martin jean", "MARTIN", "Jean"),
        ("بن علي محمد", "بن علي", "محمد"),
        ("ben", "BEN", ""),
        ("a b", "A B", ""),
    ],
)
def test_words_are_the_name_last_name_first(typed: str, last_name: str, first_name: str) -> None:
    wanted = {"last_name": last_name, "first_name": first_name}
    assert fields_of(typed) == {name: text for name, text in wanted.items() if text}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("06 12 34 56 78", {"mobile": "06 12 34 56 78"}),
        ("+33612345678", {"mobile": "+33612345678"}),
        ("05.56.57.58.59", {"mobile": "05.56.57.58.59"}),
        ("^0661", {"mobile": "0661"}),
        ("٠٦١٢٣٤٥٦٧٨", {"mobile": "0612345678"}),
        ("martin 0612345678", {"last_name": "MARTIN", "mobile": "0612345678"}),
        ("s.alami2@example.ma", {"email": "s.alami2@example.ma"}),
        ("alami s.alami@example.ma", {"last_name": "ALAMI", "email": "s.alami@example.ma"}),
        ("CF0000085", {"code": "CF0000085"}),
        ("#cf85", {"code": "CF85"}),
        ("!asthme", {}),
        ("?!…", {}),
        ("", {}),
    ],
)
def test_digits_are_a_phone_then_there_are_addresses_and_codes(typed: str, found: dict[str, str]) -> None:
    assert fields_of(typed) == found


def test_what_was_scanned_is_a_code_though_it_looks_like_a_phone_or_was_typed_by_an_azerty_keyboard() -> None:
    assert fields_of("0612345678", scanned="0612345678") == {"code": "0612345678"}
    assert fields_of("martin 3760123456789", scanned="3760123456789") == {
        "last_name": "MARTIN",
        "code": "3760123456789",
    }
    assert fields_of("àààà&éé", scanned="àààà&éé") == {"code": "0000122"}


def test_another_pharmacy_has_one_name() -> None:
    assert fields_of("pharmacie du centre", kind=ClientKind.PHARMACY) == {"last_name": "PHARMACIE DU CENTRE"}
