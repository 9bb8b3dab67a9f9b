"""officine show: one client, what they owe and what of it is unpaid."""

import re
import sqlite3
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import Officine, said

AMOUNT = re.compile(r"-?\d+\.\d\d")


@pytest.fixture
def debtor(asked: Callable[..., Any]) -> dict[str, Any]:
    """The client who owes most."""
    return max(asked("clients"), key=lambda row: Decimal(row["balance"]))


def test_the_balance_is_what_is_unpaid_less_the_avoir(asked: Callable[..., Any]) -> None:
    for row in asked("clients", "--search", "k")[:4]:
        shown = asked("show", row["id"])
        assert Decimal(shown["balance"]) == Decimal(shown["unpaid"]) - Decimal(shown["credit"])
        remaining = sum(Decimal(item["remaining"]) for item in shown["unpaid_items"])
        assert remaining == Decimal(shown["unpaid"])
        assert row.items() <= {**shown, "phone": row["phone"], "organism": row["organism"]}.items()


def test_amounts_are_text_with_two_decimals_and_no_ceiling_is_null(
    asked: Callable[..., Any], debtor: dict[str, Any], database: Path
) -> None:
    shown = asked("show", debtor["id"])
    assert all(AMOUNT.fullmatch(shown[name]) for name in ("balance", "unpaid", "credit"))
    with sqlite3.connect(database) as base:
        ((free,), (bound, limit)) = (
            base.execute("SELECT id FROM client WHERE ceiling IS NULL").fetchone(),
            base.execute("SELECT id, ceiling / 100 FROM client WHERE ceiling > 0").fetchone(),
        )
    assert asked("show", free)["ceiling"] is None
    assert asked("show", free)["ceiling_in_force"] == "3000.00"
    assert asked("show", bound)["ceiling"] == f"{limit}.00"


def test_a_client_is_found_by_number_and_by_code(asked: Callable[..., Any], debtor: dict[str, Any]) -> None:
    assert asked("show", debtor["id"]) == asked("show", debtor["code"])
    assert asked("show", debtor["code"].lower())["id"] == debtor["id"]


def test_people_read_what_is_owed_in_words(
    officine: Officine, database: Path, debtor: dict[str, Any]
) -> None:
    text = officine("--database", database, "show", debtor["id"], language="fr").stdout
    units, cents = debtor["balance"].split(".")
    owed = f"{int(units):,}".replace(",", "\u00a0") + f",{cents}"
    assert re.search(rf"^Solde +Doit {owed}$", text, re.MULTILINE)
    assert debtor["last_name"] in text


@pytest.mark.parametrize("who", ["999999", "NOBODY", "", "٣", "1; DROP TABLE client", "-0"])
def test_who_is_not_there_is_said_in_one_sentence(officine: Officine, database: Path, who: str) -> None:
    assert f"“{who}”" in said(officine("--database", database, "show", "--", who))


def test_the_sentence_is_in_the_language_of_the_user(officine: Officine, database: Path) -> None:
    assert "Aucun client" in said(officine("--database", database, "show", 999999, language="fr"))


def test_what_is_kept_beside_the_clients_row_is_shown_but_for_the_bank(
    asked: Callable[..., Any], debtor: dict[str, Any], database: Path
) -> None:
    """Nothing of a bank account is shown where nobody edits it."""
    with sqlite3.connect(database) as base:
        base.execute(
            "INSERT INTO client_details (client_id, birth_date, country, rib) "
            "VALUES (?, '1984-02-29', 'France', '230810012345678901234567') "
            "ON CONFLICT (client_id) DO UPDATE SET birth_date = excluded.birth_date, "
            "country = excluded.country, rib = excluded.rib",
            (debtor["id"],),
        )
    shown = asked("show", debtor["id"])
    assert (shown["birth_date"], shown["country"]) == ("1984-02-29", "France")
    assert "230810012345678901234567" not in str(shown)


def test_custom_fields_are_told_by_name_and_a_search_finds_by_them(asked: Callable[..., Any]) -> None:
    found = asked("clients", "--search", "grasse")
    assert found
    assert {asked("show", row["id"])["custom"]["Type de peau"] for row in found} == {"Grasse"}
