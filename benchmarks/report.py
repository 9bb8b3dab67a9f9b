"""Figures beside their anchors, as one table."""

import platform
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Figure:
    """A value beside its anchor's, and the most their ratio may be; without an anchor, the most it may be."""

    what: str
    ours: float
    unit: str
    anchor_name: str
    anchor: float | None
    most: float

    @property
    def ratio(self) -> float | None:
        return self.ours / self.anchor if self.anchor else None

    @property
    def held(self) -> bool:
        return (self.ours if self.ratio is None else self.ratio) <= self.most


def table(figures: Sequence[Figure]) -> str:
    """The figures in Markdown."""
    lines = ["| what | Officine | anchor | ratio | asked | |", "|---|---:|---:|---:|---:|---|"]
    for figure in figures:
        beside = _shown(figure.anchor, figure.unit) if figure.anchor else ""
        ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
        asked = f"≤ {figure.most:g}" + (f" {figure.unit}" if figure.ratio is None else " ×")
        verdict = "held" if figure.held else "**missed**"
        cells = (
            figure.what,
            _shown(figure.ours, figure.unit),
            f"{figure.anchor_name} {beside}",
            ratio,
            asked,
        )
        lines.append(f"| {' | '.join(cells)} | {verdict} |")
    return "\n".join(lines)


def machine() -> str:
    """What it was measured on, as far as it matters to a ratio."""
    return (
        f"{date.today():%d/%m/%Y}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        f"{platform.system()} {platform.machine()}"
    )


def _shown(value: float, unit: str) -> str:
    digits = f"{value:,.3g}" if value < 1000 else f"{value:,.0f}"
    return f"{digits} {unit}".replace(",", " ")
