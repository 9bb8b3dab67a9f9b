"""So much of an avoir: what the dialogs that use one and that pay one back share."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual.app import ComposeResult

from locales import N_
from models.money.amounts import NotPositive
from models.money.avoirs.refunds import MoreThanAvailable, MoreThanBrought, MoreThanMoney
from models.money.avoirs.verbs import AvoirRow, MoreThanUnpaid
from models.money.ceiling import CeilingExceeded
from models.refusals import Refused
from models.store import clock
from models.values import Centimes
from tui.dialogs.figures import Figure, Figures
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import AmountField, Field, ValueDateField
from tui.frame.base import STYLES

_OF_AMOUNT = (
    NotPositive,
    MoreThanAvailable,
    MoreThanMoney,
    MoreThanBrought,
    MoreThanUnpaid,
    CeilingExceeded,
)


@dataclass(frozen=True, slots=True)
class TypedAmount:
    """What is asked, and the text of each field, to be shown again if need be."""

    amount: Centimes
    values: Mapping[str, Any]
    texts: Mapping[str, Any]


class AvoirAmountDialog(FormDialog[TypedAmount]):
    """An amount of this avoir, with the figures underneath as one types. Enter answers from any field."""

    CSS_PATH = STYLES / "payment.tcss"
    ENTER_SUBMITS: ClassVar[bool] = True
    FIELD_OF: ClassVar = dict.fromkeys(_OF_AMOUNT, "amount")

    def __init__(
        self, row: AvoirRow, most: Centimes, again: TypedAmount | None = None, refused: Refused | None = None
    ) -> None:
        """`most` is proposed. `again` and `refused`: what was typed before, and why it could not be done."""
        super().__init__(again.texts if again else None, refused)
        self.row = row
        self.most = most

    def others(self) -> Sequence[Field]:
        """What is asked besides the amount and the day."""
        return ()

    def fit(self) -> None:
        """Shows the fields that mean something with what the others hold."""

    @abstractmethod
    def figures(self, amount: Centimes) -> list[Figure]:
        """What this amount would do. May raise a `Refused`."""

    def fields(self) -> Sequence[Field]:
        return (
            AmountField("amount", N_("Amount"), N_("0.00"), required=True),
            *self.others(),
            ValueDateField("day", N_("Date")),
        )

    def start(self) -> Mapping[str, Any]:
        return {"amount": self.most or None, "day": clock.today()}

    def content(self) -> ComposeResult:
        yield from super().content()
        yield Figures()

    def answer(self, values: dict[str, Any]) -> TypedAmount:
        if not values["amount"]:
            raise NotPositive
        self.figures(values["amount"])
        return TypedAmount(values["amount"], values, self.form.typed())

    def show_effect(self) -> None:
        self.fit()
        shown, amount = self.query_one(Figures), self.form.value("amount")
        if amount:
            shown.tell(lambda: self.figures(amount))
        else:
            shown.unknown()
