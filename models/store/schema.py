"""The schema: numbered migrations, applied by one process at a time, after a backup."""

from collections.abc import Callable, Sequence
from contextvars import ContextVar
from pathlib import Path

from models.store.engines.engine import Engine
from models.store.engines.structure import HISTORY as HISTORY
from models.store.place import problems
from models.store.place.names import BEFORE

MIGRATIONS = Path(__file__).parent / "migrations"

MigrationProgress = Callable[[int, int], object]
"""Progress callback: gets how much is done of how much."""


def known() -> list[str]:
    """The migrations of this program, in order."""
    return sorted(path.stem for path in MIGRATIONS.glob("[0-9]*.py"))


def applied(engine: Engine) -> list[str]:
    """The migrations applied to this database, in order."""
    if HISTORY not in engine.database.get_tables():
        return []
    rows = engine.database.execute_sql(f"SELECT name FROM {HISTORY} ORDER BY name").fetchall()
    return [name for (name,) in rows]


def _unheard(done: int, total: int) -> None:
    """Ignores the progress."""


_progress: ContextVar[MigrationProgress] = ContextVar("progress", default=_unheard)


def report(done: int, total: int) -> None:
    """Reports how far a migration is to whoever opens the database."""
    _progress.get()(done, total)


class _Course:
    """The progress of a whole update: each of its steps counts as an equal part.

    The copy before it and the check after it are steps too, as both read the whole database.
    """

    def __init__(self, progress: MigrationProgress, migrations: int) -> None:
        self._progress, self._steps, self._passed = progress, migrations + 2, 0

    def within(self, done: int, total: int) -> None:
        """Reports the progress within the present step."""
        self._progress(self._passed * total + done, self._steps * total)

    def next(self) -> None:
        """Ends the present step."""
        self._passed += 1
        self.within(0, 1)


def bring_up_to_date(engine: Engine, progress: MigrationProgress = _unheard) -> None:
    """Applies the missing migrations; `progress` is called with the progress, unless the database is new.

    Raises `FromNewerVersion` for a database of a later program, and `NotAsItWasLeft` where the tables are not
    those that its migrations made.
    """
    present = applied(engine)
    wanted = known()
    if present == wanted:
        return
    stranger = next((name for name in reversed(present) if name not in wanted), None)
    if stranger is not None:
        raise problems.FromNewerVersion(engine.place, stranger)
    course = _Course(progress if present else _unheard, len(wanted) - len(present))
    course.within(0, 1)  # Also while another program migrates and this one waits.
    with engine.alone_while_migrating():
        before = applied(engine)
        if before == wanted:
            return
        if before:
            _back_up_first(engine, before[-1])
        course.next()
        hearing = _progress.set(course.within)
        try:
            _apply(engine, [name for name in wanted if name not in before], course)
        finally:
            _progress.reset(hearing)
        course.next()


def _apply(engine: Engine, missing: Sequence[str], course: _Course) -> None:
    from playhouse.migrations import Runner

    triggers = engine.triggers()
    runner = Runner(engine.database, str(MIGRATIONS), table_name=HISTORY)
    try:
        for name in missing:
            runner.up(name)
            course.next()
    except engine.errors as error:
        if engine.problem(error) is not None:
            raise
        raise problems.NotAsItWasLeft(engine.place) from error
    lost = triggers - engine.triggers()
    if lost:
        raise RuntimeError(f"a migration lost triggers: {', '.join(sorted(lost))}")
    faults = engine.faults()
    if faults:
        raise RuntimeError(f"a migration left faults: {'; '.join(faults)}")


def _back_up_first(engine: Engine, version: str) -> None:
    """The backup of a server is its administrator's task."""
    if engine.file is not None:
        from models.store import copying  # Rare, and it takes milliseconds.

        copying.copy(engine, engine.file.with_name(f"{engine.file.name}{BEFORE}{version}"), replace=True)
