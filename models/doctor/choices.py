"""What the pharmacy chose: settings that can be read, and that leave the counter able to work."""

from collections.abc import Iterator

from models.doctor.fault import Check, Fault
from models.money import modes
from models.people import security_code
from models.refusals import N_
from models.store import clock, numbering, settings
from models.store.numbering import Series
from models.values import LARGEST


def choices_can_be_followed() -> Iterator[Fault]:
    """A code that can be checked, a ceiling that is an amount, a mode to pay in, prefixes of one's own."""
    kept = settings.get(security_code.HASH)
    if kept and not kept.startswith("$argon2id$"):
        yield Fault("settings", N_("The security code is not kept as a hash."))
    ceiling = settings.get("default_ceiling")
    if ceiling and not (
        ceiling.isascii() and ceiling.isdigit() and len(ceiling) < 20 and int(ceiling) <= LARGEST
    ):
        yield Fault("settings", N_("The default ceiling “{text}” is not an amount."), {"text": ceiling})
    zone = settings.get(settings.TIME_ZONE)
    if zone and clock.zone_named(zone) is None:
        sentence = N_("The time zone “{zone}” is unknown here: days and hours are those of {used}.")
        yield Fault("settings", sentence, {"zone": zone, "used": clock.COUNTRY_ZONE})
    if not modes.offered():
        yield Fault("settings", N_("No way to pay is offered."))
    yield from _prefixes()


def _prefixes() -> Iterator[Fault]:
    belongs = numbering.owners()
    for series in Series:
        prefix = settings.get(numbering.setting(series)) or series.value
        if belongs.get(prefix) is not series:
            sentence = N_("The prefix {prefix} is used for documents that it does not belong to.")
            yield Fault("settings", sentence, {"prefix": prefix})


CHECKS: tuple[Check, ...] = (choices_can_be_followed,)
