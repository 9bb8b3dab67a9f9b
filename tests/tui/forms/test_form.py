"""Forms: what is typed, understood, refused and kept."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from textual import events
from textual.app import ComposeResult
from textual.pilot import Pilot

from models.store import clock
from models.store.text import limit_of
from tests.tui.hands import until
from tui.forms.form import (
    AmountField,
    CheckField,
    ChoiceField,
    CodeField,
    DateField,
    Field,
    Form,
    Group,
    NoteField,
    Option,
    Percentage,
    PhoneField,
    TextField,
)
from tui.frame.base import Desk
from tui.frame.session import Session
from tui.shell.app import OfficineApp

MODES = tuple(Option(name, name) for name in ("Cash", "Card", "Cheque", "Transfer"))


class FormDesk(Desk[None]):
    """A form alone, that remembers what it said."""

    def __init__(self, fields: Sequence[Field | Group], values: dict[str, Any] | None = None) -> None:
        super().__init__()
        self.asked = fields
        self.begun = values
        self.said: list[str] = []
        self.submitted = 0

    def content(self) -> ComposeResult:
        yield Form(self.asked, self.begun)

    @property
    def form(self) -> Form:
        return self.query_one(Form)

    def on_form_changed(self, event: Form.Changed) -> None:
        self.said.append(event.name)

    def on_form_submitted(self) -> None:
        self.submitted += 1


@asynccontextmanager
async def shown(
    session: Session, *fields: Field | Group, size: tuple[int, int] = (80, 24), **values: Any
) -> AsyncIterator[tuple[FormDesk, Pilot[int]]]:
    app = OfficineApp(session)
    async with app.run_test(size=size) as pilot:
        desk = FormDesk(fields, values)
        await app.push_screen(desk)
        await pilot.pause()
        yield desk, pilot


def keys(text: str) -> list[str]:
    names = {" ": "space", ",": "comma", "/": "slash", "-": "minus", "%": "percent_sign"}
    return [names.get(letter, letter) for letter in text]


def sentence(desk: FormDesk, name: str) -> str:
    return desk.form._lines[name].fault


async def test_enter_and_arrows_go_from_field_to_field_and_enter_on_the_last_submits(
    session: Session,
) -> None:
    fields = (TextField("a", "A"), TextField("b", "B"), CheckField("c", "C"))
    async with shown(session, *fields) as (desk, pilot):
        await pilot.press("x", "enter", "y", "down", "up", "z", "enter")
        assert desk.form.at == "c"
        await pilot.press("space", "enter")
        assert desk.submitted == 1
        assert desk.form.read() == {"a": "x", "b": "z", "c": True}


async def test_an_amount_is_read_in_centimes_and_shown_again_in_one_shape(session: Session) -> None:
    async with shown(session, AmountField("paid", "Paid"), TextField("b", "B")) as (desk, pilot):
        await pilot.press(*keys("1 250,5 DH"), "enter")
        assert desk.form.value("paid") == 125_050
        assert desk.form.typed()["paid"] == "1\u00a0250.50"
        assert desk.form.read() == {"paid": 125_050, "b": ""}


async def test_an_ambiguous_amount_stays_typed_with_its_sentence_and_becomes_no_value(
    session: Session,
) -> None:
    async with shown(session, AmountField("paid", "Paid"), TextField("b", "B")) as (desk, pilot):
        await pilot.press(*keys("1.234"), "enter")
        await pilot.pause()
        assert "two ways" in sentence(desk, "paid")
        assert desk.form.typed()["paid"] == "1.234"
        assert desk.form.value("paid") is None
        assert desk.form.read() is None
        assert desk.form.at == "paid"


async def test_an_empty_amount_is_not_zero(session: Session) -> None:
    async with shown(session, AmountField("paid", "Paid")) as (desk, pilot):
        assert desk.form.read() == {"paid": None}
        await pilot.press("0")
        assert desk.form.read() == {"paid": 0}


async def test_a_discount_may_be_a_percentage(session: Session) -> None:
    async with shown(session, AmountField("discount", "Discount", percent=True)) as (desk, pilot):
        await pilot.press(*keys("12,5 %"))
        assert desk.form.value("discount") == Percentage(1250)
        assert desk.form.value("discount").of(20_000) == 2_500


async def test_typing_replaces_what_stands_in_any_field_that_is_come_to(session: Session) -> None:
    fields = (AmountField("paid", "Paid"), TextField("name", "Name"))
    async with shown(session, *fields, paid=12_000, name="Ali") as (desk, pilot):
        await pilot.press("5", "enter", "x")
        assert desk.form.read() == {"paid": 500, "name": "x"}
        await pilot.press("up", "down", "end", "y")
        assert desk.form.read() == {"paid": 500, "name": "xy"}


async def test_text_of_several_lines_goes_on_at_its_end(session: Session) -> None:
    async with shown(session, TextField("a", "A"), NoteField("n", "N"), n="Bonjour\nAli") as (desk, pilot):
        await pilot.press("tab", "x")
        assert desk.form.value("n") == "Bonjour\nAlix"


@pytest.mark.parametrize("typed", ["5%", "zz", "12,50"])
async def test_text_typed_at_a_choice_is_said_and_no_answer_is_given_over_it(
    session: Session, typed: str
) -> None:
    options = (Option("cash", "Cash"), Option("card", "Card"))
    fields = (ChoiceField("mode", "Mode", options=options), TextField("b", "B"))
    async with shown(session, *fields) as (desk, pilot):
        await pilot.press("right", *keys(typed), "enter", "enter")
        assert f"“{typed}” is none of these" in sentence(desk, "mode")
        assert (desk.form.at, desk.form.read(), desk.submitted) == ("mode", None, 0)
        await pilot.press("backspace", "enter")
        assert (desk.form.at, sentence(desk, "mode")) == ("b", "")
        assert desk.form.read() == {"mode": "card", "b": ""}, "⌫ forgets the letters, not the choice"


async def test_text_typed_at_a_box_is_said_too(session: Session) -> None:
    async with shown(session, CheckField("c", "C"), TextField("b", "B")) as (desk, pilot):
        await pilot.press("x", *keys("10"), "enter")
        assert "“10” is none of these" in sentence(desk, "c")
        assert desk.form.read() is None
        await pilot.press("space", "enter")
        assert desk.form.read() == {"c": False, "b": ""}


async def test_a_day_typed_in_short_is_shown_in_full(session: Session) -> None:
    async with shown(session, DateField("day", "Day"), TextField("b", "B")) as (desk, pilot):
        await pilot.press(*keys("hier"), "enter")
        await pilot.pause()
        yesterday = clock.today() - timedelta(days=1)
        assert desk.form.read() == {"day": yesterday, "b": ""}
        assert desk.form.typed()["day"] == f"{yesterday:%d/%m/%Y}"


async def test_a_long_text_pasted_at_a_choice_is_quoted_in_part(session: Session) -> None:
    field = ChoiceField("mode", "Mode", options=(Option("cash", "Cash"), Option("card", "Card")))
    async with shown(session, field, TextField("b", "B")) as (desk, pilot):
        pilot.app.post_message(events.Paste("x" * 300))
        await pilot.pause()
        await pilot.press("enter")
        assert f"“{'x' * 60}…” is none of these" in sentence(desk, "mode")
        await pilot.press("backspace", "enter")
        assert sentence(desk, "mode") == "", "⌫ forgets all of it"


async def test_a_choice_goes_round_and_follows_the_letters_typed(session: Session) -> None:
    async with shown(session, ChoiceField("mode", "Mode", options=MODES)) as (desk, pilot):
        form = desk.form
        await pilot.press("right")
        assert form.value("mode") == "Card"
        await pilot.press("left", "left")
        assert form.value("mode") == "Transfer"
        await pilot.press("c", "h")
        assert form.value("mode") == "Cheque"
        await pilot.press("t")
        assert form.value("mode") == "Transfer"


async def test_a_phone_is_understood_in_any_shape(session: Session) -> None:
    async with shown(session, PhoneField("phone", "Phone"), TextField("b", "B")) as (desk, pilot):
        await pilot.press(*keys("0612-34 5678"), "enter")
        await pilot.pause()
        assert desk.form.read() == {"phone": "+212612345678", "b": ""}
        assert desk.form.typed()["phone"] == "06 12 34 56 78"


async def test_all_faults_are_shown_at_once_and_the_first_gets_the_focus(session: Session) -> None:
    fields = (TextField("a", "A"), TextField("b", "B", required=True), AmountField("c", "C", required=True))
    async with shown(session, *fields) as (desk, _pilot):
        assert desk.form.read() is None
        assert sentence(desk, "b")
        assert sentence(desk, "c")
        assert not sentence(desk, "a")
        assert desk.form.at == "b"


async def test_a_fault_goes_when_something_else_is_typed_and_stays_until_then(session: Session) -> None:
    async with shown(session, TextField("a", "A")) as (desk, pilot):
        desk.form.put("a", "")
        desk.form.fault("a", "No.")
        await pilot.pause()
        assert sentence(desk, "a") == "No."
        await pilot.press("x")
        assert sentence(desk, "a") == ""


async def test_a_hidden_field_is_passed_over_and_reads_as_empty(session: Session) -> None:
    fields = (TextField("a", "A"), TextField("b", "B", required=True), TextField("c", "C"))
    async with shown(session, *fields) as (desk, pilot):
        desk.form.reveal("b", False)
        await pilot.press("down")
        assert desk.form.at == "c"
        assert desk.form.read() == {"a": "", "b": "", "c": ""}


async def test_what_was_typed_is_known_and_codes_are_in_no_draft(session: Session) -> None:
    async with shown(session, TextField("a", "A"), CodeField("code", "Code"), a="x") as (desk, pilot):
        assert not desk.form.changed
        await pilot.press("y", "enter", *"1234")
        assert desk.form.touched == {"a"}
        assert desk.form.typed() == {"a": "y"}
        assert "1234" not in str(desk.form.typed())


async def test_each_change_is_told_so_that_figures_can_follow(session: Session) -> None:
    async with shown(session, AmountField("paid", "Paid")) as (desk, pilot):
        desk.said.clear()
        await pilot.press("1", "2")
        assert desk.said == ["paid", "paid"]


async def test_hostile_text_is_kept_and_shown_as_text(session: Session) -> None:
    nasty = "[red]x[/] a[/b]c \x1b]52;c;aGk=\x07 \u202egnirts"
    fields = (TextField("a", "A"), NoteField("n", "N"))
    async with shown(session, *fields, a=nasty, n=nasty) as (desk, pilot):
        desk.form.aside("a", nasty)
        desk.form.fault("a", nasty)
        await pilot.pause()
        assert desk.form.typed() == {"a": nasty, "n": nasty}


async def test_enter_in_a_note_begins_a_line_and_arrows_leave_it_at_its_edges(session: Session) -> None:
    async with shown(session, NoteField("n", "N"), TextField("b", "B")) as (desk, pilot):
        await pilot.press("x", "enter", "y", "down", "z")
        assert desk.form.read() == {"n": "x\ny", "b": "z"}
        await pilot.press("up", "up", "up", "w")
        assert desk.form.value("n") == "xw\ny"


async def test_two_columns_where_there_is_room_and_one_where_there_is_not(session: Session) -> None:
    fields = [
        part for n in range(6) for part in (Group(f"G{n}"), TextField(f"a{n}", "A"), TextField(f"b{n}", "B"))
    ]
    for width, columns in ((80, 1), (120, 2)):
        async with shown(session, *fields, size=(width, 24)) as (desk, _pilot):
            lefts = {line.region.x for line in desk.form._lines.values()}
            assert len(lefts) == columns


async def test_what_is_wrong_with_the_last_field_in_sight_is_in_sight_too(session: Session) -> None:
    """In a form that scrolls, the sentence would be below its edge."""
    fields = [AmountField(f"field_{number}", f"Field {number}") for number in range(40)]
    async with shown(session, *fields) as (desk, pilot):
        desk.form.styles.height = 10
        desk.form.go_to("field_30")
        await pilot.pause()
        desk.form.retype({"field_30": "1.234"})
        assert desk.form.read() is None
        await pilot.pause()
        painted = ["".join(segment.text for segment in strip) for strip in desk._compositor.render_strips()]
        assert any("can be read two ways" in line for line in painted)


async def test_what_is_typed_takes_the_place_of_what_was_put_back_into_the_field(session: Session) -> None:
    """It was put behind it: an amount of 10 asked for again, then 58, was 1058."""
    async with shown(session, AmountField("amount", "Amount")) as (desk, pilot):
        desk.form.retype({"amount": "10"})
        await pilot.press("5", "8")
        assert desk.form.typed() == {"amount": "58"}


async def test_no_more_can_be_typed_or_pasted_than_is_kept_and_it_is_said_beside_the_field(
    session: Session,
) -> None:
    fields = (TextField("reference", "Reference"), NoteField("note", "Note"), AmountField("amount", "Amount"))
    async with shown(session, *fields) as (desk, pilot):
        for name in ("reference", "note"):
            entry, limit = desk.form._lines[name].entry, limit_of(name)
            desk.form.go_to(name)
            await pilot.pause()
            entry.retype("x" * (limit - 1))
            await pilot.press("end", "y")
            assert entry.typed == "x" * (limit - 1) + "y"
            await pilot.press("z")
            assert entry.typed == "x" * (limit - 1) + "y", "nothing is taken that does not fit"
            assert f"{limit + 1} characters; at most {limit} are kept." in sentence(desk, name)
            pilot.app.post_message(events.Paste("p" * 10_000))
            said = f"{limit + 10_000:,} characters; at most {limit} are kept."
            await until(pilot, partial(_says, desk, name, said))
            assert entry.typed == "x" * (limit - 1) + "y", "a paste is not cut"
            await pilot.press("backspace")
            # The key may wait behind what the paste set off.
            await until(pilot, partial(_stands, desk, name, "x" * (limit - 1), ""))


def _says(desk: FormDesk, name: str, said: str) -> bool:
    return said in sentence(desk, name)


def _stands(desk: FormDesk, name: str, typed: str, said: str) -> bool:
    """Whether this stands in the field, and beside it."""
    return (desk.form._lines[name].entry.typed, sentence(desk, name)) == (typed, said)


async def test_what_is_no_longer_offered_is_shown_where_it_was_chosen_and_nowhere_else(
    session: Session,
) -> None:
    options = (Option(1, "Amana"), Option(2, "Karim", offered=False), Option(3, "Omar"))
    fields = [ChoiceField(name, name, options=options) for name in ("before", "anew")]
    async with shown(session, *fields, before=2) as (desk, pilot):
        assert desk.form.read() == {"before": 2, "anew": 1}
        await pilot.press("right")
        assert desk.form.value("before") == 3
        await pilot.press("left")
        assert desk.form.value("before") == 2
        desk.form.go_to("anew")
        await pilot.press("right")
        assert desk.form.value("anew") == 3
        await pilot.press("k")
        assert desk.form.value("anew", None) is None
