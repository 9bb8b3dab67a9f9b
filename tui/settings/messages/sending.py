"""When and how fast messages leave, and how long they may be."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from locales import N_, _, formats
from models.outbox import rules
from models.outbox.channels.sending_rules import SendingRules
from tui.forms.form import Group
from tui.forms.hours import TimeField
from tui.forms.whole import WholeField
from tui.frame.base import BaseScreen
from tui.settings.section import ChoicesDialog, Fact, Section, edit


class SendingDialog(ChoicesDialog[SendingRules]):
    """Hours, pace and length. Which gateway is another section."""

    HEADING = N_("Sending SMS")
    FIELDS = (
        Group(N_("Hours")),
        TimeField("opens", N_("Beginning"), "9:00", required=True),
        TimeField("closes", N_("End"), "20:00", required=True),
        WholeField("per_second", N_("Per second"), required=True),
        Group(N_("Text")),
        WholeField("longest", N_("Characters"), required=True),
    )

    def start(self) -> Mapping[str, Any]:
        return asdict(self.now)

    def on_mount(self) -> None:
        self.form.aside("per_second", _("messages at most"))
        self.form.aside("longest", _("at most, names and amounts filled in"))

    def value(self, values: dict[str, Any]) -> SendingRules:
        return replace(self.now, **values)


def facts() -> Sequence[Fact]:
    """The rules of today."""
    now = rules.sending_rules()
    hours = _("from {opens} to {closes}").format(opens=f"{now.opens:%H:%M}", closes=f"{now.closes:%H:%M}")
    pace = _("{count} messages per second at most").format(count=formats.count(now.per_second))
    longest = _("{count} characters at most").format(count=formats.count(now.longest))
    return [(_("Hours"), hours), (_("Pace"), pace), (_("Text"), longest)]


async def change(desk: BaseScreen[Any]) -> None:
    """Asks and keeps."""
    await edit(desk, rules.sending_rules, SendingDialog, rules.change)


SECTION = Section("sending", N_("Sending SMS"), facts, change, guide="parametres-sms.md#envoi-sms")
