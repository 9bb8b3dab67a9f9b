"""The letterhead above the table: sender, recipient, subject; everything is cut to the available width."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from locales import _, formats
from models.pharmacy.party import Party
from models.trade.statements.content import Statement
from printing.page.text import clip, inert, wrap

NAME = 15.0
TEXT = 8.2
ADDRESSEE = 9.6
LEGAL = 6.8
_LETTERHEAD_ROOM = 160.0
_ADDRESS_ROOM = 82.0
_ADDRESS_LINES = 6
_COMPANY_LINES = 2
_FACTS_ROOM = 60.0
_FACT_LINES = 7
_FOOTER_ROOM = 186.0
_RUNNING_ROOM = 120.0


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Lines to print. `role` says above the addressee what they are on this paper; `company` are their legal
    numbers, below their address; `legal` are the pharmacy's identifiers, at the foot of every page.
    """

    name: list[str]
    contact: list[str]
    addressee: list[str]
    address: list[str]
    facts: list[tuple[str, str]]
    running: str
    legal: list[str]
    role: str = ""
    company: list[str] = field(default_factory=list)


def letterhead(statement: Statement) -> Letterhead:
    """The letterhead of this statement."""
    return written(statement.pharmacy, statement.client, _facts(statement))


def written(pharmacy: Party, addressee: Party, facts: list[tuple[str, str]], role: str = "") -> Letterhead:
    """From a pharmacy to a party (a `Party` without a name for an internal paper)."""
    sender = wrap(inert(pharmacy.name), _LETTERHEAD_ROOM, NAME, 2, bold=True)
    name = wrap(inert(addressee.name), _ADDRESS_ROOM, ADDRESSEE, 2, bold=True)
    company = wrap(_joined(numbers(addressee)), _ADDRESS_ROOM, TEXT, _COMPANY_LINES)
    running = " · ".join(filter(None, map(inert, (pharmacy.name, addressee.name))))
    return Letterhead(
        name=sender,
        contact=wrap(" · ".join(_contact(pharmacy)), _LETTERHEAD_ROOM, TEXT, 3 - len(sender)),
        addressee=name,
        address=_address(addressee, _ADDRESS_LINES - len(name) - len(company[1:])),
        facts=[
            (clip(label, 30, TEXT), clip(value, _FACTS_ROOM, TEXT)) for label, value in facts[:_FACT_LINES]
        ],
        running=clip(running, _RUNNING_ROOM, TEXT),
        legal=wrap(_joined(identifiers(pharmacy)), _FOOTER_ROOM, LEGAL, 2),
        role=role,
        company=company,
    )


def _contact(party: Party) -> list[str]:
    phone = _("Phone {number}").format(number=formats.phone(inert(party.phone))) if party.phone else ""
    return [part for part in (*map(inert, party.address), phone) if part]


def _address(client: Party, room: int) -> list[str]:
    lines = [line for line in map(inert, client.address) if line]
    if len(lines) > room:
        lines = [*lines[: room - 1], ", ".join(lines[room - 1 :])]
    return [clip(line, _ADDRESS_ROOM, ADDRESSEE) for line in lines]


def _facts(statement: Statement) -> list[tuple[str, str]]:
    period = f"{formats.day(statement.start)} – {formats.day(statement.end)}"
    facts = [(_("Period"), period), (_("Issued on"), formats.day(statement.issued_at))]
    facts += identifiers(statement.client)
    if statement.client.phone:
        facts.append((_("Phone"), formats.phone(inert(statement.client.phone))))
    return facts


def identifiers(party: Party) -> list[tuple[str, str]]:
    """The identifiers of a party, each with its label."""
    return _labelled(party.identifiers)


def numbers(party: Party) -> list[tuple[str, str]]:
    """The legal numbers of a client who is a company, each with its label."""
    return _labelled(party.company)


def _labelled(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    shown = [(inert(_(label)), inert(value)) for label, value in pairs]
    return [(label, value) for label, value in shown if value]


def _joined(pairs: Iterable[tuple[str, str]]) -> str:
    return " · ".join(f"{label} {value}" for label, value in pairs)
