"""Anniversaires by the keys: days, ticks, the paper, and who is handed over; birthdays in every filter."""

import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from models.outbox.campaigns.recipients import EVERYBODY
from models.outbox.messages.campaign import Goal
from models.outbox.templates import verbs as templates
from models.people.animals import verbs as animals
from models.people.animals.table import AnimalFields
from models.people.birthdays.range import Birthdays
from models.people.categories import verbs as categories
from models.people.categories.verbs import ClientCategoryFields
from models.people.clients import selections
from models.people.clients.details import ClientDetails
from models.people.clients.table import Client
from models.people.staff.preferences import remember
from models.pharmacy import features
from models.store import connection
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.models.people.contacts.around import add
from tests.tui.clients.test_listing import names, opened, said, settled
from tests.tui.fiche.fiche_ledger import screen_text
from tests.tui.hands import Hands, come_to, until
from tui.clients.birthdays import printing
from tui.clients.birthdays.desk import BirthdaysDesk
from tui.clients.birthdays.dialog import BirthdaysDialog
from tui.clients.filter import FilterDialog
from tui.communications.composer import composition, resuming
from tui.communications.composer.desk import ComposerDesk
from tui.communications.history.listing import CommunicationsDesk
from tui.fiche.screen import FicheDesk
from tui.frame.session import Session
from tui.parts.papers import FOLDER

BORN = [
    date(1984, 11, 12),  # Alaoui, today
    date(1990, 1, 5),  # Bennani
    date(1960, 12, 24),  # Martin
    date(2026, 3, 1),  # Martinez, eight months
    date(2000, 11, 20),  # محمد, just outside of the first days
    date(1970, 12, 25),  # Zouhair, archived
    date(1970, 12, 25),  # Yacoubi, asleep
]
NEW_YEAR = Birthdays(date(2026, 12, 20), date(2027, 1, 10))


@pytest.fixture
def born(clients: list[int]) -> list[int]:
    with connection.transaction():
        for client, day in zip(clients, BORN, strict=True):
            ClientDetails.create(client=client, birth_date=day)
    return clients


def listed(desk: BirthdaysDesk) -> list[str]:
    return [row.last_name for row in desk.rows.window]


async def take(hands: Hands, days: dict[str, str]) -> None:
    """Types these into the fields of a form, and confirms."""
    for name, text in days.items():
        await hands.fill(name, text)
    await hands.press("enter")


async def of_the_second(hands: Hands, first: str, last: str) -> BirthdaysDesk:
    """The screen, with the birthdays between two days of those who come second among whom can be chosen."""
    await hands.press("ctrl+p", *"birthdays", "enter")
    await come_to(hands.pilot, BirthdaysDesk)
    await hands.press("d")
    dialog = await come_to(hands.pilot, BirthdaysDialog)
    await hands.fill("first_birthday", first)
    await hands.fill("last_birthday", last)
    dialog.form.go_to("whose")
    await hands.press("right", "enter")
    desk: BirthdaysDesk = await come_to(hands.pilot, BirthdaysDesk)
    return desk


