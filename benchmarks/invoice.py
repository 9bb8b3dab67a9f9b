"""An invoice of 5 lines as a PDF, beside the quote of 5 lines of 0.1, each in a process of its own."""

import json
import subprocess
import time
from datetime import UTC, date, datetime
from statistics import median

from benchmarks.measuring.report import Figure
from benchmarks.measuring.versions import TODAY, Version, version_0_1
from models.pharmacy.party import Party
from models.trade.invoices.detail import InvoicePaper
from models.trade.invoices.factur_x import company
from models.trade.invoices.rows import InvoiceRow
from models.trade.invoices.settled import Settled
from models.trade.invoices.table import InvoiceKind
from models.trade.invoices.terms import Terms
from models.trade.prices.amounts import VatBasis
from models.trade.sales.detail import SoldLine
from models.trade.sales.vat_shares import vat_shares
from models.values import ZERO, Centimes

TURNS = 3
RENDERS = 15
LINES = [
    ("Doliprane 1000 mg", 218),
    ("Crème solaire", 1990),
    ("Thermomètre", 903),
    ("Gel", 499),
    ("Lait", 2150),
]
_QUOTE = f"""
import json, time
from datetime import UTC, date, datetime
from models.trade.document_detail import DocumentPaper
from models.trade.document_listing import DocumentRow
from models.trade.document_table import DocumentKind, DocumentState
from models.trade.sale_detail import SoldLine
from models.trade.statement_content import Party
from models.trade.vat_shares import vat_shares
from printing.document import render

lines = tuple(SoldLine(name, 1000, price, 0, 2000, price) for name, price in {LINES!r})
day, total = date(2026, 11, 12), sum(line.amount for line in lines)
row = DocumentRow(1, 1, DocumentKind.QUOTE, "D-2026-00001", day, day, total, DocumentState.OPEN, "", "",
                  "S. Amrani", datetime(2026, 11, 12, tzinfo=UTC), "", "")
client = Party("MARTINEZ Jeanne", ("8, rue Ibn Batouta", "20000 Casablanca"))
paper = DocumentPaper(row, Party("Pharmacie Atlas", ("12, rue des Orangers", "Rabat")), client, lines,
                      tuple(vat_shares(lines)))
taken = []
for _ in range({RENDERS + 1}):
    started = time.perf_counter()
    render(paper)
    taken.append(time.perf_counter() - started)
print(json.dumps(taken[1:]))
"""


def figures() -> list[Figure]:
    """Both in turn, in processes that have imported what they need and have printed once."""
    first = version_0_1()
    ours, quotes = [], []
    for _ in range(TURNS):
        ours += _taken(TODAY, "-m", "benchmarks.invoice")
        if first is not None:
            quotes += _taken(first, "-c", _QUOTE)
    if not quotes:
        return [Figure("an invoice of 5 lines", median(ours), "s")]
    return [
        Figure("an invoice of 5 lines", median(ours), "s", "0.1, a quote of 5 lines", median(quotes), 1.0)
    ]


def _taken(version: Version, *arguments: str) -> list[float]:
    asked = [version.python, *arguments]
    run = subprocess.run(asked, cwd=version.tree, check=True, capture_output=True, text=True)
    found: list[float] = json.loads(run.stdout)
    return found


def _paper() -> InvoicePaper:
    lines = tuple(SoldLine(name, 1000, Centimes(price), 0, 2000, Centimes(price)) for name, price in LINES)
    total, day = sum((line.amount for line in lines), ZERO), date(2026, 11, 12)
    at = datetime(2026, 11, 12, tzinfo=UTC)
    client = Party("MARTINEZ Jeanne", ("8, rue Ibn Batouta", "20000 Casablanca"))
    return InvoicePaper(
        row=InvoiceRow(
            key=1,
            draft=False,
            kind=InvoiceKind.INVOICE,
            number="FA-2026-00001",
            day=day,
            due=day,
            client=1,
            name=client.name,
            operation=1,
            operation_number="V-2026-00001",
            operation_day=day,
            total=total,
            remaining=total,
            sent=False,
            returned=False,
            author="S. Amrani",
            entered=at,
        ),
        issued_at=at,
        pharmacy=Party("Pharmacie Atlas", ("12, rue des Orangers", "Rabat")),
        client=client,
        contact="",
        lines=lines,
        shares=tuple(vat_shares(lines)),
        terms=Terms(),
        corrects=None,
        then=Settled(total, ZERO, ZERO),
        vat_basis=VatBasis.INCLUDED,
        seller=company({}),
        buyer=company({}),
    )


def main() -> None:
    from printing.papers.invoice import render

    paper, taken = _paper(), []
    for _ in range(RENDERS + 1):
        started = time.perf_counter()
        render(paper)
        taken.append(time.perf_counter() - started)
    print(json.dumps(taken[1:]))


if __name__ == "__main__":
    main()
