"""Checks that every column is declared as personal or not, and that everything to be erased was erased."""

from collections.abc import Iterator

from models.doctor.fault import Check, Fault, first
from models.people.clients.aliases import ClientAlias
from models.people.clients.details import ClientDetails
from models.people.clients.table import Client, ClientStatus
from models.personal import register
from models.privacy import blanking
from models.privacy.table import Redaction, RedactionState
from models.refusals import N_
from models.store.connection import engine

_UNDECLARED = N_("Nobody declared whether {column} of {table} is personal: it would never be forgotten.")


def every_column_is_declared() -> Iterator[Fault]:
    """Every column is declared. An undeclared one would survive the erasure of a client and be
    missing from their export.
    """
    for table, column in register.undeclared(engine().columns()):
        yield Fault("privacy", _UNDECLARED, {"table": table, "column": column})


def no_redaction_is_under_way() -> Iterator[Fault]:
    """INV-03: no redaction is under way. An open one would let rows lose personal values; it
    ends with its transaction.
    """
    rows = Redaction.select(Redaction.id, Redaction.client)
    sentence = N_("Redaction {redaction} never ended: what is written could lose what is personal.")
    for redaction, client in first(rows.where(Redaction.state == RedactionState.UNDER_WAY)):
        yield Fault("INV-03", sentence, {"redaction": redaction}, client=client)


def who_was_forgotten_is() -> Iterator[Fault]:
    """INV-43: a client who was anonymised by a request has only blank fields, and
    nobody else has that status.
    """
    columns = blanking.whole("client")
    sentence = N_("Client {client} was forgotten, and the fiche still says something in {column}.")
    unasked = N_("Client {client} is anonymised, and no request asked for it.")
    rows = Client.select().where(Client.status == ClientStatus.ANONYMISED)
    asked = Redaction.select(Redaction.client).where(Redaction.state == RedactionState.DONE)
    merged = ClientAlias.select(ClientAlias.client).where(ClientAlias.survivor.in_(asked))
    asked = asked.union_all(merged)
    for row in [
        *rows,
        *Client.select().where(Client.status != ClientStatus.ANONYMISED, Client.id.in_(asked)),
    ]:
        for column, declared in columns.items():
            if getattr(row, column) != declared.blank_of(row.id):
                yield Fault("INV-43", sentence, {"client": row.id, "column": column}, client=row.id)
    known = ClientDetails.select(ClientDetails.client).join(Client)
    for (client,) in known.where(Client.status == ClientStatus.ANONYMISED).tuples():
        yield Fault("INV-43", sentence, {"client": client, "column": "client_details"}, client=client)
    for row in rows.where(Client.id.not_in(asked)):
        yield Fault("INV-43", unasked, {"client": row.id}, client=row.id)


CHECKS: tuple[Check, ...] = (every_column_is_declared, no_redaction_is_under_way, who_was_forgotten_is)
