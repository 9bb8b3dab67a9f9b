"""Nobody cancels or pays back past the rules of sales and invoices: all take these verbs from one place."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VERBS = {
    "reversal": {"reverse", "undo"},
    "deallocation": {"undo"},
    "refunds": {"pay_back", "payable", "hand_over"},
}
"""Verbs that know half of their rules; `models.trade.cancelling.guards` gives them the rest."""
WHERE = ("commands", "tui", "printing", "messaging", "demo", "machine", "benchmarks")


def test_no_screen_and_no_command_cancels_without_the_guards() -> None:
    """INV-17, INV-18, INV-19"""
    past = [
        f"{path.relative_to(ROOT)}: {verb}"
        for where in WHERE
        for path in (ROOT / where).rglob("*.py")
        for verb in verbs_taken(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert past == []


def verbs_taken(module: ast.Module) -> list[str]:
    """The half-knowing verbs that a module imports or calls."""
    found = []
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("models.money."):
            known = VERBS.get((node.module or "").rpartition(".")[2], set())
            found += [name.name for name in node.names if name.name in known]
        elif isinstance(node, ast.Attribute) and node.attr in VERBS.get(ast.unparse(node.value), set()):
            found.append(ast.unparse(node))
    return found


def test_a_call_past_the_guards_would_be_found() -> None:
    for source in (
        "from models.money.ledger.reversal import reverse",
        "from models.money.avoirs import refunds\nrefunds.pay_back(1)",
    ):
        assert verbs_taken(ast.parse(source))


def test_every_number_is_taken_where_closed_periods_are_known() -> None:
    """A closed period: all that has a number takes it through `closings.periods.numbers`."""
    takers = {
        str(path.relative_to(ROOT))
        for where in ("models", *WHERE)
        for path in (ROOT / where).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Attribute) and ast.unparse(node) == "numbering.take")
        or (
            isinstance(node, ast.ImportFrom)
            and node.module == "models.store.numbering"
            and "take" in {name.name for name in node.names}
        )
    }
    assert takers == {"models/money/closings/periods.py"}
