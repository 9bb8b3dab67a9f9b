"""Every column of every table is declared personal or not; JSON is declared by what is inside."""

import json

import pytest

from models import doctor
from models.doctor import privacy
from models.personal import register
from models.personal.kinds import PersonalInside, table
from models.store import connection
from models.store.engines.engine import Engine


def test_every_column_of_the_schema_is_declared(store: Engine) -> None:
    """On both engines, and whatever the migrations of tomorrow add."""
    assert list(register.undeclared(store.columns())) == []


def test_nothing_is_declared_that_is_not_there(store: Engine) -> None:
    """SQLite's index knows where a client is by the number of the row."""
    columns = store.columns()
    declared = {(name, column) for name, each in register.DECLARED.items() for column in each}
    there = {(name, column) for name, each in columns.items() for column in each}
    of_the_index = {("client_search", "place"), ("client_search", "standing")}
    assert declared - there == (of_the_index if store.name == "sqlite" else set())


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ("ALTER TABLE client ADD COLUMN shoe_size TEXT", ("client", "shoe_size")),
        ("CREATE TABLE visit (phone TEXT)", ("visit", "phone")),
    ],
)
def test_the_doctor_finds_a_column_that_nobody_declared(
    store: Engine, change: str, column: tuple[str, str]
) -> None:
    assert list(privacy.every_column_is_declared()) == []
    with connection.engine().database.atomic() as transaction:
        store.database.execute_sql(change)
        (fault,) = [each for each in doctor.examine() if each.invariant == "privacy"]
        assert (fault.figures["table"], fault.figures["column"]) == column
        transaction.rollback()


def test_a_column_is_never_declared_both_ways() -> None:
    with pytest.raises(ValueError, match="both ways: name"):
        table("id name", name=register.DECLARED["client"].personal["last_name"])


def test_json_is_blanked_where_it_is_personal_and_nowhere_else() -> None:
    parties = register.DECLARED["statement"]["parties"]
    assert isinstance(parties, PersonalInside)
    kept: dict[str, dict[str, object]] = {
        "pharmacy": {"name": "Atlas", "phone": "+212522000000"},
        "client": {
            "name": "Mme Alami",
            "address": [],
            "phone": "+212612345678",
            "identifiers": [["Code", "7"]],
        },
    }
    text = json.dumps(kept)
    blank = {"name": "–", "address": [], "phone": "", "identifiers": []}
    assert json.loads(parties.blanked(text)) == {**kept, "client": blank}
    assert parties.parts(text)["client", "phone"] == "+212612345678"
    only_the_phone = json.loads(parties.blanked(text, [("client", "phone")]))
    assert only_the_phone["client"] == {**kept["client"], "phone": ""}


def test_json_without_anything_personal_stays_what_it_says() -> None:
    """A trail that tells no reason gets none."""
    detail = register.DECLARED["trail"]["detail"]
    assert isinstance(detail, PersonalInside)
    kept = {"mode": "cash", "tendered": 100, "changes": {"ceiling": [None, 0]}}
    assert json.loads(detail.blanked(json.dumps(kept))) == kept
