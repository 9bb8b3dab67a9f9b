"""A progress bar for long commands: on a terminal only, on stderr, removed when the work is done."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from models.values import Progress

_WIDTH = 30
_EVERY = 0.1


@contextmanager
def bar(label: str) -> Iterator[Progress]:
    """Shows the progress of the work in the block."""
    if not sys.stderr.isatty():
        yield lambda done, total: True
        return
    painted = -_EVERY

    def progress(done: int, total: int) -> bool:
        nonlocal painted
        if monotonic() - painted >= _EVERY and total:
            painted = monotonic()
            full = min(done, total) * _WIDTH // total
            share = min(done, total) * 100 // total
            print(
                f"\r{label} {'█' * full}{'░' * (_WIDTH - full)} {share:3d} %",
                end="",
                file=sys.stderr,
                flush=True,
            )
        return True

    try:
        yield progress
    finally:
        if painted > 0:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
