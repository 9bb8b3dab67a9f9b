"""import-flow, import-opening-balance: a preview that writes nothing, then all of it or nothing."""

import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context, copy_context
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from peewee import fn

from models import doctor
from models.importing.clients import verbs as client_import
from models.importing.clients.known import Known, NamesKnown
from models.importing.clients.verbs import Imported, Preview
from models.importing.files.faults import HasFaults
from models.importing.files.text_file import Stopped
from models.money.ledger import open_items
from models.money.ledger.accounts import Account, OperationKind
from models.money.ledger.postings import Operation, Posting
from models.people.clients import verbs as clients
from models.people.clients.by_code import find_by_code
from models.people.clients.listing import ClientListing
from models.people.clients.table import Client
from models.people.clients.verbs import ClientFields
from models.people.staff.login import Member
from models.refusals import KeyReused
from models.requests.actors import SHELL, Staff
from models.requests.by import By, new_key
from models.requests.rights import StaffInactive
from models.requests.trail import Trail
from models.store import clock
from models.store.connection import engine, own_connection
from models.values import ZERO, Centimes
from tests.asking import by_staff

THREE = "Nom du client,Solde crédit\nALAOUI Salma,150.50\nBennani Karim,0\nTAZI Omar,-20\n"


@dataclass
class Desk:
    """Somebody who imports files."""

    staff: int
    folder: Path

    def preview(self, content: str, name: str = "clients.csv") -> Preview:
        path = self.folder / name
        path.write_text(content, encoding="utf-8")
        return client_import.read(path)

    def carry_out(self, preview: Preview, **options: Any) -> Imported:
        asked: dict[str, Any] = {"by": by_staff(self.staff), **options}
        return client_import.carry_out(preview, **asked)


@pytest.fixture
def desk(cashier: Member, tmp_path: Path) -> Desk:
    return Desk(cashier.id, tmp_path)


@pytest.fixture
def file_desk(file_cashier: Member, tmp_path: Path) -> Desk:
    return Desk(file_cashier.id, tmp_path)


def balances() -> dict[str, int]:
    return {clients.full_name(row): row.balance for row in Client.select().order_by(Client.place)}


def written() -> tuple[int, ...]:
    """How many rows there are of everything an import writes."""
    return tuple(table.select().count() for table in (Client, Operation, Posting, Trail))


def test_a_preview_says_what_would_happen_and_writes_nothing(desk: Desk) -> None:
    before = written()
    preview = desk.preview(THREE)
    assert (preview.file, preview.encoding, preview.count) == ("clients.csv", "UTF-8", 3)
    assert (preview.debt, preview.credit) == (15050, 2000)
    assert (preview.homonyms, [*preview.known], preview.before, preview.fault_count) == (0, [], None, 0)
    assert written() == before


@pytest.mark.capability("import-opening-balance")
def test_clients_come_in_with_their_opening_balance(desk: Desk) -> None:
    """Solde crédit is what the client owes; a negative one is an avoir."""
    assert desk.carry_out(desk.preview(THREE)) == Imported(3, Centimes(15050), Centimes(2000))
    assert balances() == {"ALAOUI Salma": 15050, "Bennani Karim": 0, "TAZI Omar": -2000}
    openings = Operation.select().where(Operation.kind == OperationKind.OPENING).order_by(Operation.id)
    assert [row.number for row in openings] == ["O-2026-00001", "O-2026-00002"]
    assert {row.value_date for row in openings} == {clock.today()}
    against = Posting.select(Posting.amount).where(Posting.account == Account.OPENING).tuples()
    assert sorted(amount for (amount,) in against) == [-15050, 2000]
    salma = Client.get(Client.first_name == "Salma")
    assert [(item.kind, item.open) for item in open_items.debits(salma.id)] == [("opening", 15050)]
    assert doctor.examine() == []


