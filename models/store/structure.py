"""The schema, object by object: as it is in the open database, and as the migrations make it.

What the migrations make is recorded beside them for each engine (`make structure`), so that the doctor can
compare without creating a table.
"""

from pathlib import Path

from models.store import schema
from models.store.engines.structure import one_line

MADE_BY = "made by "
_SAYS = " = "


def recorded(engine: str) -> dict[str, str]:
    """The schema that the migrations make on this engine."""
    lines = path(engine).read_text(encoding="utf-8").splitlines()[1:]
    return {name: text for name, _, text in (line.partition(_SAYS) for line in lines)}


def recorded_by(engine: str) -> str:
    """The last migration at the time of recording."""
    with path(engine).open(encoding="utf-8") as file:
        return file.readline().removeprefix(MADE_BY).strip()


def record(engine: str, present: dict[str, str]) -> None:
    """Records the schema that the migrations make; for `make structure`."""
    lines = [f"{MADE_BY}{schema.known()[-1]}"]
    lines += [f"{name}{_SAYS}{one_line(text)}" for name, text in sorted(present.items())]
    path(engine).write_text("\n".join(lines) + "\n", encoding="utf-8")


def path(engine: str) -> Path:
    """The file of the record for an engine."""
    return schema.MIGRATIONS / f"structure_{engine}.txt"
