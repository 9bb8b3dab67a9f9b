"""How a professional client is billed and delivered to, and where they stand in the books."""

from collections.abc import Sequence

from locales import N_, _
from locales.words import companies as words
from locales.words import ledger
from models.money import modes
from models.money.ledger.accounts import MODE_ACCOUNT
from models.people.clients.lists import LISTS
from models.pharmacy.features import Feature
from tui.clients.sections.section import About, EditorSection, Typed
from tui.forms.fields import CheckField, ChoiceField, Field, Option, TextField, unchosen
from tui.parts.listed import reference_options

_LISTED = ("payment_terms", "shipping_terms", "representative")


def chosen_from_list(name: str) -> ChoiceField:
    """A field that is chosen from a reference list."""
    return ChoiceField(name, words.CHOICES[name], options=reference_options(LISTS[name]))


def _fields() -> Sequence[Field]:
    offered = modes.offered()
    ways = (Option(mode, ledger.mode(mode), offered=mode in offered) for mode in MODE_ACCOUNT)
    return (
        *(CheckField(name, label) for name, label in words.FLAGS.items()),
        TextField("account_code", words.ACCOUNT_CODE, width=24),
        ChoiceField("payment_mode", words.CHOICES["payment_mode"], options=(unchosen(), *ways)),
        *map(chosen_from_list, _LISTED),
    )


def _without_vat(typed: Typed, about: About) -> str:
    if typed.value("tax_exclusive") and not typed.value("professional"):
        return _("for a professional only")
    return ""


SECTION = EditorSection(
    "terms",
    N_("Terms"),
    (*words.FLAGS, "account_code", "payment_mode", *_LISTED),
    _fields,
    beside={"tax_exclusive": _without_vat},
    feature=Feature.PROFESSIONALS,
    joined=True,
    guide="professionnels.md#conditions",
)
