"""Whatever is asked about a client is asked of all their fiches (X18): the sources are walked for what is
not.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[4]
OF_A_CLIENT = {"client", "client_id"}
WITHIN_SQL = re.compile(r"\bclient_id\b\s*(=|<>|IN\b|in\b)")
_EACH = "reads one fiche after the other, and merges what they have"
_OWN = "belongs to the fiche itself, and the survivor's alone is in force"
_NAMES = "names the fiche with which a row was written"
RIGHT: Mapping[str, str] = {
    **dict.fromkeys(
        (
            "models/money/ledger/history.py _window",
            "models/outbox/messages/listing.py last_to",
            "models/timeline/arms.py _operations",
            "models/timeline/arms.py _steps",
            "models/timeline/arms.py _deletions",
            "models/timeline/arms.py _consents",
            "models/timeline/arms.py _messages",
            "models/timeline/requests.py others",
            "models/trade/documents/listing.py _window",
            "models/trade/global_invoices/listing.py _window",
            "models/trade/returns/product_history.py _runs",
        ),
        _EACH,
    ),
    **dict.fromkeys(
        (
            "models/defining/search_words.py _write_clients",
            "models/outbox/consents/history.py _holding",
            "models/outbox/consents/verbs.py own_word",
            "models/people/clients/bulk_edit.py _write_details",
            "models/people/clients/details.py module",
            "models/people/clients/details.py of",
            "models/people/clients/details.py custom_of",
            "models/people/clients/details.py write",
            "models/people/clients/details.py forget",
            "models/people/clients/required.py _lacks",
            "models/people/clients/verbs.py _refuse_to_undo",
            "models/trade/invoices/terms.py agreed_with",
            "models/trade/invoices/terms.py is_professional",
            "models/trade/prices/discounts.py module",
            "models/trade/prices/conditions.py _asked",
            "models/trade/prices/conditions.py in_force_of_many",
            "models/trade/prices/discounts.py of_many",
            "models/trade/prices/discounts.py replace_all",
            "models/trash/listing.py _told",
            "models/trash/verbs.py status_before",
        ),
        _OWN,
    ),
    **dict.fromkeys(
        (
            "models/money/till/held.py _read",
            "models/money/ledger/contact_shares.py _moved",
            "models/outbox/campaigns/missed.py _messages",
            "models/outbox/campaigns/missed.py _exclusions",
            "models/outbox/messages/listing.py _select",
        ),
        _NAMES,
    ),
    **dict.fromkeys(
        (
            "models/merging/consents.py _last",
            "models/merging/verbs.py _lock_alias",
            "models/merging/verbs.py _drop_alias",
            "models/merging/verbs.py owed_on",
            "models/merging/merged_in.py _merged_in",
            "models/people/clients/aliases.py survivor_or_itself",
            "models/people/clients/aliases.py survivors_of",
            "models/people/clients/selections.py _counted_twice",
            "models/people/sites/verbs.py hand_over",
            "models/people/contacts/verbs.py hand_over",
            "models/appointments/verbs.py hand_over",
        ),
        "makes or takes back what leads from one fiche to another",
    ),
    "models/traceability/reading.py _numbers": "asks for what these requests wrote, with whichever fiche",
    **dict.fromkeys(
        ("models/money/ledger/journal.py accounts", "models/money/ledger/journal.py _select"),
        "reads everybody, and puts the survivor in the place of each merged fiche",
    ),
    **dict.fromkeys(
        (
            "models/people/sites/listing.py _sought",
            "models/people/sites/listing.py _found",
            "models/people/contacts/listing.py _sought",
            "models/people/contacts/listing.py _found",
            "models/people/contacts/found.py marked",
            "models/people/contacts/verbs.py leave_sites_of_others",
        ),
        "sites and contacts go over to the survivor",
    ),
    **dict.fromkeys(
        ("models/money/ledger/open_items.py of_clients", "models/trade/bulk/unwritten.py _move_balances"),
        "is asked while an example is filled in, before anything is merged",
    ),
    **dict.fromkeys(
        ("models/privacy/rows.py module", "models/privacy/rows.py Rows"), "is filled in with all fiches"
    ),
    "models/importing/clients/undoing.py _in_use": "nobody who was merged is taken out again with an import",
    "models/people/clients/selections.py available": "leaves out the trash; nobody there is merged",
}
"""Function by function: what compares a client's column as it is, and why that is right."""


def sources() -> Iterator[Path]:
    """All but migrations, and the doctor, who compares what stands in rows as it was written."""
    for path in sorted((ROOT / "models").rglob("*.py")):
        if {"migrations", "doctor"}.isdisjoint(path.parts):
            yield path


def is_client_column(node: ast.expr) -> bool:
    """`Posting.client`, not `row.client`: tables begin with a capital."""
    if not isinstance(node, ast.Attribute) or node.attr not in OF_A_CLIENT:
        return False
    return isinstance(node.value, ast.Name) and node.value.id[:1].isupper()


def compared(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Where a column that names a client is compared with something, by the function it is in."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.Module | ast.ClassDef):
            for node in own_nodes(function):
                if is_comparison(node):
                    yield getattr(function, "name", "module"), getattr(node, "lineno", 0)


def own_nodes(function: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(function):
        if not isinstance(child, ast.FunctionDef | ast.ClassDef):
            yield child
            yield from own_nodes(child)


def is_comparison(node: ast.AST) -> bool:
    if isinstance(node, ast.Compare):
        return any(is_client_column(side) for side in (node.left, *node.comparators))
    if isinstance(node, ast.Call):
        called = ast.unparse(node.func)
        if called.endswith((".in_", ".not_in")):
            return isinstance(node.func, ast.Attribute) and is_client_column(node.func.value)
        return called == "many.among" and bool(node.args) and is_client_column(node.args[0])
    text = node.value if isinstance(node, ast.Constant) else None
    return isinstance(text, str) and bool(WITHIN_SQL.search(text))


def test_whoever_asks_about_a_client_asks_for_all_their_fiches() -> None:
    found = {
        f"{path.relative_to(ROOT)} {name}"
        for path in sources()
        for name, _ in compared(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert sorted(found - RIGHT.keys()) == [], "use aliases.about, or say above why it is right"
    assert sorted(RIGHT.keys() - found) == [], "this compares no client any more"


def test_a_condition_that_forgets_the_other_fiches_is_found() -> None:
    for words in (
        "def f(c): return Posting.select().where(Posting.client == c)",
        "def f(c): return Posting.client.in_([c])",
        "def f(c): return many.among(Trail.client_id, [c])",
        'def f(c): return run(f"SELECT 1 FROM posting WHERE client_id = {c}")',
    ):
        assert [name for name, _ in compared(ast.parse(words))] == ["f"]
