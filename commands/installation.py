"""What the program needs of this machine, and what of it is missing or wrong."""

import os
import platform
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import locales
from locales import _

OLDEST_PYTHON = (3, 11)
NARROWEST, LOWEST = 80, 24


@dataclass(slots=True)
class Part:
    """A component of the installation, its version or state, and what is wrong with it, if anything."""

    name: str
    """A stable name, for programs."""
    label: str
    found: str
    faults: list[str] = field(default_factory=list)


def parts(*, seals: bool = False) -> Iterator[Part]:
    """All components, and the last seal if `seals`. The database is open."""
    yield _python()
    yield from _database()
    if seals:
        yield _seals()
    yield _privacy()
    yield _time_zones()
    yield from _gateways()
    yield _pango()
    yield _catalogues()
    if sys.stdout.isatty():
        yield _terminal()


def _python() -> Part:
    part = Part("python", "Python", platform.python_version())
    if sys.version_info < OLDEST_PYTHON:
        part.faults.append(_("Officine needs Python 3.11 or later."))
    return part


def _database() -> Iterator[Part]:
    from models.store.connection import engine
    from models.store.engines.sqlite_file import wal_is_safe

    current = engine()
    yield Part("database", _("Database"), current.place)
    if current.name == "sqlite":
        (mode,) = current.database.execute_sql("PRAGMA journal_mode").fetchone()
        part = Part("sqlite", "SQLite", f"{sqlite3.sqlite_version}, journal_mode={mode}")
        if mode == "wal" and not wal_is_safe():
            part.faults.append(_("This SQLite can damage a database in WAL mode: update it."))
    else:
        (version,) = current.database.execute_sql("SHOW server_version").fetchone()
        part = Part("postgresql", "PostgreSQL", str(version))
    yield part


def _seals() -> Part:
    """The last seal, to compare with the paper of the last closing."""
    from locales.words.seals import written
    from models.seals import listing

    last = listing.last()
    return Part("seals", _("Last seal"), written(last) if last else _("none"))


def _privacy() -> Part:
    from commands import privacy
    from models.store.connection import engine

    found = list(privacy.faults(engine().file))
    return Part("privacy", _("Files"), _("open to others") if found else _("closed to others"), found)


def _time_zones() -> Part:
    from models.store import clock, zones

    return Part("time_zones", _("Time zones"), f"{zones.edition()}, {clock.zone_name()}")


def _gateways() -> Iterator[Part]:
    """The chosen gateway of each channel with its settings; it is not opened."""
    from locales.sentences import explain
    from messaging import choices, registry
    from models.outbox.channels.registry import CHANNELS
    from models.outbox.rules import GATEWAY, setting
    from models.refusals import Refused
    from models.store import settings

    for channel, of_channel in CHANNELS.items():
        kept = settings.get(setting(GATEWAY, channel)) or of_channel.first.gateway
        part = Part("gateway", _("Gateway"), kept)
        try:
            chosen = choices.gateways(channel)
            of_channel.check_sender(chosen.sender)
            part.found = _(registry.title(chosen.chosen))
        except Refused as refused:
            part.faults.append(explain(refused))
        except ValueError:
            pass  # The rules of sending cannot be read, which the doctor reports.
        yield part


def _pango() -> Part:
    from locales.sentences import explain
    from printing.page.pango import weasyprint
    from printing.refusals import PangoMissing

    try:
        weasyprint()
    except PangoMissing as refused:
        return Part("pango", "Pango", _("missing"), [explain(refused)])
    from weasyprint.text.ffi import pango

    number = pango.pango_version()
    return Part("pango", "Pango", f"{number // 10000}.{number // 100 % 100}.{number % 100}")


def _catalogues() -> Part:
    folder = Path(locales.__file__).parent
    missing = [
        language
        for language in locales.LANGUAGES
        if language != "en" and not (folder / language / "LC_MESSAGES" / "officine.mo").is_file()
    ]
    part = Part("languages", _("Languages"), ", ".join(sorted({*locales.LANGUAGES} - {*missing})))
    for language in missing:
        sentence = _("The words of the language “{language}” were not compiled: install Officine again.")
        part.faults.append(sentence.format(language=language))
    return part


def _terminal() -> Part:
    name, size = os.environ.get("TERM", ""), shutil.get_terminal_size()
    part = Part("terminal", _("Terminal"), f"{name} {size.columns}×{size.lines}")
    if name in {"", "dumb"}:
        part.faults.append(_("This terminal cannot show the screens: TERM is not set."))
    if size.columns < NARROWEST or size.lines < LOWEST:
        part.faults.append(_("The screens need a terminal of 80 by 24 characters."))
    if "utf" not in (sys.stdout.encoding or "").lower():
        part.faults.append(_("This terminal does not speak UTF-8: accents and Arabic will not show."))
    return part
