"""What is known of a client in the list: by sign in their line, and by word below the list."""

import pytest

from models.people.clients import required
from models.people.clients.required import Requirements
from models.pharmacy import required_fields
from models.store import connection
from tests.asking import by_staff
from tests.tui.clients.test_listing import lines, names, opened, said, settled
from tui.frame.session import Session
from tui.shell.help import Help


@pytest.mark.capability("list-badges")
async def test_who_is_blocked_asleep_in_alert_or_to_complete_is_seen_by_sign_and_word(
    session: Session, clients: list[int]
) -> None:
    with connection.transaction():
        run = connection.database.execute_sql
        run("UPDATE client SET blocked = 1, alert = '[red]Allergique\x1b[31m' WHERE last_name = 'Bennani'")
        run("UPDATE client SET ceiling = 100000 WHERE last_name = 'Alaoui'")
        run("UPDATE client SET email = 'x@example.ma' WHERE last_name <> 'Martin'")
    wanted = Requirements(frozenset({"email"}))
    required_fields.change(wanted, seen=required.in_force(), by=by_staff(session.staff))
    async with opened(session) as (pilot, desk):
        await pilot.press("f9")
        await settled(pilot)
        signs = dict(zip(names(desk), (line[1:4].strip() for line in lines(desk)[1:]), strict=False))
        assert signs == {
            "Alaoui": ">",
            "Bennani": "X!",
            "Martin": "?",
            "Martinez": "",
            "Yacoubi": "z",
            "محمد": "",
        }
        told = []
        for _ in names(desk):
            told.append(said(desk, "About").split(" · ")[:2])
            await pilot.press("down")
        assert told[0][0] == "Over the ceiling"
        assert told[1] == ["Blocked", "Alert: [red]Allergique�[31m"]
        assert told[2][0] == "To complete"
        assert told[3][0] == "E-mail x@example.ma"
        assert told[4][0] == "Sleeping"
        await pilot.press("f1")
        assert isinstance(pilot.app.screen, Help)
        page = "".join(text for line in pilot.app.screen.drawing(200) for text, _style in line)
        assert "X Blocked, > Over the ceiling, ! Alert, z Sleeping, ? To complete" in page


async def test_signs_change_when_another_terminal_blocks_a_client_or_requires_a_field(
    session: Session, clients: list[int]
) -> None:
    async with opened(session) as (pilot, desk):
        assert lines(desk)[1][1:4].strip() == ""
        with connection.transaction():
            connection.database.execute_sql("UPDATE client SET blocked = 1 WHERE last_name = 'Alaoui'")
        wanted = Requirements(frozenset({"birth_date"}))
        required_fields.change(wanted, seen=required.in_force(), by=by_staff(session.staff))
        await pilot.press("f5")
        await settled(pilot)
        assert lines(desk)[1][1:4].strip() == "X?"
        assert said(desk, "About").startswith("Blocked · To complete")


async def test_names_phones_and_balances_stay_readable_beside_the_signs_at_80(
    session: Session, clients: list[int]
) -> None:
    with connection.transaction():
        connection.database.execute_sql(
            "UPDATE client SET last_name = 'BENCHEKROUNE', first_name = 'Abdelkader', blocked = 1, "
            "mobile = '+33612345678' WHERE last_name = 'Alaoui'"
        )
    async with opened(session, (80, 24)) as (_pilot, desk):
        assert "X   BENCHEKROUNE   Abdelkader +33 6 12 34 56 78" in lines(desk)[1]
        assert lines(desk)[1].endswith("Owes      1,250.00")


@pytest.mark.capability("list-columns")
async def test_the_list_at_120_has_the_seven_columns_and_sorts_by_email(
    session: Session, clients: list[int]
) -> None:
    with connection.transaction():
        run = connection.database.execute_sql
        run("UPDATE client SET email = last_name || '@example.ma'")
        run("UPDATE client SET email = 'aa@example.ma' WHERE last_name = 'Martin'")
    titles = ("Last name", "First name", "Phone", "E-mail", "Organism", "Registration", "Balance")
    async with opened(session, (120, 40)) as (pilot, desk):
        assert all(title in lines(desk)[0] for title in titles)
        await pilot.press("ctrl+t", "4")
        await settled(pilot)
        assert "E-mail ▲" in lines(desk)[0]
        emails = [row.email for row in desk.rows.window]
        assert emails == sorted(emails)
        await pilot.press("ctrl+t", "4")
        await settled(pilot)
        assert [row.email for row in desk.rows.window] == emails[::-1]