@pytest.mark.capability("bday-window")
async def test_birthdays_around_today_then_over_the_new_year_are_ticked_and_written_to(
    session: Session, born: list[int]
) -> None:
    async with opened(session, (80, 24)) as (pilot, desk):
        hands = Hands(pilot, desk.app)  # type: ignore[arg-type]
        await hands.press("ctrl+p", *"birthdays", "enter")
        birthdays = await come_to(pilot, BirthdaysDesk)
        await until(pilot, lambda: said(birthdays, ".who") == "1 birthday")
        assert said(birthdays, ".narrowed") == "birthday from 05/11 to 19/11"
        assert hands.line("Alaoui").split()[2:8] == ["Thu.", "12/11", "Alaoui", "Salma", "42", "years"]
        await hands.press("d")
        dialog = await come_to(pilot, BirthdaysDialog)
        assert [dialog.form.value(name) for name in ("before", "after")] == [7, 7]
        dialog.form.go_to("after")
        await hands.press("end", "backspace", "8", "enter")
        await come_to(pilot, BirthdaysDesk)
        await until(pilot, lambda: said(birthdays, ".narrowed") == "birthday from 05/11 to 20/11")
        assert listed(birthdays) == ["Alaoui", "محمد"]

        await hands.press("d")
        await come_to(pilot, BirthdaysDialog)
        await take(hands, {"first_birthday": "20/12", "last_birthday": "1001"})
        await come_to(pilot, BirthdaysDesk)
        await until(pilot, lambda: said(birthdays, ".who") == "3 birthdays")
        assert listed(birthdays) == ["Martin", "Yacoubi", "Bennani"], "December comes before January"
        assert hands.line("Bennani").split()[2:9] == [
            "Tue.",
            "05/01",
            "Bennani",
            "Karim",
            "36",
            "years",
            "37",
        ]
        await hands.press("t", "space")
        await until(pilot, lambda: said(birthdays, ".who") == "3 birthdays · 2 ticked")
        await hands.press("ctrl+s", *"Fêtes", "enter")
        (kept,) = await kept_selections(pilot)
        assert selections.members(kept) == {born[1], born[6]}
        await hands.press("f7")
        composer = await come_to(pilot, ComposerDesk)
        assert composer.composed.ticked == selections.members(kept)
        assert composer.composed.goal is Goal.BIRTHDAY
        await until(pilot, lambda: "the 2 ticked before" in screen_text(hands.app))
        assert composer.composed.listing.count() == 2
        assert composer.template == replace(templates.shipped(Goal.BIRTHDAY), name="Ordinary text")
        await hands.press("escape")
        await come_to(pilot, BirthdaysDesk)
        await hands.press("escape", "f7", "a")
        again = await come_to(pilot, BirthdaysDesk)
        assert isinstance(hands.app.screen_stack[-2], CommunicationsDesk)
        assert listed(again) == ["Martin", "Yacoubi", "Bennani"], "as it was left"
        await hands.press("enter")
        fiche = await come_to(pilot, FicheDesk)
        assert fiche.client == born[2]


async def kept_selections(pilot: object) -> list[int]:
    await until(pilot, lambda: bool(selections.available()))  # type: ignore[arg-type]
    return [each.id for each in selections.available()]


async def test_only_a_selection_is_listed_and_a_search_narrows_it(session: Session, born: list[int]) -> None:
    selections.save("Fidèles", born[:3], by=by_staff(session.staff))
    async with opened(session, (80, 24)) as (pilot, desk):
        hands = Hands(pilot, desk.app)  # type: ignore[arg-type]
        await hands.press("ctrl+p", *"birthdays", "enter")
        birthdays = await come_to(pilot, BirthdaysDesk)
        await hands.press("d")
        dialog = await come_to(pilot, BirthdaysDialog)
        await hands.fill("first_birthday", "01/11")
        await hands.fill("last_birthday", "01/02")
        dialog.form.go_to("selection")
        await hands.press("right", "enter")
        await come_to(pilot, BirthdaysDesk)
        await until(pilot, lambda: listed(birthdays) == ["Alaoui", "Martin", "Bennani"])
        assert said(birthdays, ".narrowed") == "birthday from 01/11 to 01/02 · List: Fidèles"
        await hands.press("slash", *"mart")
        await until(pilot, lambda: listed(birthdays) == ["Martin"])
        await hands.press("escape")
        await until(pilot, lambda: len(listed(birthdays)) == 3)


