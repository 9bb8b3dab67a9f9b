"""Looks the company of a fiche up in the public directory while the person goes on typing."""

from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING, Any

from locales import _
from locales.sentences import explain
from models.people import postal
from models.people.postal import PostalForm
from models.refusals import Refused
from tui.clients.sections.form import EditorForm
from tui.forms.form import Form
from tui.frame.base import BaseScreen

if TYPE_CHECKING:
    from messaging.directory.company import Company

_LOOKED_UP = ("siren", "siret")
_FILLED = ("last_name", "address", "postal_code", "city", "siren", "siret", "naf", "vat_number")
_COUNTRY = "France"
"""That of the directory: an empty country is the pharmacy's."""


class CompanyLookUp:
    """Asks the directory once a SIREN or SIRET is complete, if the settings say so.

    A new fiche is filled in, but never over what a person typed; one that exists is only told who bears the
    number. Nothing waits for it: an answer that comes after the number was changed, after the time that a
    person waits, or after the editor was left is dropped.
    """

    def __init__(self, desk: BaseScreen[Any], form: Callable[[], EditorForm | Form]) -> None:
        self._desk = desk
        self._form = form
        self._number = ""
        """What is or was asked last."""
        self._beside = ""
        """The field beside which the answer to that is said."""
        self._question = 0
        self._filled: dict[str, str] = {}
        """What came from the directory, which a later answer may replace."""

    def typed(self, name: str, *, creating: bool, before: str) -> None:
        """A field was changed; `before` is its value as it was saved."""
        if name not in _LOOKED_UP:
            return
        number = str(self._form().value(name, ""))
        if not number:
            self._filled.pop(name, None)
        if number == self._number or self._filled.get(name) == number:
            return
        if not number and name != self._beside:
            return  # The other number is complete, and its question stands.
        self.drop()
        if number and number != before:
            self._ask(name, number, creating)

    def ask(self, number: str, *, beside: str) -> None:
        """Asks for a number that stands in the fiche, and fills in what is empty. The answer is said beside
        the field `beside`.
        """
        self._ask(beside, number, creating=True)

    def drop(self) -> None:
        """The answer to the last question is not wanted any more."""
        self._question += 1
        self._form().aside(self._beside, "")
        self._number = self._beside = ""

    def _ask(self, name: str, number: str, creating: bool) -> None:
        from messaging.directory import choices
        from messaging.directory.lookup import PATIENCE, NoAnswerInTime

        choice = choices.choice()
        if not choice.asked:
            return
        self._number, self._beside, question = number, name, self._question
        self._form().aside(name, _("asking the directory…"))

        def told(answer: "Company | Refused") -> None:
            if question == self._question and self._desk.is_attached:
                self._question += 1
                self._take(name, answer, creating)

        # The name of the host is resolved by the system, in its own time: nobody waits for the thread.
        self._desk.set_timer(PATIENCE, lambda: told(NoAnswerInTime()))
        Thread(target=self._find, args=(number, choice.url, told), daemon=True, name="directory").start()

    def _find(self, number: str, url: str, told: Callable[["Company | Refused"], None]) -> None:
        """In the thread."""
        from machine.log import write_down
        from messaging.directory.lookup import NoAnswerInTime, look_up

        try:
            answer: Company | Refused = look_up(number, url)
        except Refused as refused:
            answer = refused
        except Exception as error:
            write_down(error)
            answer = NoAnswerInTime()
        with suppress(RuntimeError):  # The program has ended meanwhile.
            self._desk.call_later(told, answer)

    def _take(self, name: str, answer: "Company | Refused", creating: bool) -> None:
        form = self._form()
        if isinstance(answer, Refused):
            form.aside(name, _("not looked up"))
            self._desk.warn(explain(answer))
            return
        form.aside(name, _("has ceased") if answer.closed else _("in the directory"))
        known = ", ".join(filter(None, (answer.last_name, answer.city)))
        if creating:
            self._fill(answer)
            said = _("From the directory: {company}. Nothing that you typed was changed.")
        else:
            said = _("In the directory: {company}.")
        if answer.closed:
            self._desk.warn(_("{company} has ceased, says the directory.").format(company=known))
        else:
            self._desk.tell(said.format(company=known))

    def _fill(self, company: "Company") -> None:
        for name in _FILLED:
            self._fill_in(name, getattr(company, name))
        if self._filled.keys() >= {"postal_code", "city"} and postal.home() is not PostalForm.FRANCE:
            self._fill_in("country", _COUNTRY)

    def _fill_in(self, name: str, found: str) -> None:
        if found and name in self._form().names and self._may_fill(name):
            self._filled[name] = found
            self._form().put(name, found)

    def _may_fill(self, name: str) -> bool:
        """Whether nothing is typed there, or what the directory said before."""
        form = self._form()
        text = form.typed().get(name, form.value(name, ""))
        return not text.strip() or form.value(name, ...) == self._filled.get(name)
