"""The only formats of amounts, days, times, counts and phones.

The separators are those of Babel's `fr` and `en` (but a plain no-break space, as fonts of old
terminals lack the narrow one). Importing Babel takes a tenth of a second, a third of the start: a
test compares the two instead.
"""

from datetime import date, datetime
from datetime import time as wall_time
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

from locales import N_, _, language
from models.store import clock
from models.values import Centimes

if TYPE_CHECKING:
    from models.people.birthdays.days import MonthDay

SPACE = "\u00a0"
_WEEKDAYS = (
    *(N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday")),
    *(N_("Saturday"), N_("Sunday")),
)
_MONTHS = (
    *(N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June")),
    *(N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December")),
)
_SEPARATORS = {"fr": (SPACE, ","), "en": (",", ".")}


def amount(centimes: Centimes) -> str:
    """`1 250,00`: the sign is always shown, the currency never: headings show it once."""
    group, point = _SEPARATORS[language()]
    units, cents = divmod(abs(int(centimes)), 100)
    sign = "-" if centimes < 0 else ""
    return f"{sign}{units:,}".replace(",", group) + f"{point}{cents:02d}"


def plain_amount(centimes: Centimes) -> str:
    """`1250.00`, for machines: JSON, CSV."""
    sign = "-" if centimes < 0 else ""
    units, cents = divmod(abs(int(centimes)), 100)
    return f"{sign}{units}.{cents:02d}"


def cell_amount(centimes: Centimes) -> str:
    """`1250,50`, for spreadsheets: the language's decimal sign, and no thousands separator."""
    return plain_amount(centimes).replace(".", _SEPARATORS[language()][1])


def count(number: int) -> str:
    """`100 000`"""
    return f"{number:,}".replace(",", _SEPARATORS[language()][0])


def quantity(thousandths: int) -> str:
    """A quantity in thousandths, without trailing zeros: 2, 1,5."""
    with localcontext() as context:
        context.prec = 28
        text = format((Decimal(thousandths) / 1000).normalize(), "f")
    return text.replace(".", _SEPARATORS[language()][1])


def percent(hundredths: int) -> str:
    """A rate in hundredths of a percent: 10 %, 12,5 %."""
    space = SPACE if language() == "fr" else ""
    return quantity(hundredths * 10) + f"{space}%"


def day(value: date) -> str:
    """`12/11/2026` in both languages, as the counter is in Morocco."""
    return f"{value:%d/%m/%Y}"


def days(since: date | None, until: date | None) -> str:
    """A period, both days included: `01/03/2026–31/03/2026`, `dès le 01/03/2026`; empty without limit."""
    if until is None:
        return _("from {day} on").format(day=day(since)) if since else ""
    if since is None:
        return _("until {day}").format(day=day(until))
    return f"{day(since)}–{day(until)}"


def short_day(value: "date | MonthDay") -> str:
    """`12/11`, of any year."""
    return f"{value.day:02}/{value.month:02}"


def week_day(value: date) -> str:
    """`jeu. 12/11`: words show a mistyped figure."""
    return f"{_(_WEEKDAYS[value.weekday()])[:3]}. {short_day(value)}"


def full_day(value: date) -> str:
    """`jeudi 12 novembre 2026`: words show a mistyped figure."""
    return f"{_(_WEEKDAYS[value.weekday()])} {value.day} {_(_MONTHS[value.month - 1])} {value.year}"


def month(value: date) -> str:
    """`11/26`, for a table of months."""
    return f"{value:%m/%y}"


def moment(value: datetime) -> str:
    """`12/11/2026 18:04`, local."""
    return f"{clock.local(value):%d/%m/%Y %H:%M}"


def time(value: datetime) -> str:
    """`18:04`, local."""
    return f"{clock.local(value):%H:%M}"


def hour(value: wall_time) -> str:
    """`09:30`, of the clock on the wall."""
    return f"{value:%H:%M}"


def phone(e164: str) -> str:
    """`06 12 34 56 78` for a Moroccan number, `+33 6 12 34 56 78` for a foreign one."""
    if e164.startswith("+212") and len(e164) == 13:
        national = "0" + e164[4:]
        return " ".join(national[i : i + 2] for i in range(0, 10, 2))
    if e164.startswith("+33") and len(e164) == 12:
        digits = e164[4:]
        return f"+33 {e164[3]} " + " ".join(digits[i : i + 2] for i in range(0, 8, 2))
    return e164
