"""Histo: all that was sold for an animal, and what came back of it (pet-history)."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from locales import N_, formats
from locales.words import animals as words
from locales.words.clients import age
from models.people.animals.listing import AnimalRow
from models.store import clock
from models.trade.returns.product_history import ProductHistory
from tui.fiche.parts.pane import Pane
from tui.fiche.product_history import ProductHistoryPane
from tui.frame.base import STYLES, Desk
from tui.widgets.text_lines import Lines, ends


class AnimalHistoryPane(ProductHistoryPane):
    """The newest first. Enter opens the sale or the return."""

    PURPOSE = N_("every product that was sold for this animal, or brought back.")
    GUIDE = "animaux.md#ce-qui-a-été-vendu-pour-un-animal"
    TITLE = N_("History")
    EMPTY = N_("Nothing was sold for this animal yet. F7 in a sale says that it is for it.")

    def __init__(self, animal: int) -> None:
        self._animal = animal
        super().__init__()

    def all_of(self, client: int) -> ProductHistory:
        return ProductHistory(client, animal=self._animal)


class AnimalHistoryDesk(Desk[None]):
    """One animal, and what was sold for it."""

    PURPOSE = N_("All that was sold for one animal.")
    GUIDE = AnimalHistoryPane.GUIDE
    CSS_PATH = STYLES / "fiche.tcss"
    AUTO_FOCUS = "Rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "refresh", N_("Refresh"), id="animal_history.refresh", show=False),
        Binding("escape", "back", N_("Back"), id="animal_history.back"),
    ]

    def __init__(self, animal: AnimalRow) -> None:
        super().__init__()
        self._animal = animal

    def content(self) -> ComposeResult:
        row = self._animal
        born = f"{formats.day(row.birth_date)} · {age(row.birth_date, clock.today())}"
        yield Lines(lambda width: [ends((words.introduced(row), "strong"), (born, "quiet"), width)], id="who")
        yield AnimalHistoryPane(row.id)

    def on_mount(self) -> None:
        self.query_one(AnimalHistoryPane).show(self._animal.client)

    def read_again(self) -> None:
        self.query_one(AnimalHistoryPane).read_again()

    @on(Pane.Left)
    def left(self) -> None:
        self.dismiss(None)