async def test_contacts_are_asked_for_where_there_are_any_and_their_client_is_ticked(
    session: Session, born: list[int]
) -> None:
    around = Counter(session.staff)
    zoe, adam = (
        add(around, born[0], name, birth_date=day, mobile="0612000001")
        for name, day in (("Zoé", date(2019, 12, 31)), ("Adam", date(2021, 1, 2)))
    )
    assert zoe < adam
    async with opened(session, (120, 30)) as (pilot, desk):
        hands = Hands(pilot, desk.app)  # type: ignore[arg-type]
        birthdays = await of_the_second(hands, "20/12", "10/01")
        await until(pilot, lambda: said(birthdays, ".who") == "2 birthdays")
        assert said(birthdays, ".narrowed") == "Contacts · birthday from 20/12 to 10/01"
        assert hands.line("Zoé").split()[2:7] == ["Thu.", "31/12", "Zoé", "Alaoui", "Salma"]
        assert "06 12 00 00 01" in hands.line("Adam")
        await hands.press("space")
        await until(pilot, lambda: said(birthdays, ".who") == "2 birthdays · 1 ticked")
        assert screen_text(hands.app).count("[x]") == 2, "both are of the client who is written to"


async def test_animals_are_asked_for_while_the_pharmacy_uses_them(
    session: Session, born: list[int], everything_on: None
) -> None:
    rex = AnimalFields("Rex", birth_date=date(2020, 2, 29))
    animals.create(born[0], rex, by=by_staff(session.staff))
    async with opened(session, (80, 24)) as (pilot, desk):
        hands = Hands(pilot, desk.app)  # type: ignore[arg-type]
        birthdays = await of_the_second(hands, "28/02", "28/02")
        await until(pilot, lambda: said(birthdays, ".who") == "1 birthday")
        assert said(birthdays, ".narrowed") == "Animals · birthday on 28/02"
        assert hands.line("Rex").split()[2:9] == ["Sun.", "28/02", "Rex", "Alaoui", "Salma", "6", "years"]
        features.choose(frozenset(), seen=features.in_use(), by=by_staff(session.staff))
        await hands.press("f5")
        await until(pilot, lambda: said(birthdays, ".narrowed") == "birthday on 28/02")
        assert said(birthdays, ".who") == "0 birthdays"


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"first_birthday": "31/02"}, "first_birthday", "“31/02” does not exist in the calendar."),
        ({"last_birthday": "soon"}, "last_birthday", "“soon” is not a date."),
        ({"last_birthday": ""}, "last_birthday", "This may not be empty."),
        ({"before": "300", "after": "65"}, "after", "Before and after together, at most 364 days"),
        ({"before": "many"}, "before", "“many” is not a whole number."),
    ],
)
async def test_what_are_no_days_is_said_beside_them_and_stays(
    session: Session, born: list[int], typed: dict[str, str], field: str, sentence: str
) -> None:
    async with opened(session, (80, 24)) as (pilot, desk):
        hands = Hands(pilot, desk.app)  # type: ignore[arg-type]
        await hands.press("ctrl+p", *"birthdays", "enter")
        await come_to(pilot, BirthdaysDesk)
        await hands.press("d")
        dialog = await come_to(pilot, BirthdaysDialog)
        await take(hands, typed)
        assert isinstance(hands.app.screen, BirthdaysDialog)
        assert dialog.form.fault_of(field).startswith(sentence)
        assert {name: dialog.form.typed()[name] for name in typed} == typed
        await take(hands, {"first_birthday": "20/12", "last_birthday": "10/01"})
        await come_to(pilot, BirthdaysDesk)
        assert "birthday from 20/12 to 10/01" in screen_text(hands.app), "other days mend it"


