"""Clients who are known already, completing their fiches, and undoing an import as a whole."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from models import doctor
from models.importing import batches
from models.importing.batches import AlreadyUndone, BuiltUpon, ImportSubject, Undone
from models.importing.clients import undoing
from models.importing.clients import verbs as client_import
from models.importing.clients.known import Known, KnownBy, WouldCountTwice
from models.importing.clients.verbs import Imported, ImportedBefore, NothingNew, Preview
from models.importing.files.faults import HasFaults
from models.importing.files.reading import ReadAs
from models.importing.files.text_file import Stopped
from models.money.ledger import client_status, open_items
from models.money.payments import verbs as payments
from models.money.payments.verbs import DebtPayment
from models.people.clients import verbs as clients
from models.people.clients.by_code import find_by_code
from models.people.clients.listing import ClientListing
from models.people.clients.table import Client, ClientStatus
from models.people.clients.verbs import ClientFields, CodeTaken
from models.people.staff.login import Member
from models.requests.trail import Trail
from models.store import clock
from models.store.connection import database
from models.values import Centimes, PaymentMode
from tests.asking import by_staff
from tests.models.importing.workbooks import xlsx

TITLES = ("Nom", "Prénom", "GSM", "Ville", "Adresse", "Code", "Solde")
SALMA = ("ALAOUI", "Salma", "0612345678", "Casablanca", "12, rue des Orangers", "", 150.5)
OMAR = ("TAZI", "Omar", "", "Fès", "", "", -20)
HIND = ("CHRAIBI", "Hind", "0661234567", "", "", "", 0)


class Desk:
    """Somebody who imports workbooks."""

    def __init__(self, staff: int, folder: Path) -> None:
        self.staff, self.folder = staff, folder

    def preview(self, *rows: Sequence[Any], name: str = "clients.xlsx", **more: Any) -> Preview:
        return client_import.read(xlsx(self.folder / name, {"Clients": [TITLES, *rows]}), **more)

    def carry_out(self, preview: Preview, known: Known | None = None, **more: Any) -> Imported:
        return client_import.carry_out(preview, by=by_staff(self.staff), known=known, **more)

    def undo(self, batch: int | None = None) -> Undone:
        newest = batches.batches(ImportSubject.CLIENTS)[0].id
        return undoing.undo(batch or newest, by=by_staff(self.staff))

    def create(self, **fields: Any) -> int:
        return clients.create(ClientFields(**fields), by=by_staff(self.staff)).id


@pytest.fixture
def desk(cashier: Member, tmp_path: Path) -> Desk:
    return Desk(cashier.id, tmp_path)


def fields(client: int) -> ClientFields:
    return clients.fields_of(clients.get(client))


def listed() -> dict[str, int]:
    """The balances of the clients who are in use, by name."""
    rows = Client.select().where(Client.status == ClientStatus.ACTIVE).order_by(Client.place)
    return {clients.full_name(row): row.balance for row in rows}


def known_by(preview: Preview) -> list[tuple[int, int, KnownBy]]:
    found = preview.matches
    return list(zip(found.positions, found.clients, found.by, strict=True))


def test_who_is_known_by_their_code_their_name_or_their_phone(desk: Desk) -> None:
    by_code = desk.create(last_name="Alaoui", first_name="S.", code="C-1")
    by_name = desk.create(last_name="Omar", first_name="Tazi")
    by_phone = desk.create(last_name="Chraibi", mobile="0661234567")
    desk.create(last_name="Bennani", mobile="0612000000")
    preview = desk.preview(
        ("Alaoui", "Salma S", "", "", "", "c-1", 0),
        OMAR,
        HIND,
        ("FASSI", "Adil", "0612000000", "", "", "", 0),
    )
    assert known_by(preview) == [
        (0, by_code, KnownBy.CODE),
        (1, by_name, KnownBy.NAME),
        (2, by_phone, KnownBy.PHONE),
    ]
    assert preview.matches.other_names == 1


def test_of_namesakes_the_phone_tells_who_is_meant(desk: Desk) -> None:
    desk.create(last_name="Alaoui", first_name="Salma", mobile="0661111111")
    meant = desk.create(last_name="Alaoui", first_name="Salma", mobile="0612345678")
    assert known_by(desk.preview(SALMA)) == [(0, meant, KnownBy.NAME)]


def test_a_code_of_somebody_else_is_named_at_its_line_or_left_out(desk: Desk) -> None:
    desk.create(last_name="Bennani", first_name="Karim", code="C-1")
    row = (*SALMA[:5], "C-1", 150.5)
    preview = desk.preview(row)
    (fault,) = preview.faults
    assert (fault.line, fault.column) == (2, 6)
    assert isinstance(fault.reason, CodeTaken)
    assert fault.reason.name == "Bennani Karim"
    with pytest.raises(HasFaults):
        desk.carry_out(preview)


def test_completing_fills_in_what_is_empty_and_nothing_else(desk: Desk) -> None:
    salma = desk.create(last_name="Alaoui", first_name="Salma", city="Rabat", email="s@exemple.ma")
    omar = desk.create(last_name="Tazi", first_name="Omar", mobile="0600000001")
    before = fields(salma), fields(omar)
    preview = desk.preview(SALMA, (*OMAR[:2], "0612345678", *OMAR[3:]), HIND)
    assert preview.completed == Imported(1, Centimes(0), Centimes(0), 2)
    assert desk.carry_out(preview, Known.COMPLETE).completed == 2
    # An address stands there in part: half of another one is not added to it.
    assert fields(salma) == replace(before[0], mobile="+212612345678")
    assert fields(omar) == replace(before[1], city="Fès")
    assert listed() == {"Alaoui Salma": 0, "Tazi Omar": 0, "CHRAIBI Hind": 0}
    (found,) = ClientListing("0612345678").read(10)
    assert found.id == salma
    assert doctor.examine() == []


def test_what_was_completed_is_told_to_who_had_the_fiche_open(desk: Desk) -> None:
    """Their stale form does not take the phone away again unnoticed (optimistic locking)."""
    salma = desk.create(last_name="Alaoui", first_name="Salma")
    version, stale = clients.get(salma).version, fields(salma)
    desk.carry_out(desk.preview(SALMA), Known.COMPLETE)
    with pytest.raises(clients.ChangedMeanwhile):
        clients.edit(salma, replace(stale, city="Rabat"), version=version, by=by_staff(desk.staff))


def test_a_second_debt_needs_its_sum_said(desk: Desk) -> None:
    desk.carry_out(desk.preview(SALMA, OMAR))
    preview = desk.preview(SALMA, OMAR, HIND, name="again.xlsx")
    for said in (None, Centimes(1), Centimes(15050)):
        with pytest.raises(WouldCountTwice) as refused:
            desk.carry_out(preview, Known.ADD, twice=said)
        assert (refused.value.count, refused.value.twice) == (2, 17050)
    assert sum(listed().values()) == 13050
    desk.carry_out(preview, Known.ADD, twice=Centimes(17050))
    assert sum(row.balance for row in Client.select()) == 26100


def test_who_is_known_by_code_never_gets_a_second_fiche(desk: Desk) -> None:
    row = (*SALMA[:5], "C-1", 150.5)
    desk.carry_out(desk.preview(row))
    assert desk.carry_out(desk.preview(row, HIND, name="b.xlsx"), Known.ADD).count == 1
    assert listed() == {"ALAOUI Salma": 15050, "CHRAIBI Hind": 0}


def test_the_same_list_one_client_longer_adds_that_client(desk: Desk) -> None:
    desk.carry_out(desk.preview(SALMA, OMAR))
    for known in (Known.SKIP, Known.COMPLETE):
        preview = desk.preview(SALMA, OMAR, HIND, name=f"{known}.xlsx")
        if known is Known.SKIP:
            assert desk.carry_out(preview, known).count == 1
        else:
            with pytest.raises(NothingNew):
                desk.carry_out(preview, known)
    assert listed() == {"ALAOUI Salma": 15050, "CHRAIBI Hind": 0, "TAZI Omar": -2000}


_NAMES = ("ALAOUI", "TAZI", "BEN ALI", "BENALI", "CHRAIBI", "El Fassi")
_ROWS = some.lists(
    some.tuples(
        some.sampled_from(_NAMES),
        some.sampled_from(("Salma", "Omar", "")),
        some.sampled_from(("", "0612345678", "0661234567", "0522364758")),
        some.sampled_from(("", "Fès")),
        some.just(""),
        some.just(""),
        some.integers(-20, 300),
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=_ROWS)
def test_twice_is_once_whatever_the_list_holds(
    file_cashier: Member, tmp_path: Path, rows: list[tuple[Any, ...]]
) -> None:
    """The same rows again add nobody, complete nothing and move no balance; one row more adds that one."""
    desk = Desk(file_cashier.id, tmp_path)
    with database.atomic() as example:
        desk.carry_out(desk.preview(*rows))
        before = everybody()
        for known in (Known.SKIP, Known.COMPLETE):
            again = desk.preview(*rows, name="b.xlsx")
            assert len(again.known) == len(rows)
            with pytest.raises(NothingNew):
                desk.carry_out(again, known)
        new = ("ZNIBER", "Leïla", "", "", "", "", 80)
        assert desk.carry_out(desk.preview(*rows, new, name="c.xlsx"), Known.SKIP).count == 1
        assert everybody() == sorted([*before, ("ZNIBER Leïla", 8000)])
        assert desk.undo().removed == 1
        assert desk.undo(batches.batches()[-1].id).removed == len(rows)
        assert (listed(), doctor.examine()) == ({}, [])
        example.rollback()


def everybody() -> list[tuple[str, int]]:
    return sorted((clients.full_name(row), row.balance) for row in Client.select())


# Undoing.


def test_an_undone_import_is_out_of_the_lists_and_its_debts_are_reversed(desk: Desk) -> None:
    desk.carry_out(desk.preview((*SALMA[:5], "C-1", 150.5), OMAR, HIND))
    (batch,) = batches.batches()
    assert (batch.file, batch.created, batch.changed, batch.by) == ("clients.xlsx", 3, 0, "S. Amrani")
    assert desk.undo() == Undone(3, 0, 0)
    assert listed() == {}
    rows = list(Client.select())
    assert {(row.status, row.balance) for row in rows} == {(ClientStatus.ARCHIVED, 0)}
    assert "C-1" not in {row.code for row in rows}
    for row in rows:
        assert open_items.position(row.id).credit == 0
    (batch,) = batches.batches()
    assert (batch.undone, batch.undone_by) == (clock.now(), "S. Amrani")
    with pytest.raises(AlreadyUndone):
        desk.undo()
    assert doctor.examine() == []


def test_a_corrected_list_comes_in_after_the_undoing_with_the_same_codes_and_balances(desk: Desk) -> None:
    row = (*SALMA[:5], "C-1", 150.5)
    wrong = desk.preview(row, OMAR)
    desk.carry_out(wrong)
    desk.undo()
    again = desk.preview(row, OMAR)
    assert (again.before, len(again.known)) == (None, 0)
    assert desk.carry_out(again).count == 2
    assert listed() == {"ALAOUI Salma": 15050, "TAZI Omar": -2000}
    assert find_by_code("C-1") == Client.get(Client.status == ClientStatus.ACTIVE, Client.code == "C-1").id
    assert doctor.examine() == []


def test_what_was_completed_is_given_back_unless_it_was_changed_since(desk: Desk) -> None:
    salma = desk.create(last_name="Alaoui", first_name="Salma")
    hind = desk.create(last_name="Chraibi", first_name="Hind")
    before = fields(salma), fields(hind)
    desk.carry_out(desk.preview(SALMA, HIND), Known.COMPLETE)
    row = clients.get(salma)
    clients.edit(salma, replace(fields(salma), city="Salé"), version=row.version, by=by_staff(desk.staff))
    assert desk.undo() == Undone(0, 2, 0)
    assert fields(salma) == replace(before[0], city="Salé")
    assert fields(hind) == before[1]
    assert doctor.examine() == []


def test_an_import_on_which_something_stands_is_not_undone_and_the_refusal_names_it(desk: Desk) -> None:
    desk.carry_out(desk.preview(SALMA, OMAR, HIND))
    salma = Client.get(Client.first_name == "Salma").id
    order = DebtPayment(salma, PaymentMode.CASH, Centimes(5000))
    paid = payments.pay_debt(order, by=by_staff(desk.staff))
    before = listed(), Trail.select().count()
    with pytest.raises(BuiltUpon) as refused:
        desk.undo()
    assert refused.value.count == 1
    assert refused.value.names == f"ALAOUI Salma ({paid.number})"
    assert (listed(), Trail.select().count()) == before


def test_a_later_import_that_completed_them_comes_first(desk: Desk) -> None:
    desk.carry_out(desk.preview(OMAR))
    desk.carry_out(desk.preview((*OMAR[:2], "0612345678", *OMAR[3:]), name="b.xlsx"), Known.COMPLETE)
    second, first = batches.batches()
    with pytest.raises(BuiltUpon):
        desk.undo(first.id)
    assert desk.undo(second.id) == Undone(0, 1, 0)
    assert desk.undo(first.id) == Undone(1, 0, 0)


def test_a_blocked_client_is_named(desk: Desk) -> None:
    desk.carry_out(desk.preview(OMAR))
    omar = Client.get()
    blocked = replace(fields(omar.id), blocked=True)
    clients.edit(omar.id, blocked, version=omar.version, by=by_staff(desk.staff))
    with pytest.raises(BuiltUpon) as refused:
        desk.undo()
    assert refused.value.names == "TAZI Omar"


def test_who_was_put_away_since_stays_where_they_are(desk: Desk) -> None:
    desk.carry_out(desk.preview(HIND))
    client_status.archive(Client.get().id, by=by_staff(desk.staff))
    assert desk.undo() == Undone(0, 0, 0)
    assert doctor.examine() == []


def test_an_undoing_that_is_stopped_leaves_everything(desk: Desk) -> None:
    desk.carry_out(desk.preview(SALMA, OMAR, HIND))
    before = listed(), Trail.select().count()
    for steps in range(2):
        heard: list[int] = []

        def stop(done: int, total: int, heard: list[int] = heard, steps: int = steps) -> bool:
            heard.append(done)
            return len(heard) <= steps

        with pytest.raises(Stopped):
            undoing.undo(batches.batches()[0].id, by=by_staff(desk.staff), progress=stop)
        assert (listed(), Trail.select().count()) == before
    assert doctor.examine() == []


def test_a_list_that_left_cells_out_comes_in_with_the_rest(desk: Desk) -> None:
    row = (*SALMA[:2], "06 12", *SALMA[3:])
    with pytest.raises(HasFaults):
        desk.carry_out(desk.preview(row))
    preview = desk.preview(row, read_as=ReadAs(leave_out=True))
    assert desk.carry_out(preview).count == 1
    assert Client.get().mobile == ""


def test_the_same_content_is_remembered_until_it_is_undone(desk: Desk) -> None:
    preview = desk.preview(SALMA)
    desk.carry_out(preview)
    again = client_import.read(desk.folder / "clients.xlsx")
    assert isinstance(again.before, ImportedBefore)
    with pytest.raises(ImportedBefore):
        desk.carry_out(again, Known.ADD, twice=again.twice)
    desk.undo()
    assert client_import.read(desk.folder / "clients.xlsx").before is None
    assert date(2000, 1, 1) < clock.today()
