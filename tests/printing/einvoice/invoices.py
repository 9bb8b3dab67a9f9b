"""Invoices of a pharmacy in Bordeaux, and many of them drawn by lot."""

from collections.abc import Iterator, Sequence
from datetime import date
from random import Random
from typing import Any

from models.values import ZERO, Centimes
from printing.einvoice.amounts import Sold, Untaxed, amounts
from printing.einvoice.invoice import (
    Address,
    Invoice,
    Kind,
    Note,
    NoteSubject,
    Preceding,
    Process,
    TradeParty,
    VatCategory,
)

SELLER = TradeParty(
    "Pharmacie du Port & Fils",
    Address(("12, quai des Chartrons",), "33000", "BORDEAUX", "FR"),
    ("0225", "732829320"),
    "732829320",
    "73282932000074",
    "FR44732829320",
)
BUYER = TradeParty(
    "Clinique Saint-Éloi <Sud>",
    Address(("Bâtiment B", "3, rue de l’Église"), "33400", "TALENCE", "FR"),
    ("0225", "552100554"),
    "552100554",
)
IN_SPAIN = TradeParty(
    "Clínica Sol",
    Address(("Calle Mayor 1",), "28013", "Madrid", "ES"),
    ("9920", "ESA28015865"),
    vat_number="ESA28015865",
)
NOTES = tuple(
    Note(subject, text)
    for subject, text in (
        (NoteSubject.RECOVERY_COSTS, "Indemnité forfaitaire de 40 €"),
        (NoteSubject.LATE_PAYMENT, "Trois fois le taux d’intérêt légal"),
        (NoteSubject.EARLY_PAYMENT, "Pas d’escompte"),
    )
)
EXEMPT = Untaxed(VatCategory.EXEMPT, "Exonération de TVA")
INTRA = Untaxed(VatCategory.INTRA_COMMUNITY, "Exonération de TVA, article 262 ter, I du CGI")
RATES = (210, 550, 1000, 2000)


def invoice(sold: Sequence[Sold], *, paid: int = 0, untaxed: Untaxed | None = None, **others: Any) -> Invoice:
    """The invoice that these lines make."""
    made = amounts(sold, Centimes(paid), untaxed)
    values: dict[str, Any] = {
        "number": "FA-2026-00012",
        "kind": Kind.INVOICE,
        "day": date(2026, 11, 30),
        "process": Process.GOODS,
        "seller": SELLER,
        "buyer": BUYER,
        "notes": (*NOTES, Note(NoteSubject.TREATMENT, "B2B")),
        "due": date(2026, 12, 30),
        "delivered": date(2026, 11, 29),
    }
    return Invoice(lines=made.lines, vat=made.vat, totals=made.totals, **(values | others))


def with_vat(
    rate: int, unit_price: int, quantity: int = 1000, discount: int = 0, name: str = "Crème"
) -> Sold:
    """A line priced with VAT, as the counter prices it."""
    gross = (unit_price * quantity + 500) // 1000
    amount = gross - (gross * discount + 5000) // 10_000
    return Sold(name, quantity, Centimes(unit_price), rate, Centimes(amount), discount)


def drawn_with_vat(random: Random) -> list[Sold]:
    """Lines of a client billed TTC."""
    return [with_vat(random.choice(RATES), *_drawn(random)) for _ in range(random.randint(1, 12))]


def drawn_without_vat(random: Random, rates: Sequence[int] = RATES) -> list[Sold]:
    """Lines of a client billed HT: the VAT of a rate is rounded once, and divided among its lines."""
    lines = [with_vat(random.choice(rates), *_drawn(random)) for _ in range(random.randint(1, 12))]
    found: list[Sold] = []
    for rate in {line.rate for line in lines}:
        nets = [line for line in lines if line.rate == rate]
        total = sum((line.amount for line in nets), ZERO)
        vat = Centimes((int(total) * rate + 5000) // 10_000)
        for place, line in enumerate(nets):
            amount = line.amount + (vat if not place else ZERO)
            found.append(
                Sold(line.name, line.quantity, line.unit_price, rate, amount, line.discount, net=line.amount)
            )
    return found


def _drawn(random: Random) -> tuple[int, int, int]:
    quantity = random.choice((1000, 3000, 500, 7333, random.randint(1, 99_999_000)))
    return random.randint(0, 100_000), quantity, random.choice((0, 0, 500, 1234, 10_000))


def drawn(random: Random) -> Iterator[Invoice]:
    """One of each kind: TTC, HT, exempt, abroad, partly paid, a credit note, goods that came back."""
    yield invoice(drawn_with_vat(random))
    yield invoice(drawn_without_vat(random), paid=random.randint(0, 5))
    yield invoice(drawn_without_vat(random, (0,)), untaxed=EXEMPT, terms="Paiement comptant", due=None)
    yield invoice([with_vat(0, 1990), *drawn_with_vat(random)], process=Process.BOTH)
    abroad = (*NOTES, Note(NoteSubject.TREATMENT, "B2BINT"))
    yield invoice(
        drawn_without_vat(random, (0,)),
        untaxed=INTRA,
        buyer=IN_SPAIN,
        notes=abroad,
        deliver_to=IN_SPAIN.address,
    )
    yield invoice(
        drawn_with_vat(random),
        number="AV-2026-00003",
        kind=Kind.CREDIT_NOTE,
        preceding=(Preceding("FA-2026-00001", date(2026, 10, 2)),),
        due=None,
        terms="À déduire de vos prochains achats",
    )
    back = [Sold("Rendu", -2000, Centimes(1990), 2000, Centimes(-3980)), with_vat(2000, 100_000, 3000)]
    yield invoice(back)
