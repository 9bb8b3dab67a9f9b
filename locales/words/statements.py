"""The variant of a relevé, in a word."""

from locales import N_
from models.trade.statements.content import StatementDetail

DETAILS = {
    StatementDetail.SIMPLIFIED: N_("Simplified"),
    StatementDetail.DETAILED: N_("Detailed"),
}
