"""Whether the public directory of companies is asked when a fiche gets a SIREN or SIRET."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from locales import N_, _
from messaging.directory import choices
from messaging.directory.choices import FRENCH, DirectoryChoice
from models.pharmacy.features import Feature
from tui.forms.form import CheckField, TextField
from tui.frame.base import BaseScreen
from tui.settings.section import ChoicesDialog, Fact, Section, edit


class DirectoryDialog(ChoicesDialog[DirectoryChoice]):
    """On or off, and at which address."""

    HEADING = N_("Company directory")
    PURPOSE = N_(
        "When it is on, a SIREN or SIRET typed into a fiche is looked up over the Internet: "
        "only this number leaves, and only empty fields are filled in."
    )
    FIELDS = (CheckField("asked", N_("Look up")), TextField("url", N_("Address"), FRENCH))

    def start(self) -> Mapping[str, Any]:
        return asdict(self.now)

    def value(self, values: dict[str, Any]) -> DirectoryChoice:
        return DirectoryChoice(**values)


def facts() -> Sequence[Fact]:
    """Whether it is asked, and where."""
    now = choices.choice()
    return [(_("Look up"), _("yes") if now.asked else _("no")), (_("Address"), now.url)]


async def change(desk: BaseScreen[Any]) -> None:
    """Asks and keeps."""
    await edit(desk, choices.choice, DirectoryDialog, choices.choose)


SECTION = Section(
    "directory",
    N_("Company directory"),
    facts,
    change,
    feature=Feature.PROFESSIONALS,
    guide="professionnels.md#lannuaire-des-entreprises",
)
