"""What is sealed and was tampered with is found and named; what happens lawfully afterwards is not."""

from typing import Any

import pytest

from models import doctor
from models.doctor import seals as checks
from models.money.ledger.postings import Operation
from models.money.till import verbs as till
from models.money.till.paper import content
from models.money.till.sealed import close_and_seal
from models.refusals import KeyReused
from models.requests.by import new_key
from models.requests.trail import Trail
from models.seals import drawing, listing, verbs, verification
from models.seals.covered import COVERED, NOT_COVERED
from models.seals.table import Occasion, Seal, SealLeaf, SealTable
from models.seals.verification import What
from models.store import clock, connection
from models.values import Centimes
from tests import statements
from tests.asking import by_staff
from tests.codes import secured
from tests.models.conftest import Counter
from tests.models.doctor.planted.planted import plant


def seal(counter: Counter) -> None:
    verbs.seal(Occasion.DEMAND, by=by_staff(counter.staff))


def found(*, whole: bool = True) -> list[tuple[What, str, str]]:
    return [(each.what, each.table, each.row) for each in verification.verify(whole=whole)]


@pytest.fixture
def sealed(counter: Counter) -> Counter:
    """A client, sales on credit and two payments, all under one seal."""
    client = counter.client()
    for total in (1_000, 2_000, 3_000):
        counter.sell(client, total)
    counter.pay(client, 1_500)
    counter.pay(client, 500)
    seal(counter)
    return counter


def test_what_nobody_touched_is_as_it_was_sealed(sealed: Counter) -> None:
    assert found() == []
    sealed.sell(sealed.client("Alami"), 4_000)
    seal(sealed)
    assert found() == []
    assert found(whole=False) == []
    assert [row.number for row in listing.newest()] == [2, 1]
    assert doctor.examine() == []


def test_an_altered_text_is_named(sealed: Counter) -> None:
    plant("UPDATE operation SET note = 'for his brother' WHERE id = 2")
    assert found() == [(What.ALTERED, "operation", "2")]
    assert [str(fault) for fault in checks.examine_seals()] == [
        "seals: Row 2 of operation was altered after seal no. 1."
    ]


def test_the_name_on_a_sale_is_named_too(sealed: Counter) -> None:
    plant("UPDATE sale SET client_name = 'Somebody Else' WHERE operation_id = 3")
    assert found() == [(What.ALTERED, "sale", "3")]


def test_the_last_payment_erased_with_all_that_it_left(sealed: Counter) -> None:
    """No sum shows it: nothing names the last row of all, and each account still adds up."""
    last = Operation.select().order_by(Operation.id.desc()).first()
    plant(f"DELETE FROM allocation WHERE credit_id = {last.id}")
    plant(f"DELETE FROM posting WHERE operation_id = {last.id}")
    plant(f"DELETE FROM operation WHERE id = {last.id}")
    plant(f"DELETE FROM trail WHERE id = {last.trail_id}")
    named = found()
    assert (What.ERASED, "operation", str(last.id)) in named
    assert (What.ERASED, "trail", str(last.trail_id)) in named
    assert [table for _what, table, _row in named].count("posting") == 2
    assert {what for what, _table, _row in named} == {What.ERASED}
    assert named == found(whole=False)


def test_a_row_put_in_between_is_named(counter: Counter) -> None:
    """In a hole that a server leaves, before the first row, and after the last one of a leaf."""
    client = counter.client()
    counter.sell(client, 1_000)
    plant(
        "INSERT INTO trail (id, op_id, verb, at, detail) VALUES (500, 'hole', 'demo.fill', "
        "'2026-11-12 10:30:00.000000', '{}')"
    )
    if connection.engine().name == "postgresql":
        plant("SELECT setval(pg_get_serial_sequence('trail', 'id'), 500)")
    counter.sell(client, 2_000)
    seal(counter)
    assert found() == []
    for key in (-3, 400):
        plant(
            f"INSERT INTO trail (id, op_id, verb, at, detail) VALUES ({key}, 'made up {key}', 'demo.fill', "
            "'2026-11-12 10:30:00.000000', '{}')"
        )
    assert found() == [(What.PUT_IN, "trail", "-3"), (What.PUT_IN, "trail", "400")]


