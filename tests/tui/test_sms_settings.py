"""Paramètres › SMS, by the keys: the gateway and its secrets, hours and length, templates, credits."""

from messaging import choices
from messaging.secrets import Secrets
from models.outbox import rules
from tests.tui.fiche_ledger import top
from tests.tui.test_settings import managing
from tui.folders import secrets_file
from tui.session import Session
from tui.settings.desk import SettingsDesk
from tui.settings.gateway import GatewayDialog
from tui.settings.sending import SendingDialog


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


async def test_a_gateways_password_is_kept_apart_and_never_shown_again(session: Session) -> None:
    async with managing(session) as manager:
        await manager.edit("gateway")
        await manager.press(*"kan")
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
        top(manager.app, SettingsDesk)
    assert Secrets(secrets_file()).get("kannel_password").reveal() == "s3cret"
    assert secrets_file().stat().st_mode & 0o077 == 0
    assert choices.gateways().chosen == rules.sending_rules().gateway == "kannel"
    assert choices.gateway_choices("kannel").sender == "Manar"
