"""Checks of the settings: they can be read, and the counter can work with them."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

from models.doctor.fault import Check, Fault
from models.money import modes
from models.outbox import rules
from models.outbox.channels.registry import CHANNELS
from models.outbox.channels.sending_rules import SendingRules
from models.people.staff import codes, security_code
from models.pharmacy import cards
from models.refusals import N_
from models.requests.actors import Staff
from models.store import clock, numbering, settings
from models.store.numbering import NumberPrefix, Series
from models.store.settings import Setting
from models.values import LARGEST

_MEANS_NOTHING = N_("The setting {name} says “{text}”, which means nothing.")


def choices_can_be_followed() -> Iterator[Fault]:
    """The settings are valid: a code that can be checked, a ceiling that is an amount, a
    payment mode, distinct prefixes.
    """
    kept = settings.get(security_code.HASH)
    if kept and not codes.HASHED.fullmatch(kept):
        yield Fault("settings", N_("The security code is not kept as a hash."))
    ceiling = settings.get("default_ceiling")
    if ceiling and not (
        ceiling.isascii() and ceiling.isdigit() and len(ceiling) < 20 and int(ceiling) <= int(LARGEST)
    ):
        yield Fault("settings", N_("The default ceiling “{text}” is not an amount."), {"text": ceiling})
    zone = settings.get(settings.TIME_ZONE)
    if zone and clock.zone_named(zone) is None:
        sentence = N_("The time zone “{zone}” is unknown here: days and hours are those of {used}.")
        yield Fault("settings", sentence, {"zone": zone, "used": clock.COUNTRY_ZONE})
    for name, known in ((cards.SAYS, cards.Says), (cards.SYMBOL, cards.Symbol)):
        if settings.get(name) not in ("", *known):
            yield Fault("settings", _MEANS_NOTHING, {"name": name, "text": settings.get(name)})
    if not modes.offered():
        yield Fault("settings", N_("No way to pay is offered."))
    yield from _prefixes()


def the_pharmacy_has_a_name() -> Iterator[Fault]:
    """INV-44: the pharmacy has a name, as every paper says who issued it."""
    if Staff.select().exists() and not settings.get("pharmacy.name").strip():
        yield Fault("settings", N_("The pharmacy has no name: its papers would not say whose they are."))


def modes_are_known() -> Iterator[Fault]:
    """Every payment mode is known, is either offered or off, and has one place in the order."""
    known = modes.as_settings(())
    rows = Setting.select(Setting.name, Setting.value).where(Setting.name.startswith("payment_mode."))
    for name, value in rows.tuples():
        if name not in known or value not in ("", known[name]):
            yield Fault("settings", _MEANS_NOTHING, {"name": name, "text": value})
    order = settings.get(modes.ORDER)
    if order and sorted(order.split(",")) != sorted(modes.AS_DECLARED):
        yield Fault("settings", _MEANS_NOTHING, {"name": modes.ORDER, "text": order})


def the_security_code_can_be_tried() -> Iterator[Fault]:
    """The tries of the security code are counted, and a wait has an end."""
    failures, until = settings.get(security_code.FAILURES), settings.get(security_code.WAIT)
    sentence = N_("The security code cannot be tried: its failures or its wait cannot be read.")
    with suppress(ValueError):
        moment = datetime.fromisoformat(until) if until else None
        count = int(failures or 0)
        if count >= 0 and (moment is None or moment.tzinfo is not None):
            return
    yield Fault("settings", sentence)


def sending_has_an_hour_and_a_pace() -> Iterator[Fault]:
    """Messages have an hour at which they may leave, a pace and a maximum length."""
    with suppress(ValueError):
        if not all(_lets_messages_leave(rules.sending_rules(channel)) for channel in CHANNELS):
            yield Fault("settings", N_("By the rules of sending no message can leave."))


def _lets_messages_leave(rule: SendingRules) -> bool:
    return (
        rule.opens < rule.closes
        and 1 <= rule.longest <= rules.MOST_CHARACTERS
        and 1 <= rule.per_second <= rules.MOST_PER_SECOND
    )


def prefixes_belong_to_a_series() -> Iterator[Fault]:
    """Every prefix ever chosen has one to four letters and belongs to a known series."""
    series = [each.value for each in Series]
    sentence = N_("The prefix {prefix} belongs to {series}, which are no documents.")
    for prefix, owner in NumberPrefix.select(NumberPrefix.prefix, NumberPrefix.series).tuples():
        if owner not in series or not (1 <= len(prefix) <= 4 and prefix.isascii() and prefix.isalpha()):
            yield Fault("settings", sentence, {"prefix": prefix, "series": owner})


def _prefixes() -> Iterator[Fault]:
    belongs = numbering.owners()
    for series in Series:
        prefix = settings.get(numbering.setting(series)) or series.value
        if belongs.get(prefix) is not series:
            sentence = N_("The prefix {prefix} is used for documents that it does not belong to.")
            yield Fault("settings", sentence, {"prefix": prefix})


CHECKS: tuple[Check, ...] = (
    choices_can_be_followed,
    the_pharmacy_has_a_name,
    modes_are_known,
    the_security_code_can_be_tried,
    sending_has_an_hour_and_a_pace,
    prefixes_belong_to_a_series,
)
