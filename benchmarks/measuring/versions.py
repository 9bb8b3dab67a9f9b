"""The programs that are measured side by side: this tree, and version 0.1 in a worktree of its own."""

import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "build" / "benchmarks"
FIRST_COMMIT = "436bb50"
_MAKES_DATA = ("models", "demo")
"""The rooms that decide which rows `officine demo` makes, and how they are kept."""


@dataclass(frozen=True, slots=True)
class Version:
    """A tree of the program, the interpreter that has what it needs, and the module that starts it."""

    name: str
    tree: Path
    python: str
    module: str = "officine"

    def officine(self, database: Path) -> list[str]:
        """How it is started on a database; it must be run from its tree."""
        return [self.python, "-m", self.module, "--database", str(database)]

    def data_key(self) -> str:
        """Changes with the schema and with what makes the data: no base outlives the code it is for."""
        digest = sha256()
        for file in sorted(file for room in _MAKES_DATA for file in (self.tree / room).rglob("*.py")):
            digest.update(file.relative_to(self.tree).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
        return digest.hexdigest()[:12]


TODAY = Version("today", ROOT, sys.executable)


@cache
def version_0_1() -> Version | None:
    """Version 0.1 as its commit has it, with the libraries its lock file names; None outside a checkout."""
    tree = FOLDER / "0.1"
    if not (tree / "officine.py").exists():
        add = ["git", "-C", str(ROOT), "worktree", "add", "--force", "--detach", str(tree), FIRST_COMMIT]
        if subprocess.run(add, check=False, capture_output=True).returncode:
            return None
    subprocess.run([str(tree / "setup" / "prepare.sh"), "run"], check=True, stdout=sys.stderr)
    return Version("0.1", tree, str(tree / ".venv" / "bin" / "python"))


def both() -> list[Version]:
    """Today's first, then 0.1 where it can be built."""
    first = version_0_1()
    return [TODAY] if first is None else [TODAY, first]
