"""On which terms something is billed: chosen out of the pharmacy's lists, and frozen with the invoice."""

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from models.people.clients.details import ClientDetails
from models.people.references import listing as references
from models.people.references.table import ReferenceKind
from models.trade.invoices import mentions
from models.trade.invoices.factur_x import Nature
from models.trade.invoices.mentions import Law, Mentions
from models.trade.invoices.table import InvoiceDraft
from models.values import PaymentMode


@dataclass(frozen=True, slots=True)
class Agreed:
    """The terms of one invoice, as they are chosen: keys of the reference lists, None for nothing agreed.

    Proposed are those of the fiche (fiche-pay-terms, fiche-ship-terms, fiche-pay-mode).
    """

    payment_terms: int | None = None
    shipping_terms: int | None = None
    payment_mode: PaymentMode | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms as they stand on an invoice: the names of that day. Empty for what was not agreed.

    `factur_x` says that the paper carries its XML, and what was sold.
    """

    payment: str = ""
    shipping: str = ""
    mode: PaymentMode | None = None
    mentions: Mentions = field(default_factory=Mentions)
    factur_x: Nature | None = None


def agreed_with(client: int) -> Agreed:
    """What the fiche says."""
    columns = (ClientDetails.payment_terms, ClientDetails.shipping_terms, ClientDetails.payment_mode)
    found = ClientDetails.select(*columns).where(ClientDetails.client == client).tuples().first()
    return Agreed(*found) if found else Agreed()


def of_draft(draft: InvoiceDraft) -> Agreed:
    """What was chosen when the draft was prepared."""
    return Agreed(draft.payment_terms_id, draft.shipping_terms_id, draft.payment_mode)


def check(agreed: Agreed, before: Agreed) -> None:
    """Checks each choice against its list; what the fiche or the draft said `before` may stay after it was
    retired. Raises `NotOffered`.
    """
    for name, kind in (
        ("payment_terms", ReferenceKind.PAYMENT_TERMS),
        ("shipping_terms", ReferenceKind.SHIPPING_TERMS),
    ):
        references.check_choice(name, kind, getattr(agreed, name), getattr(before, name))


def due_day(agreed: Agreed, day: date) -> date:
    """By when an invoice of this day is paid in time: at once where no terms were agreed."""
    chosen = references.found(agreed.payment_terms)
    return chosen.rule.due(day) if chosen is not None and chosen.rule is not None else day


def frozen(agreed: Agreed, client: int, *, mentioned: bool, factur_x: Nature | None = None) -> str:
    """The terms of an invoice as JSON. What the law wants to be mentioned is for professionals, and where
    `mentioned` is false, as on a credit note, for nobody.
    """
    said = mentions.of_today() if mentioned and is_professional(client) else Mentions()
    kept = {
        "payment": references.name_of(agreed.payment_terms),
        "shipping": references.name_of(agreed.shipping_terms),
        "mode": str(agreed.payment_mode or ""),
        "mentions": said.own,
        "law": str(said.law or ""),
        "factur_x": str(factur_x or ""),
    }
    return json.dumps(kept, ensure_ascii=False)


def read(text: str) -> Terms:
    """The terms from their JSON."""
    kept: dict[str, Any] = json.loads(text)
    return Terms(
        payment=kept["payment"],
        shipping=kept["shipping"],
        mode=PaymentMode(kept["mode"]) if kept["mode"] else None,
        mentions=Mentions(kept["mentions"], Law(kept["law"]) if kept["law"] else None),
        factur_x=Nature(kept["factur_x"]) if kept.get("factur_x") else None,
    )


def is_professional(client: int) -> bool:
    """Whether this is a company or a professional (fiche-pro)."""
    chosen = ClientDetails.select(ClientDetails.professional).where(ClientDetails.client == client)
    return bool(chosen.scalar())
