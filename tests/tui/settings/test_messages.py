"""Paramètres › SMS, by the keys: the gateway and its secrets, hours and length, templates, credits."""

import asyncio
from dataclasses import replace

import pytest

from machine.folders import secrets_file
from messaging import choices
from messaging.secrets import Secrets
from models.outbox import rules
from models.outbox.messages.table import Message, MessageKind
from models.outbox.templates import verbs as templates
from models.outbox.units import verbs as sms_units
from models.people.staff import verbs as personnel
from models.store import settings
from tests.asking import by_staff
from tests.codes import SECURITY, secured
from tests.models.conftest import Counter
from tests.models.outbox.outbox_desk import Desk, queue
from tests.tui.fiche.fiche_ledger import top
from tests.tui.settings.test_settings import managing
from tui.frame.session import Session
from tui.settings.desk import SettingsDesk
from tui.settings.messages.gateway import GatewayDialog
from tui.settings.messages.packs import PayDialog
from tui.settings.messages.sending import SendingDialog
from tui.settings.messages.templates import TemplatesDesk


async def test_hours_pace_and_length_are_kept_and_a_day_that_never_begins_is_refused(
    session: Session,
) -> None:
    async with managing(session) as manager:
        await manager.edit("sending")
        await manager.type_over(opens="21h", longest="160", per_second="5")
        await manager.press("ctrl+s")
        top(manager.app, SendingDialog)
        assert "must end after it begins" in manager.said
        await manager.type_over(opens="8h30")
        await manager.press("ctrl+s")
        assert "from 08:30 to 20:00" in manager.seen
    now = rules.sending_rules()
    assert (f"{now.opens:%H:%M}", now.longest, now.per_second) == ("08:30", 160, 5)


@pytest.mark.capability("sms-gateway")
async def test_a_gateways_password_is_kept_apart_and_never_shown_again(session: Session) -> None:
    secured()
    async with managing(session) as manager:
        await manager.edit("gateway")
        await manager.press(*"kan")
        await manager.fill("security_code", SECURITY)
        await manager.fill("kannel.url", "127.0.0.1/sendsms")
        await manager.press("ctrl+s")
        top(manager.app, GatewayDialog)
        assert manager.form.at == "kannel.password", "without one nothing can leave"
        await manager.press(*"s3cret", "ctrl+s")
        assert manager.form.at == "kannel.url"
        assert "is not an address" in manager.said
        await manager.fill("kannel.url", "http://127.0.0.1:13013/cgi-bin/sendsms")
        await manager.fill("sender", "Atlas")
        await manager.press("ctrl+s")
        top(manager.app, SettingsDesk)
        assert "Kannel" in manager.seen
        assert "Atlas" in manager.seen
        await manager.press("enter")
        assert "kept already" in manager.seen
        assert "s3cret" not in manager.seen
        await manager.fill("sender", "Manar")
        await manager.press("ctrl+s")
        top(manager.app, GatewayDialog)
        assert manager.form.at == "security_code", "each time: it says where every text goes"
        await manager.press(*"0000", "ctrl+s")
        assert "not the security code" in manager.said
        await manager.fill("security_code", SECURITY)
        await manager.press("ctrl+s")
        top(manager.app, SettingsDesk)
    assert Secrets(secrets_file()).get("kannel_password").reveal() == "s3cret"
    assert secrets_file().stat().st_mode & 0o077 == 0
    assert choices.gateways().chosen == rules.sending_rules().gateway == "kannel"
    assert choices.gateways().sender == "Manar"


async def test_what_waits_for_the_notebook_does_not_really_leave_unasked(session: Session) -> None:
    settings.put(rules.setting(rules.OPENS), "00:00")
    settings.put(rules.setting(rules.CLOSES), "00:01")
    queue(Desk(Counter(session.staff, {})), "Essai", "Autre", kind=MessageKind.DUE)
    secured()
    async with managing(session) as manager:
        await manager.edit("gateway")
        await manager.press(*"kan")
        await manager.fill("security_code", SECURITY)
        await manager.fill("kannel.password", "s3cret")
        await manager.press("ctrl+s")
        top(manager.app, GatewayDialog)
        assert "that still wait: 2." in manager.said
        assert rules.sending_rules().nothing_leaves
        await manager.press("ctrl+s")
        top(manager.app, SettingsDesk)
    assert not rules.sending_rules().nothing_leaves


