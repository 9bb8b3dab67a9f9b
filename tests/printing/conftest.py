"""Statements to print, made without a database; and the text of what was printed."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

import locales
from models.pharmacy.party import Party
from models.trade.statements.content import Ageing, ProductLine, Statement, StatementDetail, StatementLine
from models.values import Centimes

PHARMACY = Party(
    "Pharmacie Atlas",
    ("12, avenue Mohammed V", "20250 Casablanca"),
    "+212522274455",
    (("ICE", "001526374000085"), ("IF", "40123456"), ("INPE", "092012345")),
)
CLIENT = Party(
    "Jean MARTINEZ",
    ("8, rue Ibn Batouta", "20000 Casablanca"),
    "+212612345678",
    (("Code client", "C-01234"), ("Organisme", "CNSS")),
)

Make = Callable[..., Statement]


@pytest.fixture(autouse=True)
def in_french() -> Iterator[None]:
    before = locales.language()
    locales.speak("fr")
    yield
    locales.speak(before)


@pytest.fixture
def make() -> Make:
    return statement


def statement(
    operations: int = 3,
    products: int = 0,
    *,
    detail: StatementDetail = StatementDetail.DETAILED,
    client: Party = CLIENT,
    opening: int = 125_000,
    label: str = "Doliprane 1000 mg",
    invoice: str = "",
) -> Statement:
    """Every third operation is a payment of 100 DH; the others sell products at 2 × 20 DH less 10 %."""
    lines: list[StatementLine] = []
    balance, debits, credits = opening, 0, 0
    for index in range(operations):
        day = date(2026, 10, 1) + timedelta(days=index * 30 // operations)
        sold: tuple[ProductLine, ...] = ()
        if index % 3 == 2:
            kind, number, debit, credit = "payment", f"P-2026-{index:05d}", 0, 10_000
        else:
            sold = (ProductLine(label, 2000, Centimes(2000), 1000, Centimes(3600)),) * products
            kind, number, debit, credit = "sale", f"V-2026-{index:05d}", 3600 * products or 4250, 0
        balance, debits, credits = balance + debit - credit, debits + debit, credits + credit
        figures = (Centimes(debit), Centimes(credit), Centimes(balance))
        modes = ("cheque",) if kind == "payment" else ()
        lines.append(StatementLine(day, kind, number, *figures, sold, modes=modes, invoice=invoice))
    owed = max(balance, 0)
    return Statement(
        number="RC-2026-00012",
        issued_at=datetime(2026, 11, 2, 9, 30, tzinfo=UTC),
        pharmacy=PHARMACY,
        client=client,
        start=date(2026, 10, 1),
        end=date(2026, 10, 31),
        detail=detail,
        opening=Centimes(opening),
        lines=tuple(lines),
        total_debit=Centimes(debits),
        total_credit=Centimes(credits),
        closing=Centimes(balance),
        ageing=Ageing(
            up_to_30=Centimes(owed - owed // 4),
            over_90=Centimes(owed // 4),
            available_credit=Centimes(max(-balance, 0)),
        ),
    )


@pytest.fixture
def text_of(tmp_path: Path) -> Callable[[bytes], list[str]]:
    """The text of each page, one space between words, as somebody who copies from it gets it."""
    if shutil.which("pdftotext") is None:
        pytest.skip("reading a PDF back needs pdftotext (poppler-utils)")

    def read(pdf: bytes) -> list[str]:
        path = tmp_path / "read.pdf"
        path.write_bytes(pdf)
        run = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
        return [" ".join(page.split()) for page in run.stdout.decode().split("\f")[:-1]]

    return read
