"""In which field of the clients a search looks, in words."""

from locales import N_, _
from models.store.search.by_field import SearchBy, SearchIn

FIELDS = {
    SearchIn.NAME: N_("Name, and everything else"),
    SearchIn.CODE: N_("Number or code"),
    SearchIn.PHONE: N_("Phone"),
}
_LABELS = {SearchIn.NAME: N_("Search"), SearchIn.CODE: N_("Search code"), SearchIn.PHONE: N_("Search phone")}


def label(by: SearchBy) -> str:
    """What stands before the text that is searched: `Search phone FR>, start`."""
    words = [_(_LABELS[by.field])]
    if by.field is SearchIn.PHONE:
        words += [_("FR>")] if by.french else []
        words += [_("start")] if by.from_start else []
    return " ".join(words)
