"""The backup of a PostgreSQL database: readable by its owner, its password told to nobody."""

import shutil
import stat
from pathlib import Path

import pytest

from models.store import backup, opening

NOTING = """#!/bin/sh
echo "$0 $*" >>{notes}
exec {real} "$@"
"""


@pytest.mark.postgres
def test_the_password_is_on_no_command_line(
    postgres_target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = tmp_path / "notes"
    for program in ("pg_dump", "pg_restore"):
        real = shutil.which(program)
        if real is None:
            pytest.skip("no pg_dump (postgresql-client)")
        (tmp_path / program).write_text(NOTING.format(notes=notes, real=real))
        (tmp_path / program).chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    opening.open_database(postgres_target)
    copy = backup.back_up(tmp_path / "copy.dump")
    said = notes.read_text()
    assert "pg_dump" in said
    assert "pg_restore" in said
    assert postgres_target.partition("://")[2].partition("@")[0].partition(":")[2] not in said
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
