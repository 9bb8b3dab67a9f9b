"""The company directory: what it answers is read with care, and whatever goes wrong is one sentence, soon."""

import json
import socket
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from messaging.directory import company
from messaging.directory.choices import NotADirectoryUrl, NotPrivate
from messaging.directory.company import Company
from messaging.directory.lookup import (
    PATIENCE,
    AskedTooOften,
    NoAnswerInTime,
    NotListed,
    NotUnderstood,
    look_up,
)
from models.refusals import Refused
from tests.directory import ATLAS, ATLAS_DEPOT, ATLAS_SHOP, CLOSED, COMPANIES, Directory, directory

LONG = "Z" * 5000


@pytest.fixture
def here() -> Iterator[Directory]:
    with directory() as running:
        yield running


def result(**other: Any) -> bytes:
    return json.dumps({"results": [{**COMPANIES[ATLAS], **other}]}).encode()


@pytest.mark.parametrize("number", [ATLAS, ATLAS_SHOP])
def test_a_company_is_found_with_the_address_of_its_head_office(here: Directory, number: str) -> None:
    assert look_up(number, here.url) == Company(
        last_name="PHARMACIE DE L'ATLAS",
        address="12 RUE DES LILAS",
        postal_code="69003",
        city="LYON",
        siren=ATLAS,
        siret=ATLAS_SHOP,
        naf="47.73Z",
        vat_number="FR44732829320",
        closed=False,
    )


def test_it_is_asked_for_one_number_and_told_who_asks(here: Directory) -> None:
    look_up(ATLAS, f"{here.url}?known=1")
    assert here.asked == [
        {
            "known": "1",
            "q": ATLAS,
            "minimal": "true",
            "include": "siege,matching_etablissements,tva",
            "per_page": "1",
            "user_agent": "Officine (client desk of a pharmacy)",
        }
    ]


def test_another_site_has_its_own_address(here: Directory) -> None:
    found = look_up(ATLAS_DEPOT, here.url)
    assert (found.siret, found.address, found.postal_code) == (ATLAS_DEPOT, "8 QUAI PERRACHE", "69002")


def test_a_company_that_ceased_is_told_as_such_and_what_is_null_is_empty(here: Directory) -> None:
    found = look_up(CLOSED, here.url)
    assert (found.closed, found.last_name) == (True, "ANCIENNE MAISON")
    assert (found.naf, found.vat_number) == ("47.73Z", "")


def test_a_company_that_it_does_not_list_is_said_so(here: Directory) -> None:
    with pytest.raises(NotListed):
        look_up("404833048", here.url)


@pytest.mark.parametrize("other", [{"siren": "404833048"}, {"siren": None}, {"siren": "732829"}])
def test_the_answer_about_another_company_is_not_taken(here: Directory, other: dict[str, Any]) -> None:
    here.body = result(**other)
    with pytest.raises(NotListed):
        look_up(ATLAS, here.url)


@pytest.mark.parametrize(
    ("status", "body", "why"),
    [
        (429, b"{}", AskedTooOften),
        (400, b'{"erreur": "Veuillez indiquer au moins un parametre"}', NotUnderstood),
        (500, result(), NotUnderstood),
        (302, b"", NotUnderstood),
        (200, b"<html><body>Bienvenue</body></html>", NotUnderstood),
        (200, b"", NotUnderstood),
        (200, b"[]", NotUnderstood),
        (200, b'{"results": {}}', NotUnderstood),
        (200, b"[" * 100_000, NotUnderstood),
        (200, result(nom_raison_sociale=LONG * 200), NotUnderstood),
        (200, b"\xff\xfe\x00", NotUnderstood),
        (200, b'{"results": [null, 3, []]}', NotListed),
    ],
)
def test_any_other_answer_is_one_sentence(
    here: Directory, status: int, body: bytes, why: type[Refused]
) -> None:
    here.status, here.body = status, body
    with pytest.raises(why) as refused:
        look_up(ATLAS, here.url)
    assert str(refused.value)


def test_texts_of_it_fit_a_fiche_and_a_terminal(here: Directory) -> None:
    office = {**COMPANIES[ATLAS]["siege"], "code_postal": ["69003"], "libelle_voie": "A\x1b[31m\n\x9bB"}
    here.body = result(nom_raison_sociale=f"\x00{LONG}", siege=office, tva=["FR40303265045", 3])
    found = look_up(ATLAS, here.url)
    assert len(found.last_name) == 200
    assert found.address == "12 RUE A [31m B"
    assert (found.postal_code, found.vat_number) == ("", "")


def test_what_is_not_to_be_published_is_left_empty(here: Directory) -> None:
    here.body = result(nom_raison_sociale="[ND]", siege={"siret": ATLAS_SHOP, "adresse": "[ND]"})
    found = look_up(ATLAS, here.url)
    assert (found.last_name, found.address, found.city, found.siret) == ("", "", "", ATLAS_SHOP)


def test_a_directory_that_is_late_is_not_waited_for(here: Directory) -> None:
    here.late = 3 * PATIENCE
    with pytest.raises(NoAnswerInTime):
        look_up(ATLAS, here.url)
    assert here.numbers == [ATLAS]


def test_one_that_never_answers_or_is_not_there_is_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        url = f"http://127.0.0.1:{mute.getsockname()[1]}/search"
        with pytest.raises(NoAnswerInTime):
            look_up(ATLAS, url)
    with pytest.raises(NoAnswerInTime):
        look_up(ATLAS, url)
    with pytest.raises(NoAnswerInTime):
        look_up(ATLAS, "https://directory.invalid/search")


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://recherche-entreprises.api.gouv.fr/search", NotPrivate),
        ("ftp://127.0.0.1/search", NotADirectoryUrl),
        ("file:///etc/passwd", NotADirectoryUrl),
        ("https://[::1/search", NotADirectoryUrl),
        ("", NotADirectoryUrl),
    ],
)
def test_only_https_is_asked_but_on_this_machine(url: str, why: type[Refused]) -> None:
    with pytest.raises(why):
        look_up(ATLAS, url)


def test_one_that_cannot_prove_who_it_is_learns_nothing(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    subprocess.run(
        [*made, "-subj", "/CN=127.0.0.1", "-keyout", key, "-out", certificate],
        check=True,
        capture_output=True,
    )
    security = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    security.load_cert_chain(certificate, key)
    with directory(security) as impostor:
        with pytest.raises(NoAnswerInTime):
            look_up(ATLAS, impostor.url)
        assert impostor.asked == []


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(st.sampled_from([*COMPANIES[ATLAS]]), anything),
    st.dictionaries(st.sampled_from([*COMPANIES[ATLAS]["siege"]]), anything),
)
def test_no_kind_of_value_breaks_the_reading(company_has: dict[str, Any], site_has: dict[str, Any]) -> None:
    office = {**COMPANIES[ATLAS]["siege"], **site_has}
    found = company.read({**COMPANIES[ATLAS], "siege": office, **company_has, "siren": ATLAS}, ATLAS)
    assert found is None or found.last_name.isprintable()
