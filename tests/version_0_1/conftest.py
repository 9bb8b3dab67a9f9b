"""The base that version 0.1 made, on each engine, as 0.1 left it."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent


def kept(name: str) -> bytes:
    """A file of this folder that is kept compressed."""
    return gzip.decompress((FOLDER / f"{name}.gz").read_bytes())


def releves_as_issued() -> list[dict[str, Any]]:
    """What 0.1 itself said of each relevé it had issued, in the order of their numbers."""
    return [json.loads(line) for line in kept("releves_as_issued.jsonl").splitlines()]


@pytest.fixture
def base(engine_kind: str, request: pytest.FixtureRequest) -> Any:
    """A copy for this test alone."""
    target = request.getfixturevalue(f"{engine_kind}_target")
    if engine_kind == "sqlite":
        target.write_bytes(kept("base.db"))
        target.chmod(0o600)
    else:
        import psycopg

        with psycopg.connect(target) as server:
            server.execute(kept("base.sql"))
    return target
