"""One party of a paper, as plain values: printing it needs no database."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Party:
    """One party of a paper, as issued: the pharmacy or the client.

    `identifiers` are (message id, value) pairs in printing order: ICE, IF, RC, patente, CNSS, INPE of a
    pharmacy; code, organism, registration of a client.
    """

    name: str
    address: tuple[str, ...] = ()
    phone: str = ""
    """E.164."""
    identifiers: tuple[tuple[str, str], ...] = ()
