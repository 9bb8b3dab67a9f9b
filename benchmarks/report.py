"""Figures beside their anchors, as one table."""

import os
import platform
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Figure:
    """A value, beside its anchor's where it has one.

    `most`: the most that their ratio may be or, where no anchor is named, the value; None asks for nothing.
    """

    what: str
    ours: float
    unit: str
    anchor_name: str = ""
    anchor: float | None = None
    most: float | None = None

    @property
    def ratio(self) -> float | None:
        return self.ours / self.anchor if self.anchor else None

    @property
    def verdict(self) -> str:
        """`held`, `missed`, or that there was nothing to measure beside."""
        if self.most is None:
            return ""
        if self.anchor_name and self.ratio is None:
            return f"no {self.anchor_name} here"
        return "held" if (self.ours if self.ratio is None else self.ratio) <= self.most else "**missed**"


def table(figures: Sequence[Figure]) -> str:
    """The figures in Markdown."""
    lines = ["| what | Officine | anchor | ratio | asked | |", "|---|---:|---:|---:|---:|---|"]
    return "\n".join([*lines, *(_line(figure) for figure in figures)])


def _line(figure: Figure) -> str:
    beside = f"{figure.anchor_name} {_shown(figure.anchor, figure.unit)}" if figure.anchor else ""
    ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
    asked = (
        "" if figure.most is None else f"≤ {figure.most:g}{' ×' if figure.anchor_name else ' ' + figure.unit}"
    )
    cells = (figure.what, _shown(figure.ours, figure.unit), beside, ratio, asked, figure.verdict)
    return f"| {' | '.join(cells)} |"


def machine() -> str:
    """What it was measured on, as far as it matters to a ratio; `load`: how many processes wanted a core."""
    load = os.getloadavg()[0]
    return (
        f"{date.today():%d/%m/%Y}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, load {load:.1f}"
    )


def _shown(value: float, unit: str) -> str:
    digits = f"{value:,.3g}" if value < 1000 else f"{value:,.0f}"
    return f"{digits} {unit}".replace(",", " ")
