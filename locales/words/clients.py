"""The status and the badges of a client in words, nothing for an ordinary client; and how old they are."""

from datetime import date

from locales import N_, _, formats, ngettext
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

SIMILAR = "~"
"""Before a name that only sounds like what was searched."""
OF_CONTACT = "›"
"""Before the name of a client who was found by a contact of theirs."""

_MONTHS_TO_COUNT = 24
"""So young a child's age is said in months."""


def age(born: date, today: date) -> str:
    """42 ans, 7 mois: the completed years, or months below two years."""
    months = (today.year - born.year) * 12 + today.month - born.month - (today.day < born.day)
    if months < _MONTHS_TO_COUNT:
        return ngettext("{count} month", "{count} months", months).format(count=months)
    return ngettext("{count} year", "{count} years", months // 12).format(count=months // 12)


def found(count: int, similar: int | None) -> str:
    """How many were found, and how many of them by how their name sounds: `17 (5 ~)`; `17 + ~` where those
    are not counted yet.
    """
    if similar is None:
        return f"{formats.count(count)} + {SIMILAR}"
    among = f" ({formats.count(similar)} {SIMILAR})" if similar else ""
    return f"{formats.count(count)}{among}"


def spelled_otherwise() -> str:
    """What the sign before such a name stands for."""
    return _("Similar spelling")


def found_by_contact(contact: str = "") -> str:
    """Contact : TAZI Karim; without a name, what the sign before such a client stands for."""
    return _("Contact: {name}").format(name=contact) if contact else _("Found by a contact")


def listed_name(last_name: str, *, similar: bool, by_contact: bool = False) -> str:
    """A last name in a list, marked if it is only similar to what was searched, or found by a contact."""
    sign = SIMILAR if similar else OF_CONTACT if by_contact else ""
    return f"{sign} {last_name}" if sign else last_name


def legend() -> str:
    """What the signs stand for: `X Blocked, ! Alert`."""
    signs = [(sign, _(word)) for sign, word in BADGES.values()]
    others = [(SIMILAR, spelled_otherwise()), (OF_CONTACT, found_by_contact())]
    return ", ".join(f"{sign} {word}" for sign, word in (*signs, *others))
