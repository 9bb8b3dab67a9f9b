"""Form fields of custom fields: what is typed is read as the text that is kept, and shown as people write."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, cast

from locales import N_, _, formats
from models.custom_fields.definitions import Definition, OptionRow
from models.custom_fields.kinds import YES, CustomKind, ids, parse_number
from models.custom_fields.values import CustomValues, form_name
from models.refusals import Refused
from models.store.search.folding import loose
from models.values import Centimes
from tui.forms.fields import (
    AmountField,
    ChoiceField,
    DateField,
    Field,
    NoteField,
    Option,
    TextField,
    TypedField,
    unchosen,
)


@dataclass
class NotInTheList(Refused):
    """No value of the list begins like this."""

    text: str
    options: str
    sentence: ClassVar[str] = N_("“{text}” is none of: {options}")


@dataclass(frozen=True)
class NumberField(TypedField):
    """A number, whole or with decimals, as it is kept."""

    width: int = 20
    most: int = 40
    whole: bool = False

    @property
    def empty(self) -> str:
        return ""

    def read(self, text: str) -> str:
        return parse_number(text, whole=self.whole)

    def show(self, value: Any) -> str:
        return str(value or "")


@dataclass(frozen=True)
class CustomAmountField(AmountField):
    """An amount, kept as whole centimes in a text."""

    signed: bool = True

    @property
    def empty(self) -> str:
        return ""

    def read(self, text: str) -> Any:
        return str(int(cast(Centimes, super().read(text))))

    def show(self, value: Any) -> str:
        return super().show(Centimes(int(value))) if value else ""


@dataclass(frozen=True)
class CustomDateField(DateField):
    """A day, kept as `2026-11-30`; any day may be meant."""

    future: bool = True

    @property
    def empty(self) -> str:
        return ""

    def read(self, text: str) -> Any:
        return super().read(text).isoformat()

    def show(self, value: Any) -> str:
        return formats.day(date.fromisoformat(value)) if value else ""


@dataclass(frozen=True)
class SeveralField(TypedField):
    """Several values of a list: their names, or how these begin, with commas between."""

    most: int = 1000
    options: tuple[OptionRow, ...] = ()

    @property
    def empty(self) -> str:
        return ""

    def read(self, text: str) -> str:
        found = {self._named(part) for part in text.split(",") if part.strip()}
        return ",".join(map(str, sorted(found)))

    def show(self, value: Any) -> str:
        chosen = set(ids(value or ""))
        return ", ".join(each.name for each in self.options if each.id in chosen)

    def _named(self, part: str) -> int:
        wanted = loose(part)
        exact = [each for each in self.options if loose(each.name) == wanted]
        begun = [each for each in self.options if wanted and loose(each.name).startswith(wanted)]
        for found in (exact, begun):
            if len(found) == 1:
                return found[0].id
        raise NotInTheList(part.strip(), ", ".join(each.name for each in self.options))


def field_of(definition: Definition) -> Field:
    """The form field of a custom field, with the values of its list; a retired one says so."""
    name, label = form_name(definition.id), definition.name
    options = tuple(definition.options.values())
    match definition.kind:
        case CustomKind.TEXT:
            return TextField(name, label)
        case CustomKind.NOTE:
            return NoteField(name, label, lines=3, most=2000)
        case CustomKind.WHOLE | CustomKind.DECIMAL:
            return NumberField(name, label, whole=definition.kind is CustomKind.WHOLE)
        case CustomKind.AMOUNT:
            return CustomAmountField(name, label)
        case CustomKind.DATE:
            return CustomDateField(name, label)
        case CustomKind.YES_NO:
            return ChoiceField(name, label, options=(Option("", _("no")), Option(YES, _("yes"))))
        case CustomKind.LIST:
            return ChoiceField(name, label, options=(unchosen(""), *map(_option, options)))
        case CustomKind.SEVERAL:
            offered = ", ".join(each.name for each in options if not each.retired)
            return SeveralField(name, label, offered[:200], options=options)


def _option(row: OptionRow) -> Option:
    return Option(str(row.id), _("{name} (retired)").format(name=row.name) if row.retired else row.name)


def offered(definitions: Iterable[Definition]) -> list[Definition]:
    """The fields that can be filled in."""
    return [each for each in definitions if not each.retired]


def as_typed(values: CustomValues, shown: Iterable[Definition]) -> dict[str, str]:
    """The values by the names of their form fields; empty where nothing is filled in."""
    return {form_name(each.id): values.get(each.id, "") for each in shown}


def as_kept(typed: dict[str, Any], before: CustomValues, shown: Sequence[Definition]) -> dict[int, str]:
    """The values of a form, with those `before` that it did not show; takes them out of what was `typed`."""
    new = {each.id: typed.pop(name) for each in shown if (name := form_name(each.id)) in typed}
    return {key: text for key, text in sorted({**before, **new}.items()) if text}
