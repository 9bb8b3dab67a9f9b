"""The editor in sections: one form to whoever types, whichever section is shown."""

from datetime import date

import pytest

from models.people.clients import required
from models.people.clients import verbs as verbs
from models.people.clients.required import KEZIA, Requirements
from models.people.staff import drafts
from models.pharmacy import required_fields
from models.store import clock
from tests.asking import by_staff
from tests.tui.clients.test_editor import change, colleague, editing, fault, rows, until
from tui.clients.conflict import ConflictDialog
from tui.clients.editor import EditorDesk
from tui.clients.listing import ClientDesk
from tui.clients.sections.bar import SectionBar
from tui.clients.sections.form import SectionForm
from tui.clients.sections.registry import SECTIONS, field_named
from tui.dialogs.choose import ChooseDialog
from tui.dialogs.unsaved import UnsavedDialog
from tui.forms.birth import NotABirthDay, parse_birth_date
from tui.forms.dates import DayToCome, NoSuchDay
from tui.forms.form_line import Heading
from tui.frame.session import Session

__all__ = ["colleague"]
TODAY = date(2026, 11, 30)


def holding(desk: EditorDesk) -> set[str]:
    """The sections that say they hold something."""
    return {state.section.key for state in desk.query_one(SectionBar)._states if state.holds}


def wrong(desk: EditorDesk) -> set[str]:
    return {state.section.key for state in desk.query_one(SectionBar)._states if state.wrong}


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.key)
def test_a_section_makes_the_fields_that_it_names(session: Session, section: object) -> None:
    fields = section.fields()  # type: ignore[attr-defined]
    assert tuple(field.name for field in fields) == section.names  # type: ignore[attr-defined]
    assert all(field_named(field.name).label == field.label for field in fields)


@pytest.mark.capability("fiche-minimal")
async def test_title_last_name_and_first_name_come_first_and_typing_begins_with_the_name(
    session: Session,
) -> None:
    async with editing(session) as (_app, desk, pilot):
        first = desk.query_one(SectionForm)
        assert list(first.names)[:3] == ["title", "last_name", "first_name"]
        assert {"address", "postal_code"} <= {*first.names}
        assert desk.form.at == "last_name"
        await pilot.press("shift+tab", *"Mme", "enter", *"Idrissi", "enter", *"Salma", "f9")
        await until(pilot, ClientDesk)
    row = rows(last_name="Idrissi")[0]
    assert (row.title, row.first_name) == ("Mme", "Salma")


async def test_a_section_is_made_when_it_is_first_shown_and_page_down_goes_there(session: Session) -> None:
    async with editing(session) as (_app, desk, pilot):
        assert len(desk.query(SectionForm)) == 1
        while desk.form.at != "organism":
            await pilot.press("pagedown")
        assert len(desk.query(SectionForm)) == 2
        await pilot.press("pagedown", *"150", "pageup")
        assert desk.form.at == "organism"
        await pilot.press("f9")
        await pilot.pause()
        assert desk.form.at == "last_name", "a fault in another section opens it"
        assert fault(desk, "last_name")
        await pilot.press(*"Tazi", "f9")
        await until(pilot, ClientDesk)
    assert rows(last_name="Tazi")[0].ceiling == 15_000


async def test_page_down_leaves_a_text_of_several_lines_too(session: Session) -> None:
    async with editing(session) as (_app, desk, pilot):
        desk.form.go_to("info")
        await pilot.pause()
        assert desk.form.at == "info"
        await pilot.press(*"Asthme", "pageup")
        assert desk.form.at != "info"


@pytest.mark.usefixtures("everything_on")
async def test_a_section_of_one_field_is_named_once(session: Session) -> None:
    async with editing(session) as (_app, desk, pilot):
        said = [str(heading.render()) for heading in desk.query(Heading)]
        assert said == ["Identity", "Contact details"]
        await pilot.press("pagedown")
        assert desk.form.at == "category"
        await pilot.press("pagedown")
        assert desk.form.at == "work_phone"