def test_imported_clients_are_found_and_stand_in_name_order(desk: Desk) -> None:
    clients.create(ClientFields(last_name="Benali"), by=by_staff(desk.staff))
    desk.carry_out(desk.preview(THREE))
    assert [row.last_name for row in ClientListing("").read(9)] == [
        "ALAOUI",
        "Benali",
        "Bennani Karim",
        "TAZI",
    ]
    assert [row.last_name for row in ClientListing("kar ben").read(9)] == ["Bennani Karim"]


def test_a_code_given_by_hand_is_in_nobodys_way(desk: Desk) -> None:
    """INV-47: the numbers of new clients are their codes, and one of them is taken already"""
    first = clients.create(ClientFields("First"), by=by_staff(desk.staff))
    taken = clients.own_code(first.id + 3)
    by_hand = clients.create(ClientFields("Second", code=taken), by=by_staff(desk.staff))
    desk.carry_out(desk.preview(THREE))
    assert find_by_code(taken) == by_hand.id
    assert len({row.code for row in Client.select()}) == 5


def test_many_names_among_many_clients_stay_in_order(desk: Desk) -> None:
    """More names than are asked for one by one: they are placed in one walk along the clients."""
    first = [f"client {number:05d}" for number in range(0, 3000, 3)]
    second = [f"client {number:05d}" for number in range(3000) if number % 3]
    for names in (first, second):
        desk.carry_out(desk.preview("".join(f"{name},1\n" for name in names)))
    assert list(balances()) == sorted(first + second)
    assert doctor.examine() == []


def test_an_import_leaves_one_trace_with_its_author_and_figures(desk: Desk) -> None:
    preview = desk.preview(THREE)
    desk.carry_out(preview)
    (left,) = Trail.select().where(Trail.verb == client_import.VERB)
    assert (left.staff_id, left.details()["count"], left.details()["digest"]) == (
        desk.staff,
        3,
        preview.source.digest,
    )


def test_one_wrong_line_and_nothing_is_imported(desk: Desk) -> None:
    preview = desk.preview(THREE + "Dupont,1.234\n")
    assert [(fault.line, fault.column) for fault in preview.faults] == [(5, 2)]
    before = written()
    with pytest.raises(HasFaults):
        desk.carry_out(preview)
    assert written() == before


def test_the_same_request_twice_imports_once(desk: Desk) -> None:
    """INV-20: a double Enter or a retry cannot import twice."""
    preview, op_id = desk.preview(THREE), new_key()
    first = desk.carry_out(preview, by=by_staff(desk.staff, op_id))
    after = written()
    assert desk.carry_out(preview, by=by_staff(desk.staff, op_id)) == first
    assert written() == after
    with pytest.raises(KeyReused):
        desk.carry_out(desk.preview("Fassi,1\n"), by=by_staff(desk.staff, op_id))


def test_the_same_content_twice_is_refused_with_the_author_of_the_first_time(desk: Desk) -> None:
    desk.carry_out(desk.preview(THREE))
    again = desk.preview(THREE, name="copy.csv")
    assert again.before is not None
    assert (again.before.by, again.before.at) == ("S. Amrani", clock.now())
    after = written()
    with pytest.raises(client_import.ImportedBefore):
        desk.carry_out(again)
    assert written() == after
    desk.carry_out(again, again=True, known=Known.ADD, twice=Centimes(17050))
    assert Client.select().count() == 6
    assert doctor.examine() == []


def test_a_file_imported_while_the_preview_was_open_is_refused_too(desk: Desk) -> None:
    one, other = desk.preview(THREE), desk.preview(THREE)
    desk.carry_out(one)
    with pytest.raises(client_import.ImportedBefore):
        desk.carry_out(other)


def test_what_the_command_line_imported_has_no_author(desk: Desk) -> None:
    desk.carry_out(desk.preview(THREE), by=By(SHELL, new_key()))
    assert isinstance(desk.preview(THREE).before, client_import.ImportedAtTheShell)


def test_homonyms_in_the_file_and_known_names_are_counted_and_imported(desk: Desk) -> None:
    clients.create(ClientFields(last_name="Alaoui", first_name="Salma"), by=by_staff(desk.staff))
    preview = desk.preview("ALAOUI Salma,1\nSalma Alaoui,2\nTazi Omar,3\nTAZI  OMAR,4\n")
    assert ([*preview.known], preview.homonyms) == ([0], 1)
    assert desk.carry_out(preview, known=Known.ADD, twice=Centimes(100)).count == 4


