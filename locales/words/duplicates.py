"""Why two fiches may be of one person, in words."""

from locales import N_, _
from models.people.duplicates.pairs import Pair, PairView, Reason

REASONS = {
    Reason.NAME: N_("name"),
    Reason.REGISTRATION: N_("regist."),
    Reason.SOUND: N_("near name"),
    Reason.PHONE: N_("tel."),
}
VIEWS = {
    PairView.LIKELY: N_("Likely duplicates"),
    PairView.NAME: N_("The same name"),
    PairView.REGISTRATION: N_("The same registration"),
    PairView.SOUND: N_("Names that sound alike"),
    PairView.PHONE: N_("The same phone"),
    PairView.APART: N_("Two persons, as somebody said"),
}


def reasons(pair: Pair) -> str:
    """What both have in common, short enough for a column: `nom, tél.`"""
    return ", ".join(_(REASONS[reason]) for reason in pair.reasons)
