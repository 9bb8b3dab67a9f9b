"""Custom fields in words: their kinds, and the values that somebody filled in."""

from collections.abc import Iterable
from datetime import date

from locales import _, formats
from models.custom_fields.definitions import Definition, definitions
from models.custom_fields.kinds import LISTED, YES, CustomKind, ids
from models.custom_fields.table import CustomRecord
from models.custom_fields.values import CustomValues
from models.values import Centimes


def kind(of: CustomKind) -> str:
    """The word for a kind."""
    return {
        CustomKind.TEXT: _("text"),
        CustomKind.NOTE: _("long text"),
        CustomKind.WHOLE: _("whole number"),
        CustomKind.DECIMAL: _("decimal number"),
        CustomKind.AMOUNT: _("amount"),
        CustomKind.DATE: _("date"),
        CustomKind.YES_NO: _("yes or no"),
        CustomKind.LIST: _("one of a list"),
        CustomKind.SEVERAL: _("several of a list"),
    }[of]


def record(of: CustomRecord) -> str:
    """The word for what has a field."""
    return {CustomRecord.CLIENT: _("client"), CustomRecord.PRODUCT: _("product")}[of]


def pairs(of: CustomRecord, values: CustomValues) -> list[tuple[str, str]]:
    """The name and the value of each custom field that is filled in, in the pharmacy's order: for screens,
    the printed fiche and exports. A retired field says that it is.
    """
    if not values:
        return []
    return list(_pairs(definitions(of), values))


def retired(of: CustomRecord, values: CustomValues) -> list[tuple[str, str]]:
    """Those of `pairs` whose field is retired, which no form shows."""
    if not values:
        return []
    return list(_pairs((each for each in definitions(of) if each.retired), values))


def _pairs(known: Iterable[Definition], values: CustomValues) -> Iterable[tuple[str, str]]:
    for each in known:
        if values.get(each.id):
            name = _("{name} (retired)").format(name=each.name) if each.retired else each.name
            yield name, shown(each, values[each.id])


def shown(definition: Definition, text: str) -> str:
    """A kept value as a person reads it."""
    if not text:
        return ""
    if definition.kind in LISTED:
        return ", ".join(definition.options[key].name for key in ids(text) if key in definition.options)
    if definition.kind is CustomKind.AMOUNT:
        return formats.amount(Centimes(int(text)))
    if definition.kind is CustomKind.DATE:
        return formats.day(date.fromisoformat(text))
    if definition.kind is CustomKind.YES_NO:
        return _("yes") if text == YES else _("no")
    return text
