"""An invoice as EN 16931 sees it: plain values, named in its terms, with the number of each (BT-…).

Amounts are centimes, without VAT unless it is said. A price has up to six decimals, so that price times
quantity is the amount of the line to the centime.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from models.values import ZERO, Centimes

CURRENCY = "EUR"
"""BT-5: Factur-X is for pharmacies in France."""


class Kind(StrEnum):
    """BT-3, of the list UNTDID 1001."""

    INVOICE = "380"
    CREDIT_NOTE = "381"


class Process(StrEnum):
    """BT-23, the *cadre de facturation* of the French rules (XP Z12-012): what is sold, and whether it is
    already paid."""

    GOODS = "B1"
    SERVICES = "S1"
    BOTH = "M1"
    GOODS_PAID = "B2"
    SERVICES_PAID = "S2"
    BOTH_PAID = "M2"


class VatCategory(StrEnum):
    """BT-151, of the list UNTDID 5305."""

    STANDARD = "S"
    ZERO_RATED = "Z"
    EXEMPT = "E"
    INTRA_COMMUNITY = "K"


class NoteSubject(StrEnum):
    """BT-21: what a note is about. The first three are mandatory in France (BR-FR-05)."""

    RECOVERY_COSTS = "PMT"
    LATE_PAYMENT = "PMD"
    EARLY_PAYMENT = "AAB"
    TREATMENT = "BAR"
    """Its text is a code: B2B within France, B2BINT with a client abroad (BR-FR-20)."""


@dataclass(frozen=True, slots=True)
class Address:
    """`country` is the ISO 3166 code of two letters."""

    street: tuple[str, ...]
    postal_code: str
    city: str
    country: str


@dataclass(frozen=True, slots=True)
class TradeParty:
    """The seller (BG-4) or the buyer (BG-7). `endpoint` is its electronic address (BT-34, BT-49): a scheme of
    the list EAS, and an identifier of it.
    """

    name: str
    address: Address
    endpoint: tuple[str, str]
    siren: str = ""
    siret: str = ""
    vat_number: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """BG-1."""

    subject: NoteSubject
    text: str


@dataclass(frozen=True, slots=True)
class Price:
    """What one piece costs without VAT (BG-29): `gross` before the discount (BT-148), `net` after it
    (BT-146).

    `pieces` is BT-149 in thousandths: for how many the prices are. It is one piece, unless a price of six
    decimals times the quantity would not be the amount of the line.
    """

    gross: Decimal
    net: Decimal
    pieces: int

    @property
    def discount(self) -> Decimal:
        """BT-147."""
        return self.gross - self.net


@dataclass(frozen=True, slots=True)
class Line:
    """BG-25. `quantity` in thousandths, below 0 where goods came back; `net` is BT-131; `rate` in hundredths
    of a percent. `unit` is a code of UN/ECE recommendation 20: C62 is a piece.
    """

    name: str
    quantity: int
    price: Price
    net: Centimes
    category: VatCategory
    rate: int
    unit: str = "C62"


@dataclass(frozen=True, slots=True)
class VatTotal:
    """BG-23: what has one category and rate. `reason` says why there is no VAT (BT-120)."""

    category: VatCategory
    rate: int
    basis: Centimes
    vat: Centimes
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Totals:
    """BG-22. `paid` is what was paid before the invoice was issued (BT-113).

    EN 16931 computes the VAT from the total without VAT. Where prices are with VAT, the sum can be another
    centime for each rate than what is paid; `rounding` is that difference (BT-114).
    """

    net: Centimes
    vat: Centimes
    rounding: Centimes = ZERO
    paid: Centimes = ZERO

    @property
    def gross(self) -> Centimes:
        """BT-112."""
        return self.net + self.vat

    @property
    def payable(self) -> Centimes:
        """BT-115: what is still to be paid."""
        return self.gross + self.rounding - self.paid


@dataclass(frozen=True, slots=True)
class Preceding:
    """The invoice that a credit note corrects (BG-3)."""

    number: str
    day: date


@dataclass(frozen=True, slots=True)
class Invoice:
    """The whole of it. `delivered` is the day of the sale (BT-72), and to where, if not to the buyer's
    address (BG-13). `terms` says when it has to be paid (BT-20). `despatch` is the delivery note (BT-16),
    of which there is room for one.
    """

    number: str
    kind: Kind
    day: date
    process: Process
    seller: TradeParty
    buyer: TradeParty
    lines: tuple[Line, ...]
    vat: tuple[VatTotal, ...]
    totals: Totals
    notes: tuple[Note, ...] = ()
    due: date | None = None
    terms: str = ""
    delivered: date | None = None
    deliver_to: Address | None = None
    preceding: tuple[Preceding, ...] = ()
    despatch: str = ""
