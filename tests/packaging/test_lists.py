"""A list that grows with the data is one variable: `models/store/many.py` is the way to name it."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WHERE = ("models", "demo", "commands", "tui", "printing", "messaging", "machine")
GROWS = (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.List, ast.Set)
"""What a list that grows is made of; one that the program closes is a tuple, and anything else a query."""
MAKES = {"list", "set", "sorted", "frozenset"}


def test_no_statement_names_as_many_values_as_there_are() -> None:
    past = [
        f"{path.relative_to(ROOT)}:{line}"
        for where in WHERE
        for path in (ROOT / where).rglob("*.py")
        for line in named_one_by_one(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert past == [], "use models.store.many"


def named_one_by_one(module: ast.Module) -> list[int]:
    """The lines that put each value of a list into a statement by itself."""
    found = []
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            listed = node.func.attr in {"in_", "not_in"} and any(map(grows, node.args))
            if listed or node.func.attr in {"insert_many", "bulk_create", "bulk_update"}:
                found.append(node.lineno)
    return found


def grows(argument: ast.expr) -> bool:
    made = (
        isinstance(argument, ast.Call) and isinstance(argument.func, ast.Name) and argument.func.id in MAKES
    )
    return made or isinstance(argument, GROWS)


def test_a_list_named_one_by_one_would_be_found() -> None:
    for source in (
        "rows.where(Client.id.in_(list(clients)))",
        "rows.where(Client.id.not_in([row.id for row in rows]))",
        "Client.insert_many(rows).execute()",
    ):
        assert named_one_by_one(ast.parse(source)), source
    for source in ("rows.where(Client.status.in_(STATES))", "rows.where(many.among(Client.id, clients))"):
        assert not named_one_by_one(ast.parse(source)), source
