"""What the documents say stands where they say it."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAMED = re.compile(r"`((?:[\w-]+/)*[\w-]+\.py|(?:[\w-]+/)+)`")
"""A module, by as much of its path as it takes; or a folder."""
MADE = {"build/", "dist/"}
"""What commands make."""
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.fixture(scope="module")
def paths() -> set[str]:
    """Every file of the project, and every folder with its slash."""
    told = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    files = {Path(line) for line in told.stdout.splitlines()}
    return {str(file) for file in files} | {f"{folder}/" for file in files for folder in file.parents}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_every_file_that_a_document_names_is_there(document: Path, paths: set[str]) -> None:
    named = set(NAMED.findall(document.read_text())) - MADE
    assert [name for name in named if not any(f"/{path}".endswith(f"/{name}") for path in paths)] == []
