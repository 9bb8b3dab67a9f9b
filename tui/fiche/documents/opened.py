"""A document opened: its lines, where it goes, and the steps it took."""

from collections.abc import Sequence
from datetime import time

from locales import N_, _, formats
from locales.words import ledger as words
from locales.words.documents import OF, UNTIL, state
from models.comments.table import Subject, SubjectKind
from models.trade.documents import detail as document_detail
from models.trade.documents.delivery import Place
from models.trade.documents.detail import StepTaken
from models.trade.documents.table import DocumentKind
from models.trade.prices.amounts import VatBasis
from models.trade.sales.detail import SoldLine
from tui.dialogs.detail import table
from tui.fiche.parts.for_contact import ForContact
from tui.lines import totals
from tui.lines.explained import OpenedLines
from tui.lines.sold import columns
from tui.widgets.columns import Column
from tui.widgets.text_lines import Line, facts


def _steps(kind: DocumentKind) -> list[Column[StepTaken]]:
    return [
        Column("at", N_("Date"), lambda step: formats.moment(step.at), 16),
        Column("state", N_("State"), lambda step: state(kind, step.state), 11),
        Column("author", N_("By"), lambda step: step.author, 10, needs=44, grows=1),
        Column("reason", N_("Reason"), _reason, 8, grows=2),
    ]


def _reason(step: StepTaken) -> str:
    """Why, or who signed for it and when; then what was refused at the door."""
    if not step.received_by:
        return step.reason
    hour = "" if step.received_at is None else formats.hour(time(*divmod(step.received_at, 60)))
    day = formats.day(step.received_on) if step.received_on else ""
    signed = _("{name}, {day}").format(name=step.received_by, day=f"{day} {hour}".strip())
    refused = _("refused: {what}").format(what=step.reason)
    return f"{signed} · {refused}" if step.reason else signed


class DocumentOpened(OpenedLines, ForContact):
    """The document as it was issued, and what became of it."""

    def __init__(self, document: int) -> None:
        super().__init__()
        self.paper = document_detail.paper(document)

    def commented(self) -> Subject:
        return Subject(SubjectKind.DOCUMENT, self.paper.row.id)

    def sold_lines(self) -> tuple[Sequence[SoldLine], VatBasis]:
        return self.paper.lines, self.paper.vat_basis

    def heading(self) -> str:
        row = self.paper.row
        return f"{words.document(row.kind)} {row.number} · {formats.day(row.day)}"

    def drawing(self, width: int) -> list[Line]:
        paper = self.paper
        row = paper.row
        lines = [*facts(self._said(), width, 16), []]
        lines += table(columns(paper.lines), paper.lines, width)
        lines += [*totals.below(_("Total"), row.total, paper.lines, width), []]
        return lines + table(_steps(row.kind), paper.steps, width)

    def _said(self) -> list[tuple[str, str]]:
        row = self.paper.row
        place = self.paper.place or Place()
        whom = " · ".join(filter(None, (place.contact, formats.phone(place.phone) if place.phone else "")))
        optional = (
            (_("Delivered to"), ", ".join(filter(None, (place.name, *place.address)))),
            (_("On site"), whom),
            (_("Courier"), place.courier),
            (_(UNTIL[row.kind]), formats.day(row.until) if row.until else ""),
            (_("Contact"), row.contact),
            (_("Note"), row.note),
            (_(OF[row.origin]) if row.origin else "", row.beside if row.origin else ""),
            (_("Became"), row.made),
            (_("Sale"), row.sale),
        )
        return [
            (_("In the name of"), self.paper.client.name),
            (_("State"), state(row.kind, row.state)),
            *((label, value) for label, value in optional if value),
        ]
