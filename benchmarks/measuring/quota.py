"""A part of a core, as a slow terminal server gives it to a program: by the kernel's own quota (a cgroup)."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PERIOD = 100_000
"""Microseconds over which the kernel deals the quota out; its own default."""
_ROOT = Path("/sys/fs/cgroup")


@contextmanager
def part_of_a_core(part: float) -> Iterator[Path | None]:
    """The file where a process writes its number to get no more than this part; None where not allowed."""
    group = _make_group()
    if group is None:
        yield None
        return
    quota = int(part * PERIOD)
    try:
        if (group / "cpu.max").exists():
            (group / "cpu.max").write_text(f"{quota} {PERIOD}")
        else:
            (group / "cpu.cfs_period_us").write_text(str(PERIOD))
            (group / "cpu.cfs_quota_us").write_text(str(quota))
        yield group / "cgroup.procs"
    finally:
        with suppress(OSError):
            group.rmdir()


def _make_group() -> Path | None:
    """A group below the cpu controller, in either of the kernel's two layouts."""
    parent = _ROOT / "cpu" if (_ROOT / "cpu").is_dir() else _ROOT
    group = parent / f"officine-bench-{os.getpid()}"
    try:
        if parent == _ROOT:
            (_ROOT / "cgroup.subtree_control").write_text("+cpu")
        group.mkdir()
    except OSError:
        return None
    return group
