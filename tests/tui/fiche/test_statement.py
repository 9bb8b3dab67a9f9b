"""The relevé from the fiche: ⇧P Enter, where it is written, and what can go wrong."""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from models.money.ledger.accounts import PaymentMode
from models.money.payments import verbs as payments_verbs
from models.money.payments.verbs import DebtPayment
from models.people.staff import preferences
from models.trade.prices.lines import NewLine
from models.trade.sales import verbs as sales
from models.trade.statements import verbs as statements
from models.trade.statements.content import Grouping, StatementDetail
from models.trade.statements.listing import StatementListing, StatementRow
from models.trade.statements.table import IssuedStatement
from models.values import Centimes
from printing.refusals import PangoMissing
from tests.asking import by_staff
from tests.models.people.contacts.around import add
from tests.tui.fiche.fiche_ledger import Ledger, said, screen_text, to_tab, top
from tests.tui.hands import at_fiche
from tui.dialogs.progress import WorkingDialog, work
from tui.fiche import information
from tui.fiche.payments import pane as payments
from tui.fiche.screen import FicheDesk
from tui.fiche.statements.dialog import StatementDialog
from tui.fiche.statements.pane import TAB as STATEMENTS
from tui.forms.form import Form
from tui.frame.session import Session
from tui.parts.papers import FOLDER, FolderDialog


@pytest.fixture
def ledger(session: Session) -> Ledger:
    return Ledger(session)


@pytest.fixture
def folder(session: Session, tmp_path: Path) -> Path:
    """Where this staff member's last statement went."""
    folder = tmp_path / "statements"
    folder.mkdir()
    preferences.remember(session.staff, FOLDER, str(folder))
    return folder


async def until(pilot: Pilot[int], reached: Callable[[], Any], seconds: float = 20) -> None:
    """Waits while a thread works."""
    limit = time.monotonic() + seconds
    while not reached():
        assert time.monotonic() < limit, screen_text(pilot.app)  # type: ignore[arg-type]
        await pilot.pause(0.02)


def files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def text_of(file: Path) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("reading a PDF back needs pdftotext (poppler-utils)")
    command = ["pdftotext", "-layout", str(file), "-"]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


def issued(client: int) -> list[StatementRow]:
    return list(StatementListing(client).read(10))


@pytest.mark.capability("sit-print", "rel-shortcut", "rel-pdf")
async def test_rel_shortcut_then_enter_writes_this_month_simplified_and_says_where(
    session: Session, ledger: Ledger, folder: Path
) -> None:
    """Two keys at most."""
    client = ledger.client()
    ledger.sale(client, 10_000)
    ledger.pay(client, 3_000)
    async with at_fiche(session, client) as hands:
        await hands.press("P")
        await hands.press("enter")
        await until(hands.pilot, lambda: said(hands.app).startswith("Written:"))
        (file,) = files(folder)
        assert file.read_bytes().startswith(b"%PDF-")
        assert file.stat().st_mode & 0o077 == 0
        assert str(file) in said(hands.app)
        (row,) = issued(client)
        paper = statements.content(row.id)
        assert paper.detail is StatementDetail.SIMPLIFIED
        assert (paper.start, paper.end) == (ledger.day(0).replace(day=1), ledger.day(0))
        assert (paper.opening, paper.closing) == (0, 7_000)
        assert [line.kind for line in paper.lines] == ["sale", "payment"]
        assert paper.client.name == "Martinez Jeanne"


async def test_a_family_of_three_contacts_gets_one_statement_by_contact(
    session: Session, ledger: Ledger, folder: Path
) -> None:
    """They buy, one of them pays; read back from the file and added up (INV-06)"""
    client, by = ledger.client(), by_staff(session.staff)
    zoe, adam, sara = (add(ledger, client, "Martinez", name) for name in ("Zoé", "Adam", "Sara"))
    for contact, pieces in ((zoe, 30), (adam, 20), (sara, 10), (None, 5), (zoe, 7)):
        lines = [NewLine(ledger.milk, pieces * 1000)]
        sales.sell(client, lines, for_contact=contact, by=by_staff(session.staff))
    order = DebtPayment(client, PaymentMode.CASH, Centimes(1_500), for_contact=adam)
    payments_verbs.pay_debt(order, by=by)
    async with at_fiche(session, client) as hands:
        await hands.press("P", *["tab"] * 4)
        assert "Each on a new page" not in screen_text(hands.app)
        await hands.press("space")
        assert "Each on a new page" in screen_text(hands.app)
        await hands.press("tab", "space", "enter")
        await until(hands.pilot, lambda: said(hands.app).startswith("Written:"))
        (file,) = files(folder)
        (row,) = issued(client)
        assert row.grouping is Grouping.CONTACT_PAGES
    read = text_of(file)
    text = " ".join(read.split())
    found = re.findall(r"Subtotal: (.+?) ([\d.]+) ([\d.]+) (?:Credit )?[\d.]+", text)
    assert found == [
        ("Martinez Adam", "20.00", "15.00"),
        ("Martinez Sara", "10.00", "0.00"),
        ("Martinez Zoé", "37.00", "0.00"),
        ("No contact", "5.00", "0.00"),
    ]
    debit, credit = (sum(Decimal(row[column]) for row in found) for column in (1, 2))
    assert f"{debit} {credit} {debit - credit}" in text
    assert (debit, credit) == (72, 15)
    assert read.count("\f") == 4


