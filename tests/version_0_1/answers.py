"""What the program answers about a base: every command that shows or exports, and each relevé issued.

Run as `python -m tests.version_0_1.answers DATABASE FOLDER`; a file for each question is written into the
folder. All commands run in this one process, as starting one for each client would take a minute.
"""

import contextlib
import io
import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import officine
from models.people.clients.table import name_key
from models.store import clock, connection, opening
from models.trade.statements import verbs as statements
from models.trade.statements.content import Grouping, Statement
from models.trade.statements.table import IssuedStatement

TODAY = datetime(2026, 11, 25, 10, 30, tzinfo=UTC)
"""After everything in the base: an export says of which day it is."""

RELEVES = "releves.jsonl"
_POSTINGS = re.compile(r"(?:^    [a-z].*\n)+", re.MULTILINE)


def write_all(database: str, folder: Path) -> None:
    """Asks everything, and writes the answers down."""
    with clock.stopped_at(TODAY):
        for name, ask in QUESTIONS.items():
            (folder / name).write_text(ask(database), encoding="utf-8")


@contextlib.contextmanager
def issued(database: str) -> Iterator[Iterator[Statement]]:
    """The relevés that were issued, in the order of their numbers, as a reprint would say them."""
    opening.open_database(database, create=False)
    try:
        table = IssuedStatement
        yield (statements.content(row.id) for row in table.select(table.id).order_by(table.id))
    finally:
        connection.close()


def _say(database: str, *arguments: object, code: int = 0) -> str:
    """What a command prints."""
    said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")  # a stream that can be set up as a terminal is
    with contextlib.redirect_stdout(said):
        found = officine.main(["--database", database, *map(str, arguments)])
    assert found == code, (arguments, found)
    said.seek(0)
    return said.read()


def _json(database: str, *arguments: object, code: int = 0) -> Any:
    return json.loads(_say(database, *arguments, "--json", code=code))


def _clients(database: str) -> str:
    """The two lists of 0.1, whose first one held other pharmacies too."""
    active = _json(database, "clients") + _json(database, "clients", "--pharmacies")
    archived = _json(database, "clients", "--archived")
    active.sort(key=lambda row: name_key(row["last_name"], row["first_name"]))
    return _rows(map(_as_it_was("clients.jsonl"), active + archived))


def _show(database: str) -> str:
    """Everybody, also who is asleep: no list of clients names them, the accounts do."""
    keys = re.findall(r"^account assets:receivable:client (\d+)", _journal(database, "hledger"), re.MULTILINE)
    return _rows(map(_as_it_was("show.jsonl"), (_json(database, "show", key) for key in keys)))


def _as_it_was(name: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """What 0.1 said of a row. What it did not know yet must be empty in a base that it made."""
    first = (Path(__file__).parent / "expected" / name).read_text("utf-8").splitlines()[0]
    known = list(json.loads(first))

    def of_then(row: dict[str, Any]) -> dict[str, Any]:
        assert not any(value for key, value in row.items() if key not in known), row
        return {key: row[key] for key in known}

    return of_then


def _journal(database: str, kind: str) -> str:
    return _say(database, "export", "--format", kind)


def _hledger(database: str) -> str:
    """The postings of an operation in one order: 0.1 wrote those of a cancellation as they were read."""
    return _POSTINGS.sub(
        lambda found: "".join(sorted(found[0].splitlines(True))), _journal(database, "hledger")
    )


def _doctor(database: str) -> str:
    """What it finds in the books; what it says of this machine is of this machine."""
    found = _json(database, "doctor", code=1)
    books = [fault for fault in found["faults"] if fault["rule"] != "installation"]
    return _rows([*books, *found["remarks"]])


def _releves(database: str) -> str:
    with issued(database) as all_of_them:
        return _rows(map(_as_kept, all_of_them))


def _as_kept(releve: Statement) -> dict[str, Any]:
    """Every field that 0.1 knew: it grouped none by contact, and had neither numbers of companies nor codes
    of countries. The tills of a line in one order, for the same reason as in `_hledger`.
    """
    kept = asdict(releve)
    assert (kept.pop("groups"), kept.pop("grouping")) == ((), Grouping.NONE), releve.number
    for party in (kept["pharmacy"], kept["client"]):
        assert (party.pop("company"), party.pop("country")) == ((), ""), releve.number
    for line in kept["lines"]:
        line["modes"] = sorted(line["modes"])
    return kept


def _rows(rows: Any) -> str:
    """A line for each, so that what differs is seen in a comparison."""
    return "".join(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in rows)


QUESTIONS: dict[str, Callable[[str], str]] = {
    "clients.jsonl": _clients,
    "show.jsonl": _show,
    "journal.csv": lambda database: _journal(database, "csv"),
    "journal.hledger": _hledger,
    "doctor.jsonl": _doctor,
    RELEVES: _releves,
}

if __name__ == "__main__":
    write_all(sys.argv[1], Path(sys.argv[2]))
