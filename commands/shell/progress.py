"""A bar for verbs that take their time: on a terminal only, on stderr, gone when the work is done."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

_WIDTH = 30
_EVERY = 0.1


Told = Callable[[int, int], bool]
"""Called with what is done and what there is to do; False would stop the work."""


@contextmanager
def bar(label: str) -> Iterator[Told]:
    """Shows how far the work within the block is."""
    if not sys.stderr.isatty():
        yield lambda done, total: True
        return
    painted = -_EVERY

    def told(done: int, total: int) -> bool:
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
        yield told
    finally:
        if painted > 0:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