async def test_who_has_no_contacts_is_asked_nothing_about_them(
    session: Session, ledger: Ledger, folder: Path
) -> None:
    async with at_fiche(session, ledger.client()) as hands:
        await hands.press("P")
        top(hands.app, StatementDialog)
        assert "Grouped by contact" not in screen_text(hands.app)


@pytest.mark.parametrize("key", ["P", "shift+p", "f8"])
async def test_the_shortcut_is_heard_from_inside_a_tab_too(
    session: Session, ledger: Ledger, folder: Path, key: str
) -> None:
    client = ledger.client()
    async with at_fiche(session, client) as hands:
        await to_tab(hands.pilot, payments.TAB, key)
        await hands.pilot.pause()
        top(hands.app, StatementDialog)


async def test_a_detailed_statement_of_two_free_days(session: Session, ledger: Ledger, folder: Path) -> None:
    client = ledger.client()
    ledger.sale(client, 10_000, days_ago=20)
    ledger.sale(client, 5_000, days_ago=10)
    async with at_fiche(session, client) as hands:
        await hands.press("P", "tab", *"-12", "tab", *"-5", "tab", "right", "enter")
        await until(hands.pilot, lambda: said(hands.app).startswith("Written:"))
        (row,) = issued(client)
        assert (row.start, row.end) == (ledger.day(12), ledger.day(5))
        assert row.detail is StatementDetail.DETAILED
        paper = statements.content(row.id)
        assert (paper.opening, paper.closing) == (10_000, 15_000)


async def test_the_folder_is_remembered(
    session: Session, ledger: Ledger, folder: Path, tmp_path: Path
) -> None:
    client = ledger.client()
    other = tmp_path / "other"
    other.mkdir()
    async with at_fiche(session, client) as hands:
        await hands.press("P")
        form = hands.app.screen.query_one(Form)
        assert form.value("folder") == str(folder)
        form.put("folder", str(other))
        await hands.press("enter")
        await until(hands.pilot, lambda: said(hands.app).startswith("Written:"))
        assert len(files(other)) == 1
        assert preferences.preferred(session.staff, FOLDER) == str(other)


async def test_a_folder_that_is_not_there_is_said_beside_it_and_nothing_is_issued(
    session: Session, ledger: Ledger, folder: Path
) -> None:
    client = ledger.client()
    async with at_fiche(session, client) as hands:
        await hands.press("P", "right", "tab", "tab", "tab", "right", "tab", "end", *"/nowhere", "enter")
        top(hands.app, StatementDialog)
        form = hands.app.screen.query_one(Form)
        assert form.at == "folder"
        assert form.value("folder") == f"{folder}/nowhere"
        assert form.value("detail") is StatementDetail.DETAILED
        assert "does not exist" in hands.prose
        assert issued(client) == []


