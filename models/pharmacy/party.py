"""One side of a paper, as plain values: whoever prints it needs no database."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Party:
    """One side of the paper, as issued: the pharmacy or the client.

    `identifiers` are (message id, value) pairs in the order they are printed: ICE, IF, RC, patente,
    CNSS, INPE of a pharmacy; code, organism, registration of a client.
    """

    name: str
    address: tuple[str, ...] = ()
    phone: str = ""
    """E.164."""
    identifiers: tuple[tuple[str, str], ...] = ()
