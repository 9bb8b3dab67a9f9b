"""Opens the database: a file or a server, with its schema migrated to this version."""

import stat
from collections.abc import Callable
from pathlib import Path

from models.store import schema, settings
from models.store.connection import told_as_problem, use
from models.store.engines.engine import Engine
from models.store.place import problems


def open_database(
    target: str | Path,
    *,
    create: bool = True,
    progress: Callable[[int, int], object] = lambda done, total: None,
) -> Engine:
    """Opens a file or a `postgresql://` address, bringing its schema up to date.

    With `create` false a missing or empty file is refused. `progress` hears how much of a long migration is
    done of how much. Raises a `StoreProblem`.
    """
    chosen = _engine_for(target)
    if not create and not _is_address(target) and not _holds_something(Path(chosen.place)):
        raise problems.DatabaseMissing(chosen.place)
    use(chosen)
    with told_as_problem():
        chosen.prepare()
        schema.bring_up_to_date(chosen, progress)
        settings.take_time_zone()
    return chosen


def _holds_something(path: Path) -> bool:
    """Whether there is anything but an empty file; what cannot be looked at, its engine tells of."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return found.st_size > 0 or not stat.S_ISREG(found.st_mode)


def _engine_for(target: str | Path) -> Engine:
    if _is_address(target):
        from models.store.engines.postgres import PostgresEngine

        return PostgresEngine(str(target))
    scheme, slashes, _rest = str(target).partition("://")
    if slashes:
        # Not as a file: who mistypes the address of a server would find themselves in an empty pharmacy.
        raise problems.UnknownAddress(f"{scheme}://…")
    from models.store.engines.sqlite import SqliteEngine

    return SqliteEngine(Path(target).expanduser().absolute())


def _is_address(target: str | Path) -> bool:
    return isinstance(target, str) and target.startswith(("postgresql://", "postgres://"))
