"""One party of a paper, as plain values: printing it needs no database."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Party:
    """One party of a paper, as issued: the pharmacy or the client.

    `identifiers` and `company` are (message id, value) pairs in printing order. `identifiers`: ICE, IF, RC …
    of a pharmacy; code, organism, registration of a client. `company`: the legal numbers of a company; those
    of a client are printed below the address.
    """

    name: str
    address: tuple[str, ...] = ()
    phone: str = ""
    """E.164."""
    identifiers: tuple[tuple[str, str], ...] = ()
    company: tuple[tuple[str, str], ...] = ()
    country: str = ""
    """ISO 3166-1 alpha-2; empty where it is not known, and on what an older version issued."""
