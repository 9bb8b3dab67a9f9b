"""A sale, from the first product to what is paid of it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from locales import N_, _
from locales.words import animals as words
from models.money.ledger.client_status import check_may_operate
from models.money.ledger.postings import Entered
from models.people.animals.listing import AnimalRow
from models.people.clients import verbs as clients
from models.people.staff.drafts import DraftRow
from models.store import clock
from models.trade.prices.lines import NewLine
from models.trade.sales import verbs as sales
from models.trade.sales.animals import ForAnimals
from models.values import Centimes
from tui.fiche.sales import animals as of_animals
from tui.fiche.sales.paid import Sold, ask_and_sell, tell_sold
from tui.fiche.sales.payment import Paid
from tui.forms.fields import Field, Option, TextField, ValueDateField
from tui.frame.base import asking
from tui.lines.desk import LinesDesk
from tui.widgets.text_lines import Line, Lines, ends

if TYPE_CHECKING:
    from tui.frame.base import BaseScreen


class SaleDesk(LinesDesk[Sold]):
    """The lines, for whom, then what is paid."""

    PURPOSE = N_("A sale: scan or type the products, then F9 asks what is paid.")
    GUIDE = "vendre.md#saisir-une-vente"
    HEADING: ClassVar[str] = N_("New sale")
    DRAFT: ClassVar[str] = "sale"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f7",
            "animal",
            N_("Animal"),
            id="sale.animal",
            tooltip=N_("For which animal the sale is; F3 says it of one line"),
        ),
    ]

    _paid: Paid | None = None
    _of: Centimes | None = None
    """What was last typed as paid, and of which total."""

    def __init__(self, client: int, lines: Sequence[NewLine] = (), **begins: Any) -> None:
        """As `LinesDesk`."""
        super().__init__(client, lines, **begins)
        self._animals = of_animals.animals_of(self.client)
        self._animal = self._animal_of(self._draft.get("animal"))
        """The one that all of it is for."""

    def _animal_of(self, key: int | None) -> AnimalRow | None:
        return next((row for row in self._animals if row.id == key), None)

    def animals(self) -> Sequence[Option]:
        return [Option(row.id, words.called(row)) for row in self._animals]

    def chosen(self) -> Mapping[str, Any]:
        return {**super().chosen(), "animal": self._animal.id if self._animal else None}

    def beneath(self) -> ComposeResult:
        yield from super().beneath()
        if self._animals:
            yield Lines(self._named, classes="animals")

    def _named(self, width: int) -> list[Line]:
        """The client's animals, or the one that all of it is for."""
        said = _("Animals: {names}").format(names=words.named(self._animals)), "accent"
        if self._animal is not None:
            said = _("For {name}").format(name=words.introduced(self._animal)), "strong"
        return [ends(said, ("F7", "quiet"), width)]  # the bar of a narrow terminal has no room for the key

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "animal":
            return bool(self._animals)
        return super().check_action(action, parameters)

    @asking
    async def action_animal(self) -> None:
        heading, none = _("For which animal?"), _(of_animals.FOR_NONE)
        chosen = await of_animals.which(self, heading, self._animals, none)
        if chosen is not None:
            self._animal = self._animal_of(chosen[0])
            self.query_one(".animals", Lines).put(self._named)

    def fields(self) -> Sequence[Field]:
        return (
            *self.contact_field(),
            ValueDateField("day", N_("Date")),
            TextField("note", N_("Note")),
        )

    def start(self) -> Mapping[str, Any]:
        return {"day": clock.today()}

    async def save(self, lines: Sequence[NewLine], total: Centimes, values: Mapping[str, Any]) -> Sold | None:
        def keep(paid: Paid) -> None:
            self._paid, self._of = paid, total

        before = self._paid if self._of == total else None  # of another total it would be misread
        return await ask_and_sell(
            self, self.client, total, lambda paid: self._sell(lines, total, values, paid), before, keep
        )

    def _sell(
        self, lines: Sequence[NewLine], total: Centimes, values: Mapping[str, Any], paid: Paid
    ) -> Entered:
        return sales.sell(
            self.client,
            lines,
            paid=paid.split.modes,
            avoir_used=paid.split.avoir_used,
            reference=paid.reference,
            contact=values.get("contact", ""),
            for_contact=values["for_contact"],
            day=values["day"],
            note=values["note"],
            seen=total,
            animals=self._for_animals(),
            by=self.officine.by(self.request_key),
        )

    def _for_animals(self) -> ForAnimals | None:
        """None where it is for no animal."""
        said = ForAnimals(self._animal.id if self._animal else None, self.editor.basket.animals)
        return said if said.rows() else None


async def sell(desk: "BaseScreen[Any]", client: int, contact: int | None = None) -> int | None:
    """Asks for a sale, and says what came of it; its operation, None where somebody gave up. `contact` is the
    contact proposed.
    """
    # Said before anything is typed; the verb checks it again.
    check_may_operate(clients.get(client))
    kept = SaleDesk.kept(desk.officine.staff, client)
    sold = await desk.ask(SaleDesk(client, draft=kept, contact=contact))
    if sold is None:
        return None
    await tell_sold(desk, client, sold)
    return sold.operation


async def resume(desk: "BaseScreen[Any]", draft: DraftRow) -> None:
    """Goes on with a sale that was not finished."""
    client = int(draft.subject)
    sold = await desk.ask(SaleDesk(client, draft=draft.content))
    if sold is not None:
        await tell_sold(desk, client, sold)