def test_a_reopening_that_is_told_twice(sealed: Counter) -> None:
    """A row of a table without a number of its own is known by its request, which wrote one."""
    day = clock.today()
    for _ in range(2):
        close(day, sealed)
        till.reopen(day, "forgotten", secured(), by=by_staff(sealed.staff))
    seal(sealed)
    requests = [row.id for row in Trail.select().where(Trail.verb == "till.reopen")]
    close(day, sealed)
    plant(
        "INSERT INTO till_reopening (closing_id, trail_id, reason) "
        f"SELECT max(id), {requests[0]}, 'another reason' FROM till_closing"
    )
    assert found() == [(What.PUT_IN, "till_reopening", str(requests[0]))]


@pytest.mark.parametrize(
    ("sql", "named"),
    [
        ("UPDATE seal SET row_count = row_count + 1 WHERE number = 1", (What.SEAL_ALTERED, "", "")),
        ("UPDATE seal SET occasion = 'backup' WHERE number = 1", (What.SEAL_ALTERED, "", "")),
        ("UPDATE seal SET digest = replace(digest, 'a', 'b')", (What.SEAL_ALTERED, "", "")),
        ("UPDATE seal_table SET settled_key = 0 WHERE name = 'posting'", (What.SEAL_ALTERED, "", "")),
        ("UPDATE seal_leaf SET digest = replace(digest, '1', '2')", (What.PART_ALTERED, "trail", "")),
        ("UPDATE seal_leaf SET marks = 'AAAA' || substr(marks, 5)", (What.PART_ALTERED, "trail", "")),
        ("UPDATE seal_salts SET salts = 'A' || substr(salts, 2)", (What.PART_ALTERED, "trail", "")),
        ("DELETE FROM seal_salts", (What.PART_ALTERED, "sale", "")),
    ],
)
def test_a_seal_that_was_tampered_with(sealed: Counter, sql: str, named: tuple[What, str, str]) -> None:
    seal(sealed)
    plant(sql)
    assert named in found()


def test_a_seal_that_is_missing(sealed: Counter) -> None:
    seal(sealed)
    for table, column in (
        ("seal_salts", "leaf_id"),
        ("seal_leaf", "seal_table_id"),
        ("seal_table", "seal_id"),
    ):
        plant(f"DELETE FROM {table} WHERE {column} = 1")
    plant("DELETE FROM seal WHERE number = 1")
    assert (What.SEAL_MISSING, "", "") in found()


def test_a_seal_made_anew_does_not_follow_the_one_before(sealed: Counter) -> None:
    """Whoever alters a row and seals it anew has to make every later seal anew: here the next one tells."""
    seal(sealed)
    first = Seal.get(Seal.number == 1)
    plant(f"UPDATE seal SET digest = '{'0' * 64}' WHERE number = 1")
    assert first.digest != "0" * 64
    named = [(each.what, each.seal) for each in verification.verify(whole=True)]
    assert named == [(What.SEAL_ALTERED, 1), (What.SEAL_ALTERED, 2)]


def test_a_column_added_later_is_not_in_the_seals_before(sealed: Counter) -> None:
    run = connection.engine().database.execute_sql
    run("ALTER TABLE operation ADD COLUMN place TEXT NOT NULL DEFAULT 'Rabat'")
    try:
        assert found() == []
        sealed.sell(sealed.client("Alami"), 4_000)
        seal(sealed)
        assert found() == []
        last = Operation.select().order_by(Operation.id.desc()).first().id
        plant("UPDATE operation SET place = 'Fès'")
        assert found() == [(What.ALTERED, "operation", str(last))]
    finally:
        run("ALTER TABLE operation DROP COLUMN place")


def test_the_same_request_is_one_seal(counter: Counter) -> None:
    counter.sell(counter.client(), 1_000)
    key = new_key()
    first = verbs.seal(Occasion.DEMAND, by=by_staff(counter.staff, key))
    again = verbs.seal(Occasion.DEMAND, by=by_staff(counter.staff, key))
    assert [row.number for row in first] == [row.number for row in again] == [1]
    assert Seal.select().count() == 1
    with pytest.raises(KeyReused):
        verbs.seal(Occasion.BACKUP, by=by_staff(counter.staff, key))


