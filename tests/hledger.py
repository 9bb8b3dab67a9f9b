"""hledger adds the exported ledger up by itself: an opinion that shares no line with ours."""

import csv
import os
import shutil
import subprocess
from pathlib import Path

import pytest


def needed() -> None:
    """Skips where hledger is not installed; in CI it must be."""
    if shutil.which("hledger") is None:
        if os.environ.get("CI"):
            pytest.fail("hledger is missing (Debian: hledger)")
        pytest.skip("hledger is not installed (Debian: hledger)")


def check(journal: Path) -> None:
    """Accounts and currencies declared, every entry balanced, every balance as Officine asserts it."""
    run = subprocess.run(
        ["hledger", "-f", str(journal), "check", "-s"], check=False, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr


def balances(journal: Path) -> dict[str, int]:
    """Centimes by account, those at 0 left out."""
    command = ["hledger", "-f", str(journal), "bal", "--flat", "-N", "-O", "csv"]
    run = subprocess.run(command, check=True, capture_output=True, text=True)
    rows = list(csv.DictReader(run.stdout.splitlines()))
    return {row["account"]: _centimes(row["balance"]) for row in rows}


def _centimes(text: str) -> int:
    units, _, cents = text.removesuffix(" MAD").partition(".")
    return int(f"{units}{cents or '00'}")
