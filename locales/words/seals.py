"""What a seal was made at, and how it is written on paper."""

from locales import _, formats
from models.seals.listing import SealRow
from models.seals.table import Occasion


def occasion(value: Occasion) -> str:
    """Closing of the till, backup, on demand."""
    return {
        Occasion.TILL: _("Closing of the till"),
        Occasion.BACKUP: _("Backup"),
        Occasion.DEMAND: _("On demand"),
    }[value]


def written(seal: SealRow) -> str:
    """No. 12 of 12/11/2026 20:31 · 4F2A 91C0 77D3 B0E1 5A09"""
    sentence = _("no. {number} of {moment} · {short}")
    return sentence.format(number=seal.number, moment=formats.moment(seal.at), short=seal.short)


def sealed(seal: SealRow | None) -> str:
    """The line that says which seal covers a closing, on paper and on the screen."""
    return _("Not sealed yet") if seal is None else _("Seal {seal}").format(seal=written(seal))
