"""The French catalogue and the sources, side by side.

`update` brings new messages from the sources into the catalogue. `check` tells, and exits with 1, when a
message is missing from it, left over in it, not translated, guessed (fuzzy), or loses a placeholder.
"""

import ast
import os
import re
import sys
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LANGUAGE = "fr"
FRENCH = Path("locales", LANGUAGE, "LC_MESSAGES", "officine.po")
GETTEXT = {"_", "N_", "ngettext"}
ROOMS = ("commands", "demo", "locales", "machine", "messaging", "models", "printing", "tui")
PLACEHOLDER = re.compile(r"\{[^{}]*\}|%\(\w+\)[sd]|%[sd]")


def extract(template: Path) -> None:
    """Where pyproject.toml says messages are; files without line numbers, so that edits do not churn it."""
    command = ["pybabel", "--quiet", "extract", "--mapping", "pyproject.toml", "--output-file", str(template)]
    command += ["--add-location", "file", "--sort-by-file", "--add-comments", "Translators:", "."]
    CommandLineInterface().run(command)


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def update(template: Path) -> None:
    if FRENCH.exists():
        catalogue = read(FRENCH)
    else:
        catalogue = Catalog(
            locale=LANGUAGE,
            header_comment="# The words of Officine, in French.",
            project="Officine",
            version="0.1",
            last_translator="Officine contributors",
            language_team="French",
            msgid_bugs_address="the issues of the project",
            fuzzy=False,
        )
    # No fuzzy guesses: an empty entry is found by the check, a wrong one by the staff.
    catalogue.update(read(template), no_fuzzy_matching=True, update_creation_date=False)
    FRENCH.parent.mkdir(parents=True, exist_ok=True)
    with FRENCH.open("wb") as file:
        write_po(file, catalogue, width=110, ignore_obsolete=True, include_lineno=False)


def check(template: Path) -> list[str]:
    wanted = {key(message) for message in read(template) if message.id}
    if not FRENCH.exists():
        return [f"{FRENCH} does not exist"] if wanted else []
    have = {key(message): message for message in read(FRENCH) if message.id}
    problems = [f"not in the catalogue: {ids[0]}" for ids in sorted(wanted - have.keys())]
    problems += hidden({ids[0] for ids in wanted})
    problems += [f"no longer in the sources: {ids[0]}" for ids in sorted(have.keys() - wanted)]
    for ids, message in have.items():
        texts = strings(message.string)
        known = [placeholders(text) for text in ids]
        if not all(texts):
            problems.append(f"not translated: {ids[0]}")
        elif message.fuzzy:
            problems.append(f"fuzzy: {ids[0]}")
        # A singular may leave out its number ("one sale"); a placeholder nobody fills is always wrong.
        elif any(not placeholders(text) <= set().union(*known) for text in texts):
            problems.append(f"a placeholder that the message does not have: {ids[0]}")
        elif len(ids) == 1 and placeholders(texts[0]) != known[0]:
            problems.append(f"a placeholder is lost: {ids[0]}")
    return problems


def hidden(known: set[str]) -> list[str]:
    """Messages inside f-strings that stand nowhere else: Babel does not see them there before Python 3.12."""
    found = []
    for path in sorted(path for room in ROOMS for path in Path(room).rglob("*.py")):
        strings = (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.JoinedStr))
        for call in (node for string in strings for node in ast.walk(string) if isinstance(node, ast.Call)):
            text = call.args[0].value if call.args and isinstance(call.args[0], ast.Constant) else None
            if not (isinstance(call.func, ast.Name) and call.func.id in GETTEXT and isinstance(text, str)):
                continue
            if text not in known:
                found.append(f"{path}, line {call.lineno}: take it out of the f-string: {text}")
    return found


def key(message: Message) -> tuple[str, ...]:
    """The message, and its plural if it has one."""
    return strings(message.id)


def strings(value: object) -> tuple[str, ...]:
    return tuple(str(text or "") for text in (value if isinstance(value, tuple | list) else (value,)))


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def main(task: str) -> int:
    os.chdir(ROOT)  # the catalogue names its sources from here
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder, "officine.pot")
        extract(template)
        if task == "update":
            update(template)
            return 0
        problems = check(template)
    for problem in problems:
        print(problem)
    if problems:
        print("make messages brings the catalogue up to date; then translate what is empty in it.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