async def test_enter_goes_on_from_the_last_field_of_a_section_to_the_next(session: Session) -> None:
    async with editing(session) as (_app, desk, pilot):
        desk.form.go_to("affiliation_number")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert desk.form.at not in ("", "affiliation_number")
        await pilot.press("up")
        assert desk.form.at == "affiliation_number"


async def test_a_fault_in_a_hidden_section_opens_it_with_the_cursor_on_the_field(session: Session) -> None:
    async with editing(session) as (_app, desk, pilot):
        await pilot.press(*"Tazi")
        desk.form.retype({"ceiling": "1.234"})
        assert len(desk.query(SectionForm)) == 1
        await pilot.press("f9")
        await pilot.pause()
        assert desk.form.at == "ceiling"
        assert fault(desk, "ceiling")
        assert wrong(desk) == {"invoicing"}
        desk.form.put("ceiling", 100)
        await pilot.press("f9")
        await until(pilot, ClientDesk)
    assert rows(last_name="Tazi")[0].ceiling == 100


async def test_the_bar_says_which_sections_hold_something(session: Session, clients: list[int]) -> None:
    change(clients[2], session.staff, info="one", birth_date=date(1984, 2, 29))
    async with editing(session, clients[2]) as (_app, desk, pilot):
        assert holding(desk) == {"identity", "notes"}
        desk.form.go_to("ceiling")
        await pilot.pause()
        await pilot.press("0")
        await pilot.pause()
        assert holding(desk) == {"identity", "notes", "invoicing"}
    async with editing(session) as (_app, desk, _pilot):
        assert holding(desk) == set()


@pytest.mark.capability("fiche-apply-quit")
async def test_apply_and_leaving_know_of_every_section(session: Session, clients: list[int]) -> None:
    async with editing(session, clients[2]) as (app, desk, pilot):
        desk.form.go_to("alert")
        await pilot.pause()
        await pilot.press(*"Allergic", "f12")
        await pilot.pause(0.1)
        assert app.screen is desk
        assert (verbs.get(clients[2]).alert, desk.form.changed, desk.form.at) == ("Allergic", False, "alert")
        await pilot.press("x", "pageup", "escape")
        await until(pilot, UnsavedDialog)


async def test_two_people_in_two_sections_both_win(
    session: Session, clients: list[int], colleague: int
) -> None:
    async with editing(session, clients[2]) as (_app, desk, pilot):
        change(clients[2], colleague, birth_date=date(1984, 2, 29), ceiling=500, city="Fès")
        desk.form.go_to("alert")
        await pilot.pause()
        await pilot.press(*"Mine", "f9")
        await until(pilot, ClientDesk)
    now = verbs.fields_of(verbs.get(clients[2]))
    assert (now.alert, now.birth_date, now.ceiling, now.city) == ("Mine", date(1984, 2, 29), 500, "Fès")


async def test_the_same_field_of_a_hidden_section_is_shown_side_by_side(
    session: Session, clients: list[int], colleague: int
) -> None:
    async with editing(session, clients[2]) as (_app, desk, pilot):
        change(clients[2], colleague, birth_date=date(1984, 2, 29), alert="Theirs")
        desk.form.put("birth_date", date(1990, 5, 17))
        desk.form.put("alert", "Mine")
        await pilot.press("f9")
        await until(pilot, ConflictDialog)
        await pilot.press("right", "enter")
        await until(pilot, ClientDesk)
    now = verbs.fields_of(verbs.get(clients[2]))
    assert {now.birth_date, now.alert} in ({date(1984, 2, 29), "Mine"}, {date(1990, 5, 17), "Theirs"})