async def test_a_disk_that_fills_up_keeps_what_was_typed_and_trying_again_takes_no_second_number(
    session: Session, ledger: Ledger, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """INV-20: the same statement asked for twice is numbered once."""
    client = ledger.client()
    real = os.fsync

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    async with at_fiche(session, client) as hands:
        await hands.press("P", "right")
        monkeypatch.setattr("printing.files.os.fsync", full)
        await hands.press("enter")
        await until(hands.pilot, lambda: "The disk that holds" in screen_text(hands.app))
        monkeypatch.setattr("printing.files.os.fsync", real)
        top(hands.app, StatementDialog)
        assert files(folder) == []
        await hands.press("enter")
        await until(
            hands.pilot,
            lambda: isinstance(hands.app.screen, FicheDesk) and said(hands.app).startswith("Written:"),
        )
        assert len(issued(client)) == 1
        assert len(files(folder)) == 1


async def test_a_missing_pango_is_one_sentence_and_takes_no_number(
    session: Session, ledger: Ledger, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> None:
        raise PangoMissing("apt install libpango-1.0-0")

    monkeypatch.setattr("printing.page.pango.weasyprint", missing)
    client = ledger.client()
    async with at_fiche(session, client) as hands:
        await hands.press("P", "enter")
        await until(hands.pilot, lambda: isinstance(hands.app.screen, FicheDesk) and said(hands.app))
        assert "apt install libpango-1.0-0" in said(hands.app)
        assert issued(client) == []


async def test_a_reprint_is_the_same_file_byte_for_byte(
    session: Session, ledger: Ledger, folder: Path
) -> None:
    """INV-44: neither a new sale nor another name changes what was handed over."""
    from models.people.clients.verbs import ClientFields, edit

    client = ledger.client()
    ledger.sale(client, 10_000)
    async with at_fiche(session, client) as hands:
        await hands.press("P", "enter")
        await until(hands.pilot, lambda: said(hands.app).startswith("Written:"))
        (file,) = files(folder)
        before = file.read_bytes()
        file.unlink()
        ledger.sale(client, 90_000)
        edit(client, ClientFields(last_name="Other"), version=1, by=by_staff(session.staff))
        await to_tab(hands.pilot, STATEMENTS, "enter")
        await until(hands.pilot, lambda: isinstance(hands.app.screen, FicheDesk) and file.exists())
        assert file.read_bytes() == before
        assert IssuedStatement.select().count() == 1


async def test_work_shows_how_far_it_is_and_esc_gives_it_up(session: Session, ledger: Ledger) -> None:
    from printing.refusals import Cancelled

    client = ledger.client()
    steps: list[int] = []

    def task(progress: Callable[[int, int], bool]) -> None:
        for step in range(1000):
            steps.append(step)
            time.sleep(0.005)
            if not progress(step, 1000):
                raise Cancelled

    async with at_fiche(session, client) as hands:
        desk = top(hands.app, FicheDesk)
        ended: list[BaseException] = []

        async def doing() -> None:
            try:
                await work(desk, "Working", task)
            except Cancelled as cancelled:
                ended.append(cancelled)

        desk.run_worker(doing())
        await until(hands.pilot, lambda: len(steps) > 20)
        top(hands.app, WorkingDialog)
        assert "%" in screen_text(hands.app)
        await hands.press("escape")
        await until(hands.pilot, lambda: ended)
        top(hands.app, FicheDesk)
        assert len(steps) < 1000


async def test_cancelled_printing_is_said_and_leaves_no_file(
    session: Session, ledger: Ledger, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(WorkingDialog, "_advance", lambda self, done, total: False)
    client = ledger.client()
    ledger.sale(client, 1_000)
    async with at_fiche(session, client) as hands:
        await hands.press("P", "enter")
        await until(hands.pilot, lambda: isinstance(hands.app.screen, FicheDesk) and said(hands.app))
        assert "cancelled" in said(hands.app)
        assert files(folder) == []


async def test_a_reprint_whose_folder_is_gone_asks_for_another(
    session: Session, ledger: Ledger, folder: Path, tmp_path: Path
) -> None:
    client = ledger.client()
    async with at_fiche(session, client) as hands:
        await hands.press("P", "enter")
        await until(hands.pilot, lambda: said(hands.app).startswith("Written:"))
        (file,) = files(folder)
        before = file.read_bytes()
        file.unlink()
        shutil.rmtree(folder)
        await to_tab(hands.pilot, STATEMENTS, "enter")
        await until(hands.pilot, lambda: isinstance(hands.app.screen, FolderDialog))
        assert "does not exist" in hands.app.screen.query_one(Form)._lines["folder"].fault
        await hands.press("slash", *str(tmp_path), "enter")
        await until(
            hands.pilot, lambda: isinstance(hands.app.screen, FicheDesk) and (tmp_path / file.name).exists()
        )
        assert (tmp_path / file.name).read_bytes() == before
        assert len(issued(client)) == 1


async def test_arrows_scroll_a_long_text_and_f1_says_so_in_words_of_the_program(
    session: Session, ledger: Ledger
) -> None:
    client = ledger.client(info="\n".join(f"line {number}" for number in range(40)))
    async with at_fiche(session, client) as hands:
        await to_tab(hands.pilot, information.TAB)
        await hands.pilot.pause()
        assert "line 39" not in screen_text(hands.app)
        await hands.press("end")
        assert "line 39" in screen_text(hands.app)
        assert not any(
            "Scroll" in each.binding.description for each in hands.app.screen.active_bindings.values()
        )