LONGER = THREE + "Zniber Leïla,80\n"


def test_the_same_list_one_client_longer_doubles_no_debt_unasked(desk: Desk) -> None:
    desk.carry_out(desk.preview(THREE))
    before = written()
    preview = desk.preview(LONGER)
    with pytest.raises(NamesKnown) as refused:
        desk.carry_out(preview)
    assert refused.value == NamesKnown("clients.csv", 3, "ALAOUI Salma, Bennani Karim, TAZI Omar")
    assert written() == before


def test_only_the_new_ones_can_be_imported(desk: Desk) -> None:
    desk.carry_out(desk.preview(THREE))
    preview = desk.preview(LONGER)
    only_new = Imported(1, Centimes(8000), ZERO)
    assert preview.only_new == only_new
    assert desk.carry_out(preview, known=Known.SKIP) == only_new
    assert balances() == {"ALAOUI Salma": 15050, "Bennani Karim": 0, "TAZI Omar": -2000, "Zniber Leïla": 8000}
    with pytest.raises(client_import.NothingNew):
        desk.carry_out(desk.preview(LONGER), known=Known.SKIP)


def test_of_one_name_so_many_lines_are_known_as_clients_bear_it(desk: Desk) -> None:
    desk.carry_out(desk.preview("Alaoui,1\nAlaoui,2\n"))
    preview = desk.preview("ALAOUI,1\nalaoui,2\nAlaoui,3\nTazi,4\n")
    assert [*preview.known] == [0, 1]
    assert desk.carry_out(preview, known=Known.SKIP).debt == 700


def test_a_name_that_came_while_the_preview_was_open_is_refused_too(desk: Desk) -> None:
    preview = desk.preview(THREE)
    clients.create(ClientFields(last_name="Alaoui", first_name="Salma"), by=by_staff(desk.staff))
    with pytest.raises(NamesKnown):
        desk.carry_out(preview)


@pytest.mark.parametrize(
    ("known", "line"),
    [
        ("Alami Omar", "Dr ALAMI Omar"),
        ("Mme ALAMI Zohra", "alami zohra"),
        ("DOCTEUR", "Docteur"),
        ("BEN ALI Mohamed", "Mohamed Benali"),
        ("M'HAMED Zoé", "MHAMED Zoe"),
        ("عبد الرحمان مصطفى", "عبدالرحمان مصطفي"),
    ],
)
def test_a_known_name_is_known_however_it_is_written(desk: Desk, known: str, line: str) -> None:
    desk.carry_out(desk.preview(f"{known},1\n"))
    assert [*desk.preview(f"{line},1\n").known] == [0]


def test_somebody_who_left_may_not_import(desk: Desk) -> None:
    Staff.update(active=False).where(Staff.id == desk.staff).execute()
    before = written()
    with pytest.raises(StaffInactive):
        desk.carry_out(desk.preview(THREE))
    assert written() == before


def stop_at(share: float) -> Callable[[int, int], bool]:
    return lambda done, total: done < share * total


@pytest.mark.parametrize("share", [0.1, 0.6, 0.95])
def test_stopping_at_any_moment_leaves_nothing(desk: Desk, share: float) -> None:
    """All or nothing: while clients are added, and while their balances are."""
    preview = desk.preview("".join(f"client {number},1.50\n" for number in range(2500)))
    before = written()
    with pytest.raises(Stopped):
        desk.carry_out(preview, progress=stop_at(share))
    assert written() == before
    assert doctor.examine() == []
    assert desk.carry_out(preview).count == 2500
    assert doctor.examine() == []


def test_a_defect_in_the_middle_leaves_nothing(desk: Desk) -> None:
    preview = desk.preview("".join(f"client {number},1.50\n" for number in range(3000)))
    before = written()

    def fail(done: int, total: int) -> bool:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        desk.carry_out(preview, progress=fail)
    assert written() == before
    assert doctor.examine() == []


