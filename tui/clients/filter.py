"""The dialog that narrows a list of clients: who they are, what they owe and since when, a saved list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, TypeVar

from locales import N_, _
from locales.words.filters import age
from locales.words.ledger import client_kind
from models.money.ledger.old_debt import OwingBefore, OwingFor
from models.people.clients import selections
from models.people.clients.filter import ClientFilter
from models.people.clients.table import ClientKind
from models.pharmacy import features
from models.pharmacy.features import Feature
from models.refusals import Refused
from tui.clients.categories import options
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import AmountField, ChoiceField, DateField, Field, Option
from tui.parts import birthday_fields
from tui.parts.listed import filtered_organisms

_AGES = (30, 60, 90, 180, 365)
"""Choices in days; the steps of an aged balance."""

Wanted = TypeVar("Wanted", bound=ClientFilter)


@dataclass
class AgeTwice(Refused):
    """A debt's age and a day are given; each says how old it is."""

    field: ClassVar[str] = "before"
    sentence: ClassVar[str] = N_("Give an age or a day, not both.")


class FilterDialog(FormDialog[Wanted]):
    """Enter applies the filter from any field. What a filter holds beside these fields is kept."""

    HEADING = N_("Narrow the list")
    ENTER_SUBMITS = True

    def __init__(self, now: Wanted) -> None:
        super().__init__()
        self._now = now

    def fields(self) -> Sequence[Field]:
        fields: list[Field] = []
        if Feature.CATEGORIES in features.in_use():
            every = options(Option(None, _("all of them")))
            fields.append(ChoiceField("category", N_("Category"), options=tuple(every)))
        fields += [
            AmountField("owes_more_than", N_("Owes more than"), N_("empty: whoever")),
            ChoiceField("age", N_("Debt"), options=self._ages()),
            DateField("before", N_("Unpaid before"), N_("empty: whenever")),
            *birthday_fields.fields(N_("Birthday from"), N_("Birthday until")),
            ChoiceField("kind", N_("Type"), options=(Option(None, _("whoever")), *_kinds())),
            ChoiceField("organism", N_("Organism"), options=filtered_organisms()),
            ChoiceField("blocked", N_("Blocked"), options=_either(_("only blocked"), _("none blocked"))),
            ChoiceField("sleeping", N_("Sleeping"), options=_either(_("only sleeping"), _("none sleeping"))),
        ]
        saved = selections.available()
        if saved:
            named = (Option(each.id, each.name) for each in saved)
            fields.append(
                ChoiceField("selection", N_("List"), options=(Option(None, _("all clients")), *named))
            )
        return fields

    def _ages(self) -> tuple[Option, ...]:
        now = [self._now.debt.days] if isinstance(self._now.debt, OwingFor) else []
        ages = sorted({*_AGES, *now})
        return (Option(None, _("of any age")), *(Option(days, age(days)) for days in ages))

    def start(self) -> Mapping[str, Any]:
        now, debt = self._now, self._now.debt
        asked = (name for name in ClientFilter.__dataclass_fields__ if name not in ("debt", "birthdays"))
        return {
            **{name: getattr(now, name) for name in asked},
            **birthday_fields.days_of(now.birthdays),
            "age": debt.days if isinstance(debt, OwingFor) else None,
            "before": debt.day if isinstance(debt, OwingBefore) else None,
        }

    def answer(self, values: dict[str, Any]) -> Wanted:
        days, before = values.pop("age"), values.pop("before")
        if days is not None and before is not None:
            raise AgeTwice
        birthdays = birthday_fields.birthdays_of(values, self._now.birthdays)
        for name in birthday_fields.NAMES:
            del values[name]
        debt = OwingBefore(before) if before is not None else OwingFor(days) if days is not None else None
        return replace(self._now, debt=debt, birthdays=birthdays, **values)


def _kinds() -> Sequence[Option]:
    return [Option(kind, client_kind(kind)) for kind in ClientKind]


def _either(only: str, none: str) -> tuple[Option, ...]:
    return (Option(None, _("whoever")), Option(True, only), Option(False, none))