def test_a_base_that_was_never_sealed_gets_several_seals(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is written in a moment; how far it is rises to the end; who gives up keeps what is sealed."""
    monkeypatch.setattr(drawing, "MOST", 40)
    monkeypatch.setattr(drawing.draw_up, "__defaults__", (None, 0, 40))
    monkeypatch.setattr("models.seals.reading.LEAF_ROWS", 10)
    monkeypatch.setattr("models.seals.reading.rows_after.__defaults__", (10,))
    client = counter.client()
    for total in range(1, 25):
        counter.sell(client, total * 100)
    heard: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> bool:
        heard.append((done, total))
        return len(heard) < 12

    part = verbs.seal(Occasion.DEMAND, by=by_staff(counter.staff), progress=tell)
    assert len(part) == Seal.select().count() > 1
    assert heard == sorted(heard)
    rest = verbs.seal(Occasion.DEMAND, by=by_staff(counter.staff))
    assert len(rest) > 1
    assert found() == []
    assert drawing.waiting() <= 3  # what sealing itself wrote
    plant("UPDATE posting SET amount = amount + 1 WHERE id = 11")
    assert found() == [(What.ALTERED, "posting", "11")]
    covered = SealTable.select().where(SealTable.name == "posting").count()
    assert covered > 1
    assert SealLeaf.select().count() > Seal.select().count()


def test_a_sale_pays_nothing_for_the_seals(sealed: Counter) -> None:
    client = sealed.client("Alami")
    sealed.sell(client, 1_000)
    with statements.counted() as run:
        sealed.sell(client, 1_000)
    assert run
    assert not [words for words in run if "seal" in words]


def close(day: Any, counter: Counter) -> Any:
    figures = till.day(day).modes
    seen = {mode.account: mode.expected for mode in figures}
    key = new_key()
    return close_and_seal(day, seen, opening=Centimes(0), seen=seen, by=by_staff(counter.staff, key))


def test_closing_the_till_seals_and_the_paper_says_which(counter: Counter) -> None:
    counter.sell(counter.client(), 1_000, cash=1_000)
    close(clock.today(), counter)
    (made,) = listing.newest()
    assert made.occasion is Occasion.TILL
    paper = content(clock.today())
    assert paper.seal == made
    assert len(made.short.split()) == 5
    assert made.digest.upper().startswith(made.short.replace(" ", ""))
    seal(counter)
    assert content(clock.today()).seal == made  # a reprint says the same


def test_a_closing_that_was_not_sealed_says_so(counter: Counter) -> None:
    figures = till.day(clock.today()).modes
    seen = {mode.account: Centimes(0) for mode in figures}
    till.close(clock.today(), {}, opening=Centimes(0), seen=seen, by=by_staff(counter.staff))
    assert content(clock.today()).seal is None
    seal(counter)
    assert content(clock.today()).seal is not None


def test_two_who_seal_at_once_make_two_seals(sealed: Counter) -> None:
    """Whoever drew up what somebody else sealed meanwhile draws it up anew."""
    drawn = drawing.draw_up()
    assert drawn is not None
    seal(sealed)
    with pytest.raises(verbs.Overtaken):
        verbs.keep(Occasion.DEMAND, drawn=drawn, by=by_staff(sealed.staff))
    assert found() == []


def test_every_table_that_never_changes_is_covered_or_says_why(counter: Counter) -> None:
    names = {name.partition("_refuses_")[0] for name in connection.engine().triggers() if "_refuses_" in name}
    forward = {"message", "campaign", "redaction"}
    assert names - forward == {*COVERED, *NOT_COVERED}


def test_the_doctor_goes_on_where_sealed_rows_cannot_be_read(file_counter: Counter) -> None:
    file_counter.sell(file_counter.client(), 1_000)
    seal(file_counter)
    plant("UPDATE operation SET note = CAST(x'C328' AS TEXT) WHERE id = 1")
    plant("DELETE FROM posting WHERE id = 2")
    assert found() == [(What.UNREADABLE, "operation", "1 … 1"), (What.ERASED, "posting", "2")]
