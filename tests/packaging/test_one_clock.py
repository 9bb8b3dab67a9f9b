"""Every day and hour comes from `models.store.clock`: nothing else asks the machine, or goes by its zone."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NO_CLOCKS_OF_THEIR_OWN = (
    "commands",
    "demo",
    "locales",
    "machine",
    "messaging",
    "models",
    "printing",
    "tui",
    "officine.py",
)

# What asks the machine, or goes by its time zone; `{name}` of a call, with its owner where that says more.
_FORBIDDEN = {
    *("today", "utcnow", "utcfromtimestamp", "localtime", "gmtime", "ctime", "mktime", "asctime", "tzset"),
    *("time.time", "time.strftime", "datetime.now", "datetime.datetime.now"),
}


def own_clocks(module: ast.Module) -> list[str]:
    """Where a module asks for the time, or makes it local, by itself."""
    found = []
    for node in ast.walk(module):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        name, given = called.rpartition(".")[2], [ast.unparse(argument) for argument in node.args]
        machine = called in _FORBIDDEN or (name in _FORBIDDEN and called != "clock.today")
        machine |= name == "astimezone" and given != ["UTC"]
        machine |= name == "fromtimestamp" and given[1:] != ["UTC"]
        if machine:
            found.append(f"{node.lineno}: {called}({', '.join(given)})")
    return found


def test_nothing_but_the_clock_asks_the_machine_for_the_time() -> None:
    sources = [
        path
        for name in NO_CLOCKS_OF_THEIR_OWN
        for path in ([ROOT / name] if "." in name else (ROOT / name).rglob("*.py"))
    ]
    assert len(sources) > 300
    allowed = ROOT / "models/store/clock.py"
    own = {str(path): own_clocks(ast.parse(path.read_text())) for path in sources if path != allowed}
    assert {path: calls for path, calls in own.items() if calls} == {}


def test_the_database_is_never_asked_for_the_time() -> None:
    words = ("CURRENT_TIMESTAMP", "CURRENT_DATE", "NOW()", "STRFTIME(", "DATETIME(", "fn.NOW", "fn.DATE")
    sources = [*(ROOT / "models").rglob("*.py"), *(ROOT / "models").rglob("*.sql")]
    asking = [str(path) for path in sources if any(word in path.read_text() for word in words)]
    assert asking == []


def test_a_clock_of_its_own_would_be_found(tmp_path: Path) -> None:
    for source in (
        "date.today()",
        "datetime.now(UTC)",
        "moment.astimezone()",
        "time.strftime('%H')",
        "time.time()",
    ):
        assert own_clocks(ast.parse(source)), source
    for source in ("clock.today()", "moment.astimezone(UTC)", "datetime.fromtimestamp(seconds, UTC)"):
        assert not own_clocks(ast.parse(source)), source
