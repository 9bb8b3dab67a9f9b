"""What a gateway has to know: kept as settings, checked, and noticed by whoever is sending."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event, Timer
from typing import Any

import pytest

from messaging import choices, registry
from messaging.choices import WrongPort
from messaging.opening import Paths, ready
from messaging.registry import NoSuchGateway
from messaging.secrets import Secrets
from models.money.clock_check import ClockBehind
from models.outbox import rules
from models.outbox.channels.registry import MAIN, rules_of
from models.outbox.channels.sending_rules import SendingRules
from models.outbox.channels.sms import WrongSender
from models.outbox.rules import sending_rules
from models.pharmacy.choices import ChangedMeanwhile
from models.refusals import ControlCharacters
from models.store import clock
from tests.asking import by_staff
from tests.codes import secured
from tests.messaging.conftest import Outbox, unforeseen

PROVIDER = {"url": "https://sms.example.org/v1", "headers": "A: 1\nB: {secret}"}


def test_the_notebook_is_offered_first() -> None:
    assert registry.names() == ["carnet", "http", "kannel"]
    assert SendingRules().gateway == registry.DEFAULT


def test_every_gateway_says_what_has_to_be_set() -> None:
    for name in registry.names():
        fields = registry.fields(name)
        assert len({field.name for field in fields}) == len(fields)
        assert all(field.label for field in fields)


@pytest.mark.parametrize("name", ["", "smoke", "../carnet", "os"])
def test_a_gateway_that_is_not_there_is_refused(name: str) -> None:
    with pytest.raises(NoSuchGateway):
        registry.fields(name)


def test_what_was_chosen_is_found_again(outbox: Outbox) -> None:
    seen = choices.gateways()
    provider = {**seen.values["http"], **PROVIDER}
    wanted = replace(seen, sender="Atlas", port=15000, values={**seen.values, "http": provider})
    choices.choose(wanted, seen=seen, security=secured(), by=by_staff(outbox.staff))
    assert choices.gateways() == wanted
    assert choices.gateways().values["kannel"]["user"] == "officine", "the other keeps its own"


def test_choosing_a_gateway_and_setting_it_is_one_change(outbox: Outbox) -> None:
    seen = choices.gateways()
    values = {**seen.values, "kannel": {"url": "http://a/", "user": "b"}}
    wanted = replace(seen, chosen="kannel", sender="Atlas", values=values)
    asks: dict[str, Any] = {"seen": seen, "by": by_staff(outbox.staff)}
    with pytest.raises(WrongSender):
        choices.choose(replace(wanted, sender="Pharmacie Atlas"), security=secured(), **asks)
    with pytest.raises(NoSuchGateway):
        choices.choose(replace(wanted, chosen="smoke"), security=secured(), **asks)
    assert choices.gateways() == seen
    choices.choose(wanted, security=secured(), **asks)
    choices.choose(wanted, security=secured(), **asks)
    assert choices.gateways() == wanted
    assert sending_rules().gateway == "kannel"
    with pytest.raises(ChangedMeanwhile):
        choices.choose(
            replace(wanted, chosen="http"), security=secured(), **(asks | {"by": by_staff(outbox.staff)})
        )


def test_no_secret_is_among_the_settings() -> None:
    for name in registry.names():
        secret = {field.name for field in registry.fields(name) if field.secret}
        assert not secret & {"url", "user"}
        assert name == "carnet" or secret == {"password"}


@pytest.mark.parametrize("sender", ["Pharmacie Atlas", "Reçu", "+2126123456789012", "a\n"])
def test_a_sender_that_no_phone_would_show_is_refused(outbox: Outbox, sender: str) -> None:
    seen = choices.gateways()
    with pytest.raises(WrongSender):
        choices.choose(replace(seen, sender=sender), seen=seen, security=secured(), by=by_staff(outbox.staff))


@pytest.mark.parametrize("sender", ["", "Atlas", "Pharm Atlas", "30100", "+212612345678"])
def test_short_names_and_numbers_can_be_senders(sender: str) -> None:
    rules_of(MAIN).check_sender(sender)


@pytest.mark.parametrize("text", ["80", "65536", "un", "-1", "²", ""])
def test_a_port_needs_no_privilege(text: str) -> None:
    with pytest.raises(WrongPort):
        choices.port_of(text)


def test_what_drives_a_terminal_is_no_address(outbox: Outbox) -> None:
    seen = choices.gateways()
    wanted = replace(seen, values={**seen.values, "http": {"url": "http://x/\x1b"}})
    with pytest.raises(ControlCharacters):
        choices.choose(wanted, seen=seen, security=secured(), by=by_staff(outbox.staff))


def test_who_is_watching_comes_back_when_something_else_is_chosen(outbox: Outbox, tmp_path: Path) -> None:
    paths, stop = Paths(tmp_path / "secrets.toml", tmp_path), Event()
    patience = Timer(5, stop.set)
    patience.start()
    with ready(paths, stop=stop, defect=unforeseen) as watches:
        seen = sending_rules()
        rules.change(replace(seen, per_second=7), seen=seen, by=by_staff(outbox.staff))
        watches.watch()
    with ready(paths, stop=stop, defect=unforeseen) as another:
        Secrets(paths.secrets).keep("kannel_password", "corrected by somebody")
        another.watch()
    patience.cancel()
    assert not stop.is_set(), "both came back by themselves"


def test_under_a_clock_that_seems_to_be_wrong_nothing_is_sent(outbox: Outbox, tmp_path: Path) -> None:
    """It would leave at night, or all at once; who watches comes back, and is refused too."""
    paths, stop = Paths(tmp_path / "secrets.toml", tmp_path), Event()
    ago = clock.now() - timedelta(days=2000)
    with clock.stopped_at(ago), pytest.raises(ClockBehind), ready(paths, stop=stop, defect=unforeseen):
        pass
    with ready(paths, stop=stop, defect=unforeseen) as worker, clock.stopped_at(ago):
        worker.watch()  # comes back by itself
