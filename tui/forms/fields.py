"""Fields as data: what a form asks for, and how a value is read from text and shown as text.

A form is a tuple of fields. `tui.forms.entries` names the widget of each kind. The code that parses a kind is
imported when it is first needed: the first form of a day asks for a code only.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from locales import _, formats, language
from locales.words import ledger as words
from models.values import Centimes

_NUMBER = 40
"""The most characters of an amount, a day or a quantity, with its spaces and currency."""


@dataclass(frozen=True)
class Field:
    """One field. `label` and `hint` are marked with `N_`.

    Attributes:
        name: the key of its value; verbs and refusals use the same name
        label: shown at its left
        hint: shown dimmed while the field is empty
        required: whether an empty field is refused
        width: in cells; 0 takes the available width
        most: the most characters; 0 is the limit of `models` for this name
    """

    name: str
    label: str
    hint: str = ""
    """An example, shown dimmed while the field is empty."""
    required: bool = False
    width: int = 0
    """In cells; 0 takes the available width."""
    most: int = 0
    """The most characters; 0 is the limit of `models` for this name."""

    @property
    def limit(self) -> int:
        """The most characters that can be typed."""
        from models.store.text import limit_of

        return self.most or limit_of(self.name)

    @property
    def empty(self) -> Any:
        """The value of an empty or hidden field."""
        return None

    def doubt(self, value: Any) -> str:
        """A question to ask once about a value that is rarely meant, in the user's language."""
        return ""


@dataclass(frozen=True)
class Group:
    """A heading above the fields that follow it; an empty one only says that they belong together."""

    label: str


@dataclass(frozen=True)
class TypedField(Field):
    """A field of one line of text, of any kind."""

    @property
    def hidden(self) -> bool:
        """Whether it shows dots and is stored nowhere."""
        return False

    def read(self, text: str) -> Any:
        """The value of a text that is not empty. Raises a `Refused`."""
        return text.strip()

    def show(self, value: Any) -> str:
        """The text of a value, such that `read` understands it."""
        return "" if value is None else str(value)


@dataclass(frozen=True)
class TextField(TypedField):
    """Plain text; empty is ""."""

    @property
    def empty(self) -> str:
        return ""


@dataclass(frozen=True)
class CodeField(TypedField):
    """A secret: shown as dots, stored in no draft, read exactly as typed."""

    @property
    def empty(self) -> str:
        return ""

    @property
    def hidden(self) -> bool:
        return True

    def read(self, text: str) -> str:
        return text


@dataclass(frozen=True)
class PhoneField(TextField):
    """A phone number in any local notation, read as E.164."""

    width: int = 20

    def read(self, text: str) -> str:
        from models.people.phones import to_e164

        return to_e164(text, self.name)

    def show(self, value: Any) -> str:
        return formats.phone(value or "")


@dataclass(frozen=True, slots=True)
class Percentage:
    """A share of an amount, in hundredths of a percent."""

    hundredths: int

    def of(self, amount: Centimes) -> Centimes:
        """The share of this amount, to the nearest centime."""
        from models.money import amounts

        return amounts.share(amount, self.hundredths)


@dataclass(frozen=True)
class AmountField(TypedField):
    """An amount: `12,5`, `1 250 DH`. Empty is None, which is not 0."""

    width: int = 16
    most: int = _NUMBER
    signed: bool = False
    percent: bool = False
    """Also takes `10 %`, and then reads as a `Percentage`."""

    def read(self, text: str) -> Centimes | Percentage:
        from models.money import amounts

        if self.percent and text.rstrip().endswith("%"):
            return Percentage(amounts.parse_percentage(text))
        return amounts.parse_amount(text, signed=self.signed)

    def show(self, value: Any) -> str:
        if value is None:
            return ""
        if isinstance(value, Percentage):
            return formats.percent(value.hundredths)
        text = formats.amount(value)
        # A comma between thousands, as in English, could not be typed back.
        return text.replace(",", formats.SPACE) if language() == "en" else text


@dataclass(frozen=True)
class QuantityField(TypedField):
    """How many of a product: `2`, `0,5`, in thousandths. Empty is None, which is not 0."""

    width: int = 12
    most: int = _NUMBER

    def read(self, text: str) -> int:
        from models.money import amounts

        return amounts.parse_quantity(text)

    def show(self, value: Any) -> str:
        return "" if value is None else formats.quantity(value)


@dataclass(frozen=True)
class PercentField(TypedField):
    """A percentage of at most 100: `10`, `12,5 %`, in hundredths. Empty is None, which is not 0."""

    width: int = 14
    most: int = _NUMBER

    def read(self, text: str) -> int:
        from models.money import amounts

        return amounts.parse_percentage(text)

    def show(self, value: Any) -> str:
        return "" if value is None else formats.percent(value)


@dataclass(frozen=True)
class DateField(TypedField):
    """A day: `12/11`, `12112026`, `hier`, `-3`."""

    width: int = 12
    most: int = _NUMBER
    future: bool = False
    """Whether a day after today is allowed."""

    def read(self, text: str) -> date:
        from models.store import clock
        from tui.forms.dates import parse_day

        return parse_day(text, clock.today(), future=self.future)

    def show(self, value: Any) -> str:
        return formats.day(value) if value else ""


@dataclass(frozen=True)
class ValueDateField(DateField):
    """The day on which money or goods moved: not after today; one long ago is asked about once."""

    def doubt(self, value: Any) -> str:
        from models.store import clock
        from tui.forms.dates import is_long_ago

        today = clock.today()
        if value is None or not is_long_ago(value, today):
            return ""
        said = _("{day}, {ago}.").format(day=formats.full_day(value), ago=words.ago(value, today))
        return said[:1].upper() + said[1:]


@dataclass(frozen=True)
class NoteField(Field):
    """Text of several lines; Enter begins a new one."""

    lines: int = 3

    @property
    def empty(self) -> str:
        return ""


@dataclass(frozen=True)
class CheckField(Field):
    """Yes or no."""

    @property
    def empty(self) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class Option:
    """One of the options. `label` is already in the user's language.

    One that is not `offered` is shown only where it is what was chosen before, so that saving the form does
    not take it away; nobody chooses it anew.
    """

    value: Any
    label: str
    offered: bool = True


def unchosen(value: Any = None) -> Option:
    """The first option, where nothing need be chosen: a dash, as no word suits every gender."""
    return Option(value, "–")


NOT_CHOSEN = "not chosen"
"""The value of an option that is no answer."""


def to_choose() -> Option:
    """The first option, where none would be right unless the person chooses."""
    return Option(NOT_CHOSEN, _("to choose"))


@dataclass(frozen=True)
class ChoiceField(Field):
    """A choice of one option. The first is the default."""

    options: tuple[Option, ...] = ()

    @property
    def empty(self) -> Any:
        return self.options[0].value if self.options else None
