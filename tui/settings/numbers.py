"""The letters that numbers of documents begin with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from textual import on

from locales import N_, _
from locales.words import ledger as words
from models.money.ledger.accounts import NUMBER_PREFIX
from models.pharmacy import features, prefixes
from models.pharmacy.features import Feature
from models.refusals import Refused
from models.store import numbering
from models.store.numbering import Series, check_prefix
from tui.forms.form import Field, Form, Group, TextField
from tui.frame.base import BaseScreen
from tui.settings.section import ChoicesDialog, Fact, Section, TypedChoice, edit

Prefixes = Mapping[Series, str]
_KINDS = {Series(prefix): kind for kind, prefix in NUMBER_PREFIX.items()}
_DOCUMENTS = {
    Series.STATEMENT: N_("Statement"),
    Series.QUOTE: N_("Quote"),
    Series.PREPARATION: N_("Preparation"),
    Series.ORDER: N_("Order"),
    Series.DELIVERY_NOTE: N_("Delivery note"),
    Series.PRO_FORMA: N_("Pro forma"),
    Series.INVOICE: N_("Invoice"),
    Series.INVOICE_CREDIT_NOTE: N_("Invoice credit note"),
    Series.GLOBAL_INVOICE: N_("Global invoice"),
}

_OF_FEATURES = {
    Series.PREPARATION: Feature.PREPARATIONS,
    Series.DELIVERY_NOTE: Feature.DELIVERY,
    Series.PRO_FORMA: Feature.PROFESSIONALS,
}
"""The series of documents that a pharmacy may not use."""


def label(series: Series) -> str:
    """What is numbered so."""
    return words.operation(_KINDS[series]) if series in _KINDS else _(_DOCUMENTS[series])


@dataclass(frozen=True)
class PrefixField(TextField):
    """The prefix of the series after which the field is named."""

    width: int = 8

    def read(self, text: str) -> str:
        return check_prefix(Series(self.name), text)


class NumbersDialog(ChoicesDialog[Prefixes]):
    """A prefix for each series; beside it, the next number that it would give."""

    HEADING = N_("Numbering")

    def __init__(self, now: Prefixes, again: TypedChoice[Prefixes] | None, refused: Refused | None) -> None:
        super().__init__(now, again, refused)
        self._shown = shown()

    def fields(self) -> Sequence[Field | Group]:
        return [PrefixField(series, label(series), required=True) for series in self._shown]

    def start(self) -> Mapping[str, Any]:
        return {series.value: self.now[series] for series in self._shown}

    def on_mount(self) -> None:
        for series in self._shown:
            self._say_next(series)

    def value(self, values: dict[str, Any]) -> Prefixes:
        return {**self.now, **{series: values[series] for series in self._shown}}

    @on(Form.Changed)
    def changed(self, event: Form.Changed) -> None:
        if self.form.typed()[event.name] != self._typed_before.get(event.name):
            # Otherwise what another person chose meanwhile is shown beside it.
            self._say_next(Series(event.name))

    def _say_next(self, series: Series) -> None:
        prefix = self.form.value(series)
        self.form.aside(series, numbering.upcoming(prefix) if prefix else "")


def shown() -> list[Series]:
    """The series of what the pharmacy uses, in their order."""
    used = features.in_use()
    return [series for series in Series if series not in _OF_FEATURES or _OF_FEATURES[series] in used]


def facts() -> Sequence[Fact]:
    """The next number of each series."""
    now = numbering.prefixes()
    return [(label(series), numbering.upcoming(now[series])) for series in shown()]


async def change(desk: BaseScreen[Any]) -> None:
    """Asks and keeps."""
    await edit(desk, numbering.prefixes, NumbersDialog, prefixes.change)


SECTION = Section("numbers", N_("Numbering"), facts, change, guide="parametres.md#numérotation")
