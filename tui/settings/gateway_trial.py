"""M'envoyer un essai: an SMS to a number of the pharmacy's own, through the gateway that is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from locales import N_, _, formats
from models.outbox import gsm, mobiles, single
from models.people.trail import new_op_id
from models.refusals import Refused
from models.store import clock, settings
from tui.base import Place
from tui.insist import insist
from tui.widgets.form import PhoneField
from tui.widgets.form_dialog import FormDialog


@dataclass(frozen=True, slots=True)
class _Number:
    e164: str


class TrialDialog(FormDialog[_Number]):
    """To which number."""

    HEADING = N_("Send me a test")
    ENTER_SUBMITS: ClassVar[bool] = True
    FIELDS = (PhoneField("recipient", N_("Mobile"), "06 12 34 56 78", required=True),)

    def __init__(self, again: _Number | None, refused: Refused | None) -> None:
        super().__init__(refused=refused)
        self._again = again

    def start(self) -> Mapping[str, Any]:
        house = settings.pharmacy().phone
        own = house if mobiles.is_mobile(house) else ""
        return {"recipient": self._again.e164 if self._again else own}

    def answer(self, values: dict[str, Any]) -> _Number:
        return _Number(values["recipient"])


async def send_trial(place: Place[Any]) -> None:
    """Asks for the number, queues a short text to it, and lets it leave."""
    op_id, staff = new_op_id(), place.officine.staff
    said = _("Test of {pharmacy}, {moment}.")
    text = gsm.fold(said.format(pharmacy=settings.pharmacy().name, moment=formats.moment(clock.now())))

    def send(number: _Number) -> str:
        single.send_test(number.e164, text, staff=staff, op_id=op_id)
        return number.e164

    sent = await insist(place, TrialDialog, send)
    if sent is not None:
        place.officine.sending.begin()
        place.tell(
            _("On its way to {number}: F7 says what becomes of it.").format(number=formats.phone(sent))
        )
