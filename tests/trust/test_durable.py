"""What a commit waits for."""

import subprocess
import sys
from pathlib import Path

OPENED = """
import sys
from models.store import opening
said = opening.open_database(sys.argv[1]).database.execute_sql
print(*(said(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")))
"""


def test_a_commit_is_on_the_disk(tmp_path: Path) -> None:
    """In the program itself: within the tests nothing waits for a disk. 2 is FULL, and 3 EXTRA."""
    told = subprocess.run(
        [sys.executable, "-c", OPENED, tmp_path / "desk.db"],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.split() in (["wal", "2"], ["truncate", "3"])