def test_progress_goes_up_to_its_total(desk: Desk) -> None:
    heard: list[tuple[int, int]] = []
    preview = desk.preview("".join(f"client {number},1\n" for number in range(2500)))

    def told(done: int, total: int) -> bool:
        heard.append((done, total))
        return True

    desk.carry_out(preview, progress=told)
    assert [done for done, _ in heard] == sorted(done for done, _ in heard)
    assert heard[-1] == (5000, 5000)


def test_two_terminals_import_the_same_file_at_once_and_one_is_refused(desk: Desk) -> None:
    preview = desk.preview("".join(f"client {number},1\n" for number in range(3000)))
    together = threading.Barrier(2)

    def terminal(context: Context) -> str:
        return context.run(import_it)

    def import_it() -> str:
        with own_connection():
            together.wait()
            try:
                desk.carry_out(preview)
            except client_import.ImportedBefore:
                return "refused"
            return "imported"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(terminal, [copy_context(), copy_context()])) == ["imported", "refused"]
    assert Client.select().count() == 3000
    assert doctor.examine() == []


KILLED_HALFWAY = """
import os, signal, sys
from models.importing.clients import verbs as client_import
from models.requests.actors import SHELL
from models.requests.by import By
from models.store import connection, opening

def die_halfway(done, total):
    if done * 2 >= total:
        os.kill(os.getpid(), signal.SIGKILL)
    return True

opening.open_database(sys.argv[1])
client_import.carry_out(client_import.read(sys.argv[2]), by=By(SHELL, "killed"), progress=die_halfway)
"""


def test_a_process_that_is_killed_halfway_leaves_nothing(file_desk: Desk) -> None:
    preview = file_desk.preview("".join(f"client {number},1\n" for number in range(5000)))
    before = written()
    command = [sys.executable, "-c", KILLED_HALFWAY, engine().place, str(file_desk.folder / "clients.csv")]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    assert written() == before
    assert doctor.examine() == []
    assert file_desk.carry_out(preview).count == 5000


def test_readers_are_not_kept_waiting_while_a_file_comes_in(file_desk: Desk) -> None:
    """Another terminal searches while the rows of an import are being written."""
    preview = file_desk.preview("".join(f"client {number},1\n" for number in range(30_000)))
    other = sqlite3.connect(engine().place, timeout=0)
    seen: list[int] = []

    def look(done: int, total: int) -> bool:
        seen.append(other.execute("SELECT count(*) FROM client").fetchone()[0])
        return True

    file_desk.carry_out(preview, progress=look)
    assert set(seen) == {0}
    assert other.execute("SELECT count(*) FROM client").fetchone() == (30_000,)
    other.close()


def test_a_hundred_thousand_lines(file_desk: Desk) -> None:
    """The size the product promises."""
    lines = (
        f"CLIENT{number % 977:03d} Élise,{number % 5000}.{number % 100:02d}\n" for number in range(100_000)
    )
    preview = file_desk.preview("".join(lines))
    imported = file_desk.carry_out(preview)
    debt = sum((account.balance for account in preview.source.accounts), ZERO)
    assert imported == Imported(100_000, debt, ZERO)
    assert Client.select().count() == 100_000
    owed = Posting.select(fn.SUM(Posting.amount)).where(Posting.account == Account.RECEIVABLE).scalar()
    assert owed == imported.debt == Client.select(fn.SUM(Client.balance)).scalar()


@pytest.mark.usefixtures("file_cashier")
def test_fifty_megabytes_are_read(tmp_path: Path) -> None:
    path = tmp_path / "clients.csv"
    block = "".join(f"CLIENT{number:04d} {'x' * 170},1234.50\n" for number in range(1000))
    path.write_text(block * (50_000_000 // len(block.encode()) + 1), encoding="utf-8")
    preview = client_import.read(path)
    assert path.stat().st_size >= 50_000_000
    assert preview.debt == preview.count * 123_450
