"""The fiche of a client on one page: what is known of them, without what is empty (fiche-print)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from locales import _, formats
from models.pharmacy.party import Party
from models.values import Progress
from printing import files
from printing.page import geometry, letterhead
from printing.page.paper import About, template, typeset
from printing.page.text import clip, inert, wrap
from printing.papers import priced

Pairs = Sequence[tuple[str, str]]
"""Labels and values, in the user's language; a value may have several lines."""
PHOTO = "officine:photo"
"""The address of the photo within the page."""
_TOP = 100.0
_PITCH = 4.8
"""The height of a line, in millimetres."""
_LINES = int((geometry.BOTTOM - _TOP) / _PITCH)
"""The lines of a column."""
_LABEL_ROOM, _VALUE_ROOM = 30.0, 58.0
_POINTS = 8.2
_FEWER = (40, 20, 12, 8, 5, 3, 2, 1)
"""The most lines of a value: as many as let everything stand on one page."""


@dataclass(frozen=True, slots=True)
class FichePaper:
    """What is printed. `groups` are headings with their pairs; `photo` is a JPEG, or empty."""

    pharmacy: Party
    client: int
    name: str
    facts: Pairs
    groups: Sequence[tuple[str, Pairs]]
    photo: bytes
    created: datetime


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a column; a heading has no value."""

    label: str
    value: str = ""
    heading: bool = False


def write(paper: FichePaper, path: Path, progress: Progress | None = None, *, replace: bool = False) -> Path:
    """Prints into a file: the whole of it or nothing, 0600, an existing one only with `replace`.

    `progress` is called with (done, total), and False from it cancels. Raises what is in `printing.refusals`.
    """
    files.check(path, replace=replace)
    return files.write(render(paper, progress), path, replace=replace)


def render(paper: FichePaper, progress: Progress | None = None) -> bytes:
    """The PDF. The same paper in the same language is the same bytes."""
    about = About(f"{title(paper)} · {inert(paper.name)}", inert(paper.pharmacy.name), paper.created)
    pictures = {PHOTO: paper.photo} if paper.photo else {}
    return typeset([page(paper)], "fiche.css", about, progress, pictures)


def title(paper: FichePaper) -> str:
    """Fiche client n° 362"""
    return _("Client no. {client}").format(client=paper.client)


def file_name(paper: FichePaper) -> str:
    """The proposed file name, with the number for sorting."""
    return priced.file_name(_("client fiche"), f"{paper.client:08}", Party(paper.name))


def page(paper: FichePaper) -> str:
    """The HTML of the page."""
    facts = [*paper.facts, (_("Printed on"), formats.day(paper.created))]
    return str(
        template("fiche.html").render(
            geometry=geometry,
            letter=letterhead.written(paper.pharmacy, Party(paper.name), facts),
            title=title(paper),
            columns=[_column(lines) for lines in _columns(paper.groups)],
            top=_TOP,
            photo=PHOTO if paper.photo else "",
        )
    )


def _columns(groups: Sequence[tuple[str, Pairs]]) -> tuple[list[_Line], list[_Line]]:
    """The groups in two columns, the first half of the lines in the left one. What cannot be on the page even
    when each value has one line is cut off."""
    columns: tuple[list[_Line], list[_Line]] = ([], [])
    for most in _FEWER:
        blocks = [lines for heading, pairs in groups if (lines := _block(heading, pairs, most))]
        half = sum(map(len, blocks)) / 2
        columns = ([], [])
        for block in blocks:
            left = len(columns[0]) + len(block) / 2 <= half or not columns[0]
            columns[not (left and not columns[1])].extend(block)
        if max(map(len, columns)) <= _LINES:
            break
    return columns[0][:_LINES], columns[1][:_LINES]


def _block(heading: str, pairs: Pairs, most: int) -> list[_Line]:
    """A heading and its pairs, then an empty line; nothing where all values are empty."""
    lines: list[_Line] = []
    for label, value in pairs:
        said = [part for line in value.splitlines() for part in wrap(inert(line), _VALUE_ROOM, _POINTS, most)]
        if len(said) > most:
            said[most - 1 :] = [clip(f"{said[most - 1]} …", _VALUE_ROOM, _POINTS)]
        if said:
            first = wrap(inert(label), _LABEL_ROOM, _POINTS, 1)[0]
            lines += [_Line(first if not place else "", text) for place, text in enumerate(said)]
    return [_Line(inert(heading), heading=True), *lines, _Line("")] if lines else []


@dataclass(frozen=True, slots=True)
class _Column:
    """The three texts of a column, which lie above one another."""

    headings: str
    labels: str
    values: str


def _column(lines: Sequence[_Line]) -> _Column:
    return _Column(
        headings="\n".join(line.label if line.heading else "" for line in lines),
        labels="\n".join("" if line.heading else line.label for line in lines),
        values="\n".join(line.value for line in lines),
    )
