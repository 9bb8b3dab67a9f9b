"""Who the pharmacy is: what its documents print."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from textual import on

from locales import N_, _, formats
from models.people import postal
from models.people.companies.ice import plausible_ice
from models.people.postal import PostalForm
from models.pharmacy import identity as pharmacy
from models.pharmacy.parties import FRENCH_NUMBERS, MOROCCAN_NUMBERS, PHARMACY_IDENTIFIERS
from models.store import clock, settings
from models.store.settings import Pharmacy
from tui.forms.form import Form, Group, PhoneField, TextField
from tui.frame.base import BaseScreen
from tui.settings.section import ChoicesDialog, Fact, Section, edit

_ZONE = "time_zone"

FIELDS: tuple[TextField | Group, ...] = (
    TextField("name", N_("Name"), required=True),
    TextField("address", N_("Address")),
    TextField("postal_code", N_("Postcode"), width=12),
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
        self._look_at_zone(self.now.time_zone)

    @on(Form.Changed)
    def look_at(self, event: Form.Changed) -> None:
        if event.name == "ice":
            typed = self.form.value("ice", "")
            doubtful = typed and not plausible_ice(typed)
            self.form.aside("ice", _("to be checked") if doubtful else "")
        elif event.name == _ZONE:
            self._look_at_zone(self.form.value(_ZONE, ""))

    def _look_at_zone(self, zone: str) -> None:
        """What a clock on the wall shows there: who looks at their own sees whether it is the right zone. And
        the numbers of its country.
        """
        self.form.aside(_ZONE, _hour_in(zone or clock.COUNTRY_ZONE))
        hidden = _elsewhere(zone, self.form.typed())
        for name in PHARMACY_IDENTIFIERS:
            self.form.reveal(name, name not in hidden)


def _elsewhere(zone: str, values: Mapping[str, Any]) -> Collection[str]:
    """The empty numbers of another country than that of the pharmacy."""
    theirs = FRENCH_NUMBERS if postal.home_in(zone) is PostalForm.MOROCCO else MOROCCAN_NUMBERS
    return {name for name in theirs if not values[name]}


def _hour_in(zone: str) -> str:
    if clock.zone_named(zone) is None:
        return ""
    return _("it is {time} there").format(time=f"{clock.local(clock.now(), zone):%H:%M}")


def facts() -> Sequence[Fact]:
    """What documents print today."""
    now = asdict(settings.pharmacy())
    now["phone"] = formats.phone(now["phone"])
    now[_ZONE] = now[_ZONE] or clock.COUNTRY_ZONE
    hidden = _elsewhere(now[_ZONE], now)
    return [
        (_(field.label), now[field.name])
        for field in FIELDS
        if not isinstance(field, Group) and field.name not in hidden
    ]


async def change(desk: BaseScreen[Any]) -> None:
    """Asks, and says the new name at the head of the screens."""
    new = await edit(desk, settings.pharmacy, PharmacyDialog, pharmacy.change)
    session = desk.officine.session
    if new is not None and session is not None:
        desk.officine.session = replace(session, pharmacy=settings.pharmacy().name)


SECTION = Section("pharmacy", N_("Pharmacy"), facts, change, guide="parametres.md#pharmacie")
