"""The status and the badges of a client in words, nothing for an ordinary client; and how old they are."""

from datetime import date

from locales import N_, _, ngettext
from models.people.clients.badges import Badge
from models.people.clients.table import ClientStatus

STATUSES = {
    ClientStatus.ACTIVE: "",
    ClientStatus.SLEEPING: N_("Sleeping"),
    ClientStatus.ARCHIVED: N_("Archived"),
    ClientStatus.ANONYMISED: N_("Anonymised"),
    ClientStatus.TRASHED: N_("In the trash"),
    ClientStatus.MERGED: N_("Merged"),
}

BADGES = {
    Badge.BLOCKED: ("X", N_("Blocked")),
    Badge.OVER_CEILING: (">", N_("Over the ceiling")),
    Badge.ALERT: ("!", N_("Alert")),
    Badge.SLEEPING: ("z", N_("Sleeping")),
    Badge.INCOMPLETE: ("?", N_("To complete")),
}
"""The sign of each badge, in ASCII for every terminal, and its word."""

_MONTHS_TO_COUNT = 24
"""So young a child's age is said in months."""


def age(born: date, today: date) -> str:
    """42 ans, 7 mois: the completed years, or months below two years."""
    months = (today.year - born.year) * 12 + today.month - born.month - (today.day < born.day)
    if months < _MONTHS_TO_COUNT:
        return ngettext("{count} month", "{count} months", months).format(count=months)
    return ngettext("{count} year", "{count} years", months // 12).format(count=months // 12)


def legend() -> str:
    """What the signs of the badges stand for: `X Blocked, ! Alert`."""
    return ", ".join(f"{sign} {_(word)}" for sign, word in BADGES.values())
