"""Who the pharmacy is: what its documents print."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from textual import on

from locales import N_, _, formats
from models.people.companies.ice import plausible_ice
from models.pharmacy import identity as pharmacy
from models.pharmacy.parties import PHARMACY_IDENTIFIERS
from models.store import clock, settings
from models.store.settings import Pharmacy
from tui.forms.form import Form, Group, PhoneField, TextField
from tui.frame.base import BaseScreen
from tui.settings.section import ChoicesDialog, Fact, Section, edit

_ZONE = "time_zone"

FIELDS: tuple[TextField | Group, ...] = (
    TextField("name", N_("Name"), required=True),
    TextField("address", N_("Address")),
    TextField("city", N_("City")),
    PhoneField("phone", N_("Phone"), "05 37 12 34 56"),
    TextField(_ZONE, N_("Time zone"), clock.COUNTRY_ZONE, width=32),
    Group(N_("Legal numbers")),
    *(TextField(name, label, width=20) for name, label in PHARMACY_IDENTIFIERS.items()),
)


class PharmacyDialog(ChoicesDialog[Pharmacy]):
    """Name, address and the numbers that the law wants on documents."""

    HEADING = N_("The pharmacy")
    FIELDS = FIELDS

    def start(self) -> Mapping[str, Any]:
        return asdict(self.now)

    def value(self, values: dict[str, Any]) -> Pharmacy:
        return Pharmacy(**values)

    def on_mount(self) -> None:
        self._say_hour(self.now.time_zone)

    @on(Form.Changed)
    def look_at(self, event: Form.Changed) -> None:
        if event.name == "ice":
            typed = self.form.value("ice", "")
            doubtful = typed and not plausible_ice(typed)
            self.form.aside("ice", _("to be checked") if doubtful else "")
        elif event.name == _ZONE:
            self._say_hour(self.form.value(_ZONE, ""))

    def _say_hour(self, zone: str) -> None:
        """What a clock on the wall shows there: who looks at their own sees whether it is the right zone."""
        self.form.aside(_ZONE, _hour_in(zone or clock.COUNTRY_ZONE))


def _hour_in(zone: str) -> str:
    if clock.zone_named(zone) is None:
        return ""
    return _("it is {time} there").format(time=f"{clock.local(clock.now(), zone):%H:%M}")


def facts() -> Sequence[Fact]:
    """What documents print today."""
    now = asdict(settings.pharmacy())
    now["phone"] = formats.phone(now["phone"])
    now[_ZONE] = now[_ZONE] or clock.COUNTRY_ZONE
    return [(_(field.label), now[field.name]) for field in FIELDS if not isinstance(field, Group)]


async def change(desk: BaseScreen[Any]) -> None:
    """Asks, and says the new name at the head of the screens."""
    new = await edit(desk, settings.pharmacy, PharmacyDialog, pharmacy.change)
    session = desk.officine.session
    if new is not None and session is not None:
        desk.officine.session = replace(session, pharmacy=settings.pharmacy().name)


SECTION = Section("pharmacy", N_("Pharmacy"), facts, change, guide="parametres.md#pharmacie")