@pytest.mark.capability("sms-lists")
async def test_birthdays_and_categories_are_filters_of_the_list_and_of_the_composer(
    session: Session, born: list[int], everything_on: None
) -> None:
    category = categories.create(ClientCategoryFields("Fidèles"), by=by_staff(session.staff))
    Client.update(category=category).where(Client.id == born[1]).execute()
    async with opened(session, (80, 24)) as (pilot, desk):
        hands = Hands(pilot, desk.app)  # type: ignore[arg-type]
        await hands.press("ctrl+f")
        dialog = await come_to(pilot, FilterDialog)
        await take(hands, {"first_birthday": "20/12"})
        assert dialog.form.fault_of("last_birthday") == "This may not be empty."
        await take(hands, {"last_birthday": "10/01"})
        await until(pilot, lambda: names(desk) == ["Bennani", "Martin"])
        await settled(pilot)
        assert said(desk, ".narrowed") == "birthday from 20/12 to 10/01"
        await hands.press("ctrl+f")
        dialog = await come_to(pilot, FilterDialog)
        assert dialog.form.typed()["first_birthday"] == "20/12"
        await hands.press("escape", "escape", "f7", "n")
        composer = await come_to(pilot, ComposerDesk)
        await hands.press("f6", "f")
        await come_to(pilot, FilterDialog)
        await take(hands, {"owes_more_than": "", "first_birthday": "20/12", "last_birthday": "10/01"})
        await until(pilot, lambda: len(composer.rows.window) == 2)
        assert composer.composed.among.birthdays == NEW_YEAR
        await hands.press("f")
        await come_to(pilot, FilterDialog)
        await hands.press("f", "enter")
        await until(pilot, lambda: len(composer.rows.window) == 1)
        assert "Category: Fidèles" in screen_text(hands.app)
        assert composer.composed.among.category == category


def test_a_range_of_birthdays_is_kept_with_a_campaign_that_was_not_sent() -> None:
    among = replace(EVERYBODY, birthdays=NEW_YEAR)
    composed = replace(composition.Composition(), among=among)
    assert resuming.plain_filter(composed.among)["birthdays"] == ["2026-12-20", "2027-01-10", "clients"]
    assert resuming.read_filter(resuming.plain_filter(among)) == among


@pytest.mark.capability("bday-out")
async def test_the_list_is_printed_by_day_and_only_those_ticked_if_any_are(
    session: Session, born: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember(session.staff, FOLDER, str(tmp_path))
    async with opened(session, (80, 24)) as (pilot, desk):
        hands = Hands(pilot, desk.app)  # type: ignore[arg-type]
        await hands.press("ctrl+p", *"birthdays", "enter")
        birthdays = await come_to(pilot, BirthdaysDesk)
        await hands.press("d")
        await come_to(pilot, BirthdaysDialog)
        await take(hands, {"first_birthday": "20/12", "last_birthday": "10/01"})
        await come_to(pilot, BirthdaysDesk)
        monkeypatch.setattr(printing, "MOST", 2)
        await hands.press("p")
        assert "Paper takes at most 2 birthdays" in screen_text(hands.app)
        monkeypatch.setattr(printing, "MOST", 3)
        await hands.press("p")
        await until(pilot, lambda: len(list(tmp_path.glob("*.pdf"))) == 1)
        await come_to(pilot, BirthdaysDesk)
        await hands.press("home", "space", "p")
        await until(pilot, lambda: len(list(tmp_path.glob("*.pdf"))) == 2)
        await come_to(pilot, BirthdaysDesk)
        assert said(birthdays, ".who") == "3 birthdays · 1 ticked"
    whole, ticked = printed(tmp_path)
    assert [name for line in whole for name in ("Martin", "Yacoubi", "Bennani") if name in line] == [
        *("Martin", "Yacoubi", "Bennani")
    ]
    (line,) = [line for line in ticked if "Martin" in line]
    assert line.split() == [
        "Thu.",
        "24/12",
        "Martin",
        "Jean",
        "66",
        "years",
        "24/12/1960",
        "06",
        *line.split()[8:],
    ]
    assert not any("Bennani" in line for line in ticked)
    assert any("birthday from 20/12 to 10/01" in line for line in whole)


def printed(folder: Path) -> list[list[str]]:
    """The lines of each paper of a folder, in the order in which they were printed."""
    return [text_of(path) for path in sorted(folder.glob("*.pdf"), key=lambda each: len(each.name))]


def text_of(path: Path) -> list[str]:
    command = ["pdftotext", "-layout", str(path), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
