"""Badges with a bar code: of one client, or of those who are ticked (badge-print)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from locales import N_, _, formats, ngettext
from models.people.clients.aliases import survivor_of
from models.people.clients.selections import NobodyTicked
from models.people.clients.table import Client, in_a_list
from models.people.clients.ticks import Ticks
from models.people.clients.verbs import full_name, get
from models.people.photos import listing as photos
from models.people.staff import preferences
from models.pharmacy import cards as choices
from models.pharmacy import features
from models.pharmacy.features import Feature
from models.store import clock, many, settings
from models.values import Progress
from printing.exports.listing import free_path
from printing.papers import cards
from printing.papers.cards import CardForm, Cards, Face
from printing.refusals import Cancelled
from tui.clients.exporting import NobodyListed
from tui.dialogs.form_dialog import FormDialog
from tui.forms.form import ChoiceField, Field, Option
from tui.frame.base import BaseScreen
from tui.parts import papers

FORM = "badge form"
"""The preference that stores on what they are printed."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """On what they are printed, and from which label of the first sheet on."""

    form: CardForm
    start: int


class CardsDialog(FormDialog[Wanted]):
    """On what the badges are printed; a sheet of labels that was begun goes on where the next one is free.

    Args:
        title: what the dialog is called, in the user's language.
        last: what was chosen the last time.
    """

    PURPOSE = N_("Badges with a bar code that opens the fiche of the client.")
    GUIDE = "badges.md"
    ENTER_SUBMITS: ClassVar[bool] = True

    def __init__(self, title: str, last: CardForm) -> None:
        super().__init__()
        self._title = title
        self._last = last

    def heading(self) -> str:
        return self._title

    def fields(self) -> Sequence[Field]:
        labels = tuple(Option(each, str(each)) for each in range(1, cards.ON_A_SHEET + 1))
        forms = (
            Option(CardForm.SHEET, _("A4, ten on a sheet")),
            Option(CardForm.CARD, _("cards, one a page (85.6 × 54 mm)")),
        )
        return (
            ChoiceField("form", N_("Sheets or cards"), options=forms),
            ChoiceField("start", N_("First free label"), options=labels),
        )

    def start(self) -> Mapping[str, Any]:
        return {"form": self._last, "start": 1}

    def show_effect(self) -> None:
        self.form.reveal("start", self.form.value("form") is CardForm.SHEET)

    def answer(self, values: dict[str, Any]) -> Wanted:
        return Wanted(values["form"], values["start"])


async def print_card(desk: BaseScreen[Any], client: int) -> None:
    """The badge of one client. Raises `NobodyListed` or `NoCodeToPrint`."""
    row = get(survivor_of(client))
    await _print(desk, [row.id], _("Badge of {name}").format(name=full_name(row)))


async def print_cards(desk: BaseScreen[Any], ticks: Ticks) -> None:
    """The badges of those who are ticked. Raises `NobodyTicked`, `TooManyCards` or `NoCodeToPrint`."""
    count = ticks.count()
    if not count:
        raise NobodyTicked
    cards.check(count)
    said = ngettext("{count} badge", "{count} badges", count).format(count=formats.count(count))
    await _print(desk, ticks.in_name_order(), said)


async def _print(desk: BaseScreen[Any], clients: Sequence[int], title: str) -> None:
    last = preferences.preferred(desk.officine.staff, FORM)
    wanted = await desk.ask(CardsDialog(title, CardForm(last) if last in set(CardForm) else CardForm.SHEET))
    if wanted is None:
        return
    preferences.remember(desk.officine.staff, FORM, wanted.form)

    def task(folder: Path, progress: Progress) -> Path:
        paper = content(clients, wanted, lambda done, steps: progress(done, 3 * steps))
        path = free_path(folder, _("Badges_{day}"), clock.today(), "pdf")
        return cards.write(paper, path, lambda done, steps: progress(steps + 2 * done, 3 * steps))

    await papers.write(desk, _("Badges"), _("Writing the badges"), task)


def content(clients: Sequence[int], wanted: Wanted, progress: Progress) -> Cards:
    """What is printed. Raises `NoCodeToPrint`, `Cancelled`, or `NobodyListed` where all of them are gone."""
    chosen = choices.choice()
    with_photo = chosen.photo and Feature.PHOTO in features.in_use()
    faces = []
    for done, row in enumerate(_in_order(clients), 1):
        if not progress(done, len(clients)):
            raise Cancelled
        shown = photos.shown(row.id) if with_photo else None
        text = choices.text_of(row, chosen.says)
        faces.append(Face(full_name(row), text, photos.content(shown) if shown else b""))
    if not faces:
        raise NobodyListed
    return Cards(
        pharmacy=settings.pharmacy().name,
        faces=faces,
        symbol=chosen.symbol,
        form=wanted.form,
        created=clock.local(clock.now()),
        start=wanted.start,
    )


def _in_order(clients: Sequence[int]) -> Iterable[Client]:
    rows = Client.select().where(many.among(Client.id, clients), in_a_list())
    known = {row.id: row for row in rows}
    return [known[key] for key in clients if key in known]
