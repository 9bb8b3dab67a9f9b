"""Figures beside their anchors and beside version 0.1, as one table."""

import os
import platform
import sqlite3
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

QUIET = 0.1
"""Cores that other programs may use during a measure which is still called quiet."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A value, beside its anchor's where it has one.

    Attributes:
        most: the most that their ratio may be or, where no anchor is named, the value; None asks for nothing.
        before: the same of version 0.1, measured in turn with it.
        load: how many processes wanted a core when the measure began.
        other_work: cores that other programs used meanwhile.
    """

    what: str
    ours: float
    unit: str
    anchor_name: str = ""
    anchor: float | None = None
    most: float | None = None
    before: float | None = None
    load: float = 0.0
    other_work: float = 0.0

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

    def taken_at(self, load: float, other_work: float) -> "Figure":
        """The same, with what else the machine did."""
        return replace(self, load=load, other_work=other_work)


class OtherWork:
    """How many cores the other programs of the machine use, from the moment it is made."""

    def __init__(self) -> None:
        self.load = os.getloadavg()[0]
        self._all, self._ours = _busy(), _ours()
        self._elapsed = os.times().elapsed

    def cores(self) -> float:
        """All that was busy, less this process and the children it has waited for."""
        elapsed = os.times().elapsed - self._elapsed
        others = (_busy() - self._all) - (_ours() - self._ours)
        return max(0.0, others / elapsed) if elapsed else 0.0


def _busy() -> float:
    """Seconds that all cores have worked, what another machine took from them included."""
    jiffies = map(int, Path("/proc/stat").read_text().split(maxsplit=9)[1:9])
    user, nice, system, _idle, _waiting, interrupts, soft, stolen = jiffies
    return (user + nice + system + interrupts + soft + stolen) / os.sysconf("SC_CLK_TCK")


def _ours() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


HEAD = """\
| what | Officine | anchor | ratio | asked | | 0.1 | load | other work |
|---|---:|---:|---:|---:|---|---:|---:|---|"""
"""The head of the table in Markdown whose rows `line` makes."""


def line(figure: Figure) -> str:
    """A figure as a row in Markdown."""
    beside = f"{figure.anchor_name} {_shown(figure.anchor, figure.unit)}" if figure.anchor else ""
    ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
    asked = (
        "" if figure.most is None else f"≤ {figure.most:g}{' ×' if figure.anchor_name else ' ' + figure.unit}"
    )
    before = "" if figure.before is None else _shown(figure.before, figure.unit)
    other = f"**{figure.other_work:.1f} cores**" if figure.other_work > QUIET else ""
    ours = _shown(figure.ours, figure.unit)
    load = f"{figure.load:.1f}"
    cells = (figure.what, ours, beside, ratio, asked, figure.verdict, before, load, other)
    return f"| {' | '.join(cells)} |"


def machine() -> str:
    """What it was measured on, as far as it matters to a ratio."""
    return (
        f"{date.today():%d/%m/%Y}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    )


def _shown(value: float, unit: str) -> str:
    digits = f"{value:,.3g}" if value < 1000 else f"{value:,.0f}"
    return f"{digits} {unit}".replace(",", " ")
