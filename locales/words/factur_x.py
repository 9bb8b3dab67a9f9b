"""Factur-X in words: what an invoice lacks for it, and what the XML says of payment and of VAT."""

from collections.abc import Mapping, Sequence

from locales import N_, _
from models.trade.invoices.factur_x import Lack

LACKS: Mapping[Lack, str] = {
    Lack.PHARMACY_SIRET: N_("the pharmacy's SIRET"),
    Lack.PHARMACY_VAT: N_("the pharmacy's VAT number"),
    Lack.PHARMACY_ADDRESS: N_("the pharmacy's address, postcode and city"),
    Lack.CLIENT_SIREN: N_("the client's SIREN"),
    Lack.CLIENT_VAT: N_("the client's VAT number"),
    Lack.CLIENT_ADDRESS: N_("the client's postcode and city"),
    Lack.CLIENT_COUNTRY: N_("a client in France or in a country of the Union that it knows"),
    Lack.RATE: N_("VAT rates that France has"),
    Lack.CORRECTED: N_("the invoice that this credit note corrects"),
}
RECOVERY_COSTS = N_("Fixed 40 € for recovery costs (Commercial Code, art. L441-10 and D441-5).")
LATE_PAYMENT = N_(
    "Late payment: penalties at the rate of the European Central Bank plus 10 points (Commercial Code, "
    "art. L441-10)."
)
EARLY_PAYMENT = N_("No discount for early payment.")
EXEMPT = N_("Exempt from VAT.")
INTRA_COMMUNITY = N_("Exempt from VAT: supply within the European Union (CGI, art. 262 ter I).")


def lacking(lacks: Sequence[Lack]) -> str:
    """What stands before an invoice is issued, if it lacks something; empty if it does not."""
    if not lacks:
        return ""
    sentence = _("Without Factur-X: it lacks {what}. The ordinary paper can be issued.")
    return sentence.format(what=", ".join(_(LACKS[lack]) for lack in lacks))
