"""A relevé that version 0.1 issued is printed again with its figures, its lines and its parties."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import locales
from locales import formats
from models.values import Centimes
from printing.papers import statement
from tests.version_0_1 import answers
from tests.version_0_1.conftest import releves_as_issued

PRINTED = ("REL-2026-00001", "REL-2026-00003", "REL-2026-00006")
"""With products, discounts and returns over two pages; of a name in Arabic; simplified, with an avoir."""
DAY = re.compile(r"\d\d/\d\d/\d{4}$")
AROUND_ARABIC = dict.fromkeys(range(0x202A, 0x202F))
"""Marks of direction, which pdftotext adds."""


@pytest.fixture(autouse=True)
def in_french() -> Iterator[None]:
    before = locales.language()
    locales.speak("fr")
    yield
    locales.speak(before)


@pytest.fixture
def papers(base: Any, tmp_path: Path) -> dict[str, list[list[str]]]:
    """The cells of each line of the papers that are printed here, by number."""
    if shutil.which("pdftotext") is None:
        pytest.skip("reading a PDF back needs pdftotext (poppler-utils)")
    with answers.issued(str(base)) as releves:
        return {
            each.number: read(statement.render(each), tmp_path) for each in releves if each.number in PRINTED
        }


def read(pdf: bytes, folder: Path) -> list[list[str]]:
    path = folder / "read.pdf"
    path.write_bytes(pdf)
    run = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    lines = run.stdout.decode().translate(AROUND_ARABIC).splitlines()
    return [re.split(r"\s{2,}", line.strip()) for line in lines if line.strip()]


def test_it_is_printed_again_with_its_figures_lines_and_parties(papers: dict[str, list[list[str]]]) -> None:
    issued = {releve["number"]: releve for releve in releves_as_issued()}
    assert papers.keys() == set(PRINTED)
    for number, cells in papers.items():
        releve = issued[number]
        assert [[row[0], *row[-2:]] for row in cells if DAY.match(row[0])] == list(lines(releve))
        assert [[row[0], row[-1]] for row in cells if row[0] in labels(releve)] == list(products(releve))
        for figures in (totals(releve), ages(releve["ageing"])):
            assert figures in cells
        text = "\n".join("  ".join(row) for row in cells)
        for said in (number, *party(releve["pharmacy"]), *party(releve["client"])):
            assert said in text


def lines(releve: dict[str, Any]) -> Iterator[list[str]]:
    for line in releve["lines"]:
        moved = formats.amount(line["debit"] or line["credit"])
        yield [formats.day(date.fromisoformat(line["day"])), moved, balance(line["balance"])]


def labels(releve: dict[str, Any]) -> set[str]:
    return {product["label"] for line in releve["lines"] for product in line["products"]}


def products(releve: dict[str, Any]) -> Iterator[list[str]]:
    for line in releve["lines"]:
        for product in line["products"]:
            yield [product["label"], formats.amount(product["amount"])]


def totals(releve: dict[str, Any]) -> list[str]:
    moved = [formats.amount(releve[name]) for name in ("total_debit", "total_credit")]
    closing = balance(releve["closing"], owing="Doit ")
    return [balance(releve["opening"]), *moved, f"{closing} DH"]


def balance(centimes: int, owing: str = "") -> str:
    return ("Avoir " if centimes < 0 else owing) + formats.amount(Centimes(abs(centimes)))


def ages(ageing: dict[str, int]) -> list[str]:
    *unpaid, credit = ageing.values()
    return [formats.amount(Centimes(figure)) for figure in (*unpaid, sum(unpaid), credit)]


def party(side: dict[str, Any]) -> Iterator[str]:
    yield side["name"]
    yield from side["address"]
    yield formats.phone(side["phone"])
    yield from (value for _, value in side["identifiers"])
