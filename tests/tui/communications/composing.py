"""A pharmacy that has something to say to its clients, and the composer in their hands."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from models.money import entries
from models.outbox.messages.campaign import Goal
from models.outbox.messages.table import Message
from models.outbox.templates import verbs as templates
from models.outbox.units import verbs as sms_units
from models.people.clients import verbs as clients
from models.people.clients.verbs import ClientFields
from models.values import Centimes
from tests.asking import by_staff
from tests.codes import secured
from tests.tui.hands import Hands
from tui.communications.composer.desk import ComposerDesk
from tui.communications.composer.preflight_dialog import Fates
from tui.communications.composer.preview import Preview
from tui.frame.sending import Sending
from tui.frame.session import Session
from tui.shell.app import OfficineApp

BODY = "Bonjour {client}, votre solde est de {solde}. {pharmacie}"
PEOPLE = (("Alaoui", 1250), ("Bennani", 90), ("Chraibi", 300), ("Daoudi", 40))
"""Who owes how many dirhams. Each has a mobile, but Daoudi."""


class Pharmacy:
    """Four who owe, one who does not, a template, 20 credits."""

    def __init__(self, session: Session) -> None:
        self.staff = session.staff
        self.people = {name: self._client(name, owes) for name, owes in PEOPLE}
        self.people["Zouhair"] = self._client("Zouhair", 0)
        self.template = templates.create("Relance", Goal.BALANCE_REMINDER, BODY, **self.who)
        pack = sms_units.ask(20, **self.who)
        sms_units.pay(pack, "virement 7", **self.who)
        sms_units.activate(pack, security=secured(), **self.who)

    @property
    def who(self) -> dict[str, Any]:
        return {"by": by_staff(self.staff)}

    def _client(self, name: str, owes: int) -> int:
        mobile = "" if name == "Daoudi" else f"+2126612345{ord(name[0])}"
        row = clients.create(ClientFields(last_name=name, mobile=mobile), **self.who)
        if owes:
            self.owe(row.id, owes)
        return int(row.id)

    def owe(self, client: int, dirhams: int) -> None:
        entries.adjust(client, Centimes(100 * dirhams), "Reprise", **self.who)


@asynccontextmanager
async def composing(session: Session, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Hands]:
    """With the desk open."""
    app = OfficineApp(session)
    async with app.run_test(size=size) as pilot:
        hands = Hands(pilot, app)
        await open_desk(hands)
        yield hands


async def open_desk(hands: Hands) -> list[int | None]:
    """Its answers come into this list."""
    answers: list[int | None] = []
    await hands.app.push_screen(ComposerDesk(), answers.append)
    await hands.pilot.pause()
    return answers


def reached() -> list[str]:
    """The clients to whom a message was written, in name order."""
    rows = Message.select(Message.client).where(Message.campaign.is_null(False)).tuples()
    return sorted(clients.get(client).last_name for (client,) in rows)


def fates(hands: Hands) -> dict[str, int]:
    """What the preflight says: how many get it, and how many do not for which reason."""
    return {row.label: len(row.clients) for row in hands.app.screen.query_one(Fates).window}


def preview(hands: Hands) -> str:
    return hands.app.screen.query_one(Preview).text


def without_sending(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often sending was begun; it is tested with itself, and nothing moves in the meantime."""
    times: list[int] = []
    monkeypatch.setattr(Sending, "begin", lambda sending: times.append(1))
    return times
