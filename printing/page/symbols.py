"""Bar codes and QR codes as paths of an SVG."""

from collections.abc import Iterator
from dataclasses import dataclass

from printing.page import code128

_QUIET = 4
"""The modules that stay white around a QR code (ISO/IEC 18004)."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sign: its path, and its size in modules with the quiet zones."""

    path: str
    width: int
    height: int


def code_128(text: str) -> Drawn:
    """The text as Code 128, one module high, to be stretched. Raises `ValueError` (`code128.bars`)."""
    bars, width = code128.bars(text)
    return Drawn("".join(_bar(at, 0, wide) for at, wide in bars), width, 1)


def qr(text: str) -> Drawn:
    """The text as a QR code that is read with 15 % of it lost (level M)."""
    import segno

    rows = [bytes(row) for row in segno.make_qr(text, error="m").matrix_iter(border=_QUIET)]
    path = "".join(_bar(at, down, wide) for down, row in enumerate(rows) for at, wide in _runs(row))
    return Drawn(path, len(rows[0]), len(rows))


def _bar(left: int, top: int, wide: int) -> str:
    return f"M{left} {top}h{wide}v1h-{wide}z"


def _runs(row: bytes) -> Iterator[tuple[int, int]]:
    """Where dark modules lie together, and how many."""
    at = row.find(1)
    while at >= 0:
        end = row.find(0, at)
        end = len(row) if end < 0 else end
        yield at, end - at
        at = row.find(1, end)
