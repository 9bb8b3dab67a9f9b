"""What the client may owe, and who may see it."""

from collections.abc import Sequence

from locales import N_, _, formats
from models.store import settings
from tui.clients.sections.section import About, EditorSection, Typed
from tui.forms.fields import AmountField, CheckField, Field


def _fields() -> Sequence[Field]:
    return (
        AmountField("ceiling", N_("Ceiling")),
        CheckField("blocked", N_("Blocked")),
        CheckField("share_balance", N_("Share balance")),
        CheckField("share_points", N_("Share points")),
        CheckField("share_history", N_("Share history")),
    )


def _ceiling(typed: Typed, about: About) -> str:
    """Explains an empty ceiling, a ceiling of 0, and one that is too low."""
    ceiling = typed.value("ceiling", ...)
    if ceiling is ...:
        return ""
    if ceiling is None:
        default = settings.default_ceiling()
        shown = _("none") if default is None else formats.amount(default)
        return _("the pharmacy's: {amount}").format(amount=shown)
    if ceiling < about.balance:
        return _("below the debt of {amount}").format(amount=formats.amount(about.balance))
    return _("no credit at all") if ceiling == 0 else ""


SECTION = EditorSection(
    "invoicing",
    N_("Invoicing"),
    ("ceiling", "blocked", "share_balance", "share_points", "share_history"),
    _fields,
    beside={"ceiling": _ceiling},
    guide="creer-modifier.md#facturation",
)