async def test_another_sender_chosen_meanwhile_is_told_and_secrets_that_others_may_read_are_not_used(
    session: Session,
) -> None:
    other = personnel.engage("B. Idrissi", "4321", security=secured(), by=by_staff(session.staff)).id
    async with managing(session) as manager:
        await manager.edit("gateway")
        await manager.press(*"kan")
        await manager.fill("security_code", SECURITY)
        await manager.fill("kannel.password", "s3cret")
        await manager.fill("sender", "Atlas")
        seen = choices.gateways()
        choices.choose(replace(seen, sender="Manar"), seen=seen, security=secured(), by=by_staff(other))
        await manager.press("ctrl+s")
        assert "B. Idrissi has changed this meanwhile" in manager.said
        assert "now: Manar" in manager.seen
        assert not Secrets(secrets_file()).has("kannel_password"), "nothing is kept by halves"
        await manager.press("ctrl+s")
        top(manager.app, SettingsDesk)
        secrets_file().chmod(0o644)
        await manager.press("enter")
        top(manager.app, SettingsDesk)
        assert "Others may read" in manager.seen
    assert choices.gateways().sender == "Atlas"


@pytest.mark.capability("tpl-global")
async def test_a_template_is_created_edited_and_retired_from_its_list(session: Session) -> None:
    async with managing(session) as manager:
        await manager.edit("templates")
        assert "F2 creates the first one" in manager.seen
        await manager.press("n", *"Rappel")
        await manager.fill("body", "Bonjour {client}")
        await manager.press("ctrl+s")
        await manager.press("enter")
        await manager.fill("body", "Bonjour {client}, {solde}")
        await manager.press("ctrl+s")
        top(manager.app, TemplatesDesk)
        assert "Bonjour {client}, {solde}" in manager.seen
        await manager.press("delete", "enter")
        assert "Rappel is retired." in manager.seen
    assert not templates.available()


@pytest.mark.capability("sms-credit", "sms-packs")
async def test_a_pack_is_asked_for_paid_with_its_proof_and_activated(session: Session) -> None:
    async with managing(session) as manager:
        await manager.edit("credits")
        await manager.press("n", *"1 000", "enter", "enter")
        assert sms_units.left() == 0
        await manager.press("enter", "enter")
        top(manager.app, PayDialog)
        assert "may not be empty" in manager.said
        await manager.press(*"VIR-118", "enter")
        assert "paid" in manager.line("VIR-118")
        assert sms_units.left() == 0, "money that was promised is not there yet"
        secured()
        await manager.press("enter", *"0000", "enter")
        assert "not the security code" in manager.said
        assert sms_units.left() == 0
        await manager.press(*SECURITY, "enter")
        assert "1,000 left" in manager.seen
        assert "activated" in manager.line("VIR-118")
        await manager.press("m")
        assert "+1,000" in manager.line("Pack activated")
    assert sms_units.left() == 1000


async def test_a_test_leaves_with_what_is_kept_and_not_with_what_is_half_typed(session: Session) -> None:
    pack = sms_units.ask(5, by=by_staff(session.staff))
    sms_units.pay(pack, "VIR-1", by=by_staff(session.staff))
    sms_units.activate(pack, security=secured(), by=by_staff(session.staff))
    async with managing(session) as manager:
        await manager.edit("gateway")
        await manager.press("right", "f6")
        assert "Save first" in manager.said
        await manager.press("left", "f6")
        await manager.fill("recipient", "06 61 23 45 67")
        await manager.press("enter")
        assert "Test to 06 61 23 45 67: " in manager.said
        async with asyncio.timeout(20):
            while "Sent" not in manager.said:
                await manager.pilot.pause(0.1)
    (message,) = Message.select()
    assert (message.kind, message.recipient) == (MessageKind.TEST, "+212661234567")
    assert message.body.startswith("Test of Pharmacie Atlas")