async def test_a_draft_holds_what_was_typed_in_every_section(session: Session, clients: list[int]) -> None:
    change(clients[2], session.staff, birth_date=date(1984, 2, 29))
    async with editing(session, clients[2]) as (app, desk, pilot):
        desk.form.retype({"birth_date": "17/05/90", "alert": "half ty", "ceiling": "1.234"})
        app.leave(129)
    (kept,) = drafts.of(session.staff)
    async with editing(session) as (app, _desk, pilot):
        await app.push_screen(EditorDesk(clients[2], draft=kept.content))
        await pilot.pause()
        again = app.screen
        assert isinstance(again, EditorDesk)
        assert again.form.value("birth_date") == date(1990, 5, 17)
        assert again.form.typed()["ceiling"] == "1.234"
        await pilot.press("f9")
        await pilot.pause()
        assert again.form.at == "ceiling"
        again.form.put("ceiling", None)
        await pilot.press("f9")
        await until(pilot, EditorDesk)
    now = verbs.fields_of(verbs.get(clients[2]))
    assert (now.birth_date, now.alert, now.ceiling) == (date(1990, 5, 17), "half ty", None)
    assert drafts.of(session.staff) == []


@pytest.mark.capability("fiche-birthdate")
async def test_the_age_stands_beside_the_birth_date(session: Session) -> None:
    async with editing(session) as (_app, desk, pilot):
        desk.form.go_to("birth_date")
        year = clock.today().year - 42
        await pilot.press(*f"01/01/{year}", "enter")
        await pilot.pause()
        assert desk.form.aside_of("birth_date") == "42 years"


@pytest.mark.parametrize(
    ("typed", "born"),
    [
        ("29/02/84", date(1984, 2, 29)),
        ("29021984", date(1984, 2, 29)),
        ("290284", date(1984, 2, 29)),
        ("1.3.2026", date(2026, 3, 1)),
        ("01/03/26", date(2026, 3, 1)),
        ("01/03/27", date(1927, 3, 1)),
        ("1984-02-29", date(1984, 2, 29)),
    ],
)
def test_a_birth_date_is_read_as_people_write_it(typed: str, born: date) -> None:
    assert parse_birth_date(typed, TODAY) == born


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("29/02", NotABirthDay),
        ("hier", NotABirthDay),
        ("", NotABirthDay),
        ("٢٩/٠٢/١٩٨٤", NotABirthDay),
        ("29/02/1985", NoSuchDay),
        ("31/12/2026", DayToCome),
        ("01/01/1799", NoSuchDay),
    ],
)
def test_what_is_no_birth_date_is_refused(typed: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        parse_birth_date(typed, TODAY)


@pytest.mark.capability("fiche-required")
async def test_saving_without_what_is_asked_for_asks_and_never_forbids(session: Session) -> None:
    wanted = Requirements(KEZIA.required, frozenset({"email"}))
    required_fields.change(wanted, seen=required.in_force(), by=by_staff(session.staff))
    async with editing(session) as (_app, desk, pilot):
        await pilot.press(*"Tazi", "f12")
        await until(pilot, ChooseDialog)
        await pilot.press("enter")
        await until(pilot, EditorDesk)
        assert (desk.form.at, rows(last_name="Tazi")) == ("title", [])
        await pilot.press(*"Mme", "f12")
        await until(pilot, ChooseDialog)
        await pilot.press("down", "enter")
        await until(pilot, EditorDesk)
        await pilot.pause(0.1)
        assert rows(last_name="Tazi")[0].title == "Mme"
        desk.form.put("city", "Fès")
        await pilot.press("f9")
        await until(pilot, ClientDesk)
        await pilot.press("ctrl+e")
        await pilot.pause(0.1)
        listed = pilot.app.screen
        assert isinstance(listed, ClientDesk)
        assert "Tazi" in [row.last_name for row in listed.listing.read(50)]


async def test_nothing_required_nothing_listed(session: Session, clients: list[int]) -> None:
    async with editing(session) as (_app, _desk, pilot):
        await pilot.press("escape")
        await until(pilot, ClientDesk)
        await pilot.press("ctrl+e")
        await pilot.pause()
        desk = pilot.app.screen
        assert isinstance(desk, ClientDesk)
        assert desk.listing.view == "active"
