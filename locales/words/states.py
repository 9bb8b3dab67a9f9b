"""The states of papers in words: one vocabulary for invoices, credit notes and promises (doc-status).

A paper is in one state, whichever it is: the words agree with *document*.
"""

from locales import N_

DRAFT = N_("Draft")
ISSUED = N_("Issued document")
SENT = N_("Sent")
PARTLY_SETTLED = N_("Partly settled")
SETTLED = N_("Settled in full")
RETURNED = N_("Returned in full")
ACCEPTED = N_("Accepted")
REFUSED = N_("Refused")
EXPIRED = N_("Expired")
CANCELLED = N_("Dropped")
