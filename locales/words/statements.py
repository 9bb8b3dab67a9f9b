"""The variant of a relevé, in a word or two."""

from locales import N_, _
from models.trade.statements.content import Grouping, StatementDetail

DETAILS = {
    StatementDetail.SIMPLIFIED: N_("Simplified"),
    StatementDetail.DETAILED: N_("Detailed"),
}


def variant(detail: StatementDetail, grouping: Grouping) -> str:
    """Détaillé, par contact"""
    said = _(DETAILS[detail])
    return said if grouping is Grouping.NONE else _("{detail}, by contact").format(detail=said)
