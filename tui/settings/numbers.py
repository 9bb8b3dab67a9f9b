"""The letters that numbers of documents begin with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from textual import on

from locales import N_, _
from locales.words import ledger as words
from models.money.ledger.accounts import NUMBER_PREFIX
from models.pharmacy import prefixes
from models.store import numbering
from models.store.numbering import Series, check_prefix
from tui.forms.form import Field, Form, Group, TextField
from tui.frame.base import BaseScreen
from tui.settings.section import ChoicesDialog, Fact, Section, edit

Prefixes = Mapping[Series, str]
_KINDS = {Series(prefix): kind for kind, prefix in NUMBER_PREFIX.items()}
_DOCUMENTS = {
    Series.STATEMENT: N_("Statement"),
    Series.QUOTE: N_("Quote"),
    Series.PREPARATION: N_("Preparation"),
    Series.ORDER: N_("Order"),
    Series.GLOBAL_INVOICE: N_("Global invoice"),
}


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

    def fields(self) -> Sequence[Field | Group]:
        return [PrefixField(series, label(series), required=True) for series in Series]

    def start(self) -> Mapping[str, Any]:
        return {series.value: prefix for series, prefix in self.now.items()}

    def on_mount(self) -> None:
        for series in Series:
            self._say_next(series)

    def value(self, values: dict[str, Any]) -> Prefixes:
        return {series: values[series] for series in Series}

    @on(Form.Changed)
    def changed(self, event: Form.Changed) -> None:
        if self.form.typed()[event.name] != self._typed_before.get(event.name):
            # Otherwise what another person chose meanwhile is shown beside it.
            self._say_next(Series(event.name))

    def _say_next(self, series: Series) -> None:
        prefix = self.form.value(series)
        self.form.aside(series, numbering.upcoming(prefix) if prefix else "")


def facts() -> Sequence[Fact]:
    """The next number of each series."""
    return [(label(series), numbering.upcoming(prefix)) for series, prefix in numbering.prefixes().items()]


async def change(desk: BaseScreen[Any]) -> None:
    """Asks and keeps."""
    await edit(desk, numbering.prefixes, NumbersDialog, prefixes.change)


SECTION = Section("numbers", N_("Numbering"), facts, change)
