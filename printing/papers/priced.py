"""A paper of products and prices: letterhead, lines, VAT by rate. A facture globale, a quote, an order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from models.pharmacy.party import Party
from models.trade.prices.amounts import VatBasis
from models.trade.sales.vat_shares import VatShare
from models.values import ZERO, Progress
from printing.page import geometry, letterhead, pagination, words
from printing.page.embedded import Embedded
from printing.page.paper import About, template, typeset
from printing.page.rows import Row, continued
from printing.page.text import inert
from printing.papers import priced_sheet
from printing.papers.priced_sheet import Look


@dataclass(frozen=True, slots=True)
class PricedPaper:
    """Its texts. `role` says above the client what they are on it; `notice` says below the letterhead why it
    is not valid; `signing` and `settled` are beside the VAT: space for a signature, and what is already paid.
    `mentions` stand below all of it: terms, and what the law wants to be said. `basis` is how VAT was
    computed: the amounts of the lines are with VAT, net, or without any.
    """

    title: str
    created: datetime
    pharmacy: Party
    client: Party
    facts: Sequence[tuple[str, str]]
    look: Look
    rows: list[Row]
    shares: Sequence[VatShare]
    notice: str = ""
    signing: str = ""
    settled: str = ""
    role: str = ""
    mentions: Sequence[str] = ()
    basis: VatBasis = VatBasis.INCLUDED


def render(paper: PricedPaper, progress: Progress | None = None, carried: Embedded | None = None) -> bytes:
    """The PDF, with the file that it carries. The same paper in the same language is the same bytes."""
    about = About(
        title=" · ".join(filter(None, [paper.title, inert(paper.client.name)])),
        author=inert(paper.pharmacy.name),
        created=paper.created,
    )
    return typeset(pages(paper), "priced.css", about, progress, carried=carried)


def pages(paper: PricedPaper) -> list[str]:
    """The HTML of each page."""
    mentions = priced_sheet.mentions(paper.mentions)
    found = pagination.paginate(
        paper.rows,
        ZERO,
        priced_sheet.capacity,
        max(
            priced_sheet.ending(paper.shares, mentions) if paper.look.priced else 0,
            priced_sheet.signature(paper.signing),
        ),
        lambda row: continued(row, paper.look.room),
    )
    facts = [*paper.facts, *letterhead.identifiers(paper.client)]
    letter = letterhead.written(paper.pharmacy, paper.client, facts, paper.role)
    page, drawn = template("priced.html"), []
    for one in found:
        sheet = priced_sheet.sheet(one, len(found), paper.look, paper.basis)
        drawn.append(
            page.render(
                geometry=geometry,
                letter=letter,
                title=paper.title,
                unit=words.unit(paper.pharmacy.country, paper.basis),
                notice=paper.notice,
                signing=paper.signing,
                settled=paper.settled,
                mentions="\n".join(mentions),
                sheet=sheet,
                vat=priced_sheet.vat_table(paper.shares, sheet.bottom, paper.basis)
                if paper.look.priced
                else None,
            )
        )
    return drawn


def file_name(word: str, number: str, client: Party) -> str:
    """The proposed file name: only letters that every file system allows."""
    who = re.sub(r"[^\w]+", "-", inert(client.name)).strip("-_")[:60]
    return re.sub(r"[^\w.-]+", "-", "-".join(filter(None, (word, inert(number), who)))) + ".pdf"
