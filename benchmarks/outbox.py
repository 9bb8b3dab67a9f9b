"""The voice: what a campaign to 100 000 clients costs, and a history of a million messages."""

import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.measuring import pharmacies, sitting
from benchmarks.measuring.report import Figure
from benchmarks.measuring.terminal import Terminal

CLIENTS = 100_000
RUNS = 3
LONG, SHORT = 1_000_000, 100
F7, ESC = b"\x1b[18~", b"\x1b"
BODY = "Bonjour {client}, votre solde est de {solde}. {pharmacie}, le {date}"


def figures() -> list[Figure]:
    """On copies of a pharmacy in which everybody owes and has a mobile of their own."""
    with TemporaryDirectory() as folder:
        base = _everybody_owes(Path(folder, "base.db"))
        return [*_preflight(base), *_queueing(base, Path(folder)), *_history(base), *_opening(base)]


def _everybody_owes(database: Path) -> Path:
    shutil.copy(pharmacies.pharmacy(CLIENTS), database)
    with sqlite3.connect(database) as writer:
        writer.execute("UPDATE client SET balance = 100 + id % 90000, mobile = '+2126' || (10000000 + id)")
        writer.execute("UPDATE client SET status = 'active', blocked = 0")
    return database


def _preflight(base: Path) -> list[Figure]:
    """Beside reading the whole table of clients, twice."""
    from models.outbox.campaigns import preflight
    from models.store import connection, opening

    opening.open_database(base)
    order = _reminder()
    assert preflight.look(order).receivers == CLIENTS
    with sqlite3.connect(base) as reader:
        ours, anchor = _in_turn(
            lambda: preflight.look(order),
            lambda: [reader.execute("SELECT * FROM client").fetchall() for _ in range(2)],
        )
    connection.close()
    what = f"preflight of {CLIENTS:,} clients"
    return [Figure(what, ours, "s", "two full-table scans", anchor, 1.0)]


def _queueing(base: Path, folder: Path) -> list[Figure]:
    """Confirming a campaign, texts and all, beside plain inserts of the very rows that it wrote."""
    from models.outbox.campaigns import verbs as campaigns
    from models.requests.actors import StaffMember
    from models.requests.by import By, new_key
    from models.store import connection, opening

    ours, anchor = [], []
    for _ in range(RUNS):
        copy, other = folder / "confirm.db", folder / "plain.db"
        shutil.copy(base, copy)
        opening.open_database(copy)
        _buy()
        started = time.perf_counter()
        campaigns.confirm(_reminder(), seen=CLIENTS, typed=CLIENTS, by=By(StaffMember(1), new_key()))
        ours.append(time.perf_counter() - started)
        connection.close()
        anchor.append(_plain_inserts(copy, base, other))
    what = f"queueing {CLIENTS:,} messages"
    return [Figure(what, median(ours), "s", "plain inserts of the rows", median(anchor), 4.0)]


def _plain_inserts(written: Path, base: Path, database: Path) -> float:
    with sqlite3.connect(written) as reader:
        rows = reader.execute("SELECT * FROM message").fetchall()
    shutil.copy(base, database)
    with sqlite3.connect(database, isolation_level=None) as writer:
        writer.execute("PRAGMA synchronous = EXTRA")
        marks = ", ".join("?" * len(rows[0]))
        started = time.perf_counter()
        writer.execute("BEGIN IMMEDIATE")
        writer.executemany(f"INSERT INTO message VALUES ({marks})", rows)
        writer.execute("COMMIT")
        return time.perf_counter() - started


def _history(base: Path) -> list[Figure]:
    """The first window of the history with its count, and the next, sorted by each column in turn."""
    from models.outbox.messages.listing import MessageListing, MessageSort
    from models.store import connection, opening

    taken: dict[int, float] = {}
    for messages in (SHORT, LONG):
        opening.open_database(_with_messages(base, messages))
        each: list[float] = []
        for _ in range(RUNS * 5):
            started = time.perf_counter()
            for sort in MessageSort:
                listing = MessageListing(sort)
                listing.count()
                rows = listing.read(40)
                listing.read(40, after=rows[-1])
            each.append(time.perf_counter() - started)
        connection.close()
        taken[messages] = median(each)
    what = "opening the history of 1,000,000 messages, by every column"
    return [Figure(what, 1000 * taken[LONG], "ms", "with 100", 1000 * taken[SHORT], 1.3)]


def _opening(base: Path) -> list[Figure]:
    """F7 in two terminals in turn, until the last byte; the first time, with its imports, is not counted."""
    taken: dict[int, list[float]] = {SHORT: [], LONG: []}
    with ExitStack() as sittings:
        terminals = {messages: sittings.enter_context(_sitting(base, messages)) for messages in taken}
        for _ in range(RUNS * 4):
            for messages, terminal in terminals.items():
                taken[messages].append(terminal.press(F7).seconds)
                terminal.press(ESC)
    ours, anchor = (1000 * median(taken[messages][1:]) for messages in (LONG, SHORT))
    what = "F7, the history of 1,000,000 messages on the screen"
    return [Figure(what, ours, "ms", "with 100", anchor, 1.3)]


def _sitting(base: Path, messages: int) -> Terminal:
    """Somebody has logged in."""
    database = _with_messages(base, messages)
    _let_nothing_leave(database)
    return sitting.at_the_list(database)


def _let_nothing_leave(database: Path) -> None:
    """The screens would send what waits."""
    from models.outbox.rules import CLOSES, OPENS, setting
    from models.store import connection, opening, settings

    opening.open_database(database)
    settings.put(setting(OPENS), "00:00")
    settings.put(setting(CLOSES), "00:01")
    connection.close()


def _with_messages(base: Path, messages: int) -> Path:
    """Made once and kept, as a million of them take a minute and a half."""
    from models.store import connection, opening

    def make(database: Path) -> None:
        shutil.copy(base, database)
        opening.open_database(database)
        _fill(messages)
        connection.close()

    return pharmacies.kept(f"messages-{messages}", make)


def _fill(messages: int) -> None:
    """Campaigns of each kind and messages in every state, written as the program writes them."""
    from models.outbox.channels.gsm import measure
    from models.outbox.messages import queueing
    from models.outbox.messages.campaign import Campaign
    from models.outbox.messages.queueing import NewMessage
    from models.outbox.messages.table import MessageKind, alone
    from models.requests import trail
    from models.requests.actors import StaffMember
    from models.requests.by import By, new_key
    from models.store.connection import database, transaction

    kinds, cost = list(MessageKind), measure("x" * 60)
    for start in range(0, messages, CLIENTS):
        with transaction():
            alone()
            record = trail.leave(By(StaffMember(1), new_key(), "benchmark"))
            sent_to = min(CLIENTS, messages - start)
            campaign = Campaign.create(
                trail=record, goal="custom", channel="sms", body=BODY, everybody=True, recipients=sent_to
            )
            rows = [
                NewMessage(
                    1 + number % CLIENTS, f"+2126{number:08d}", f"Bonjour {number * 7919 % messages}", cost
                )
                for number in range(start, start + sent_to)
            ]
            queueing.add(record, kinds[start // CLIENTS % len(kinds)], rows, campaign=campaign.id)
    with transaction():
        sent = "UPDATE message SET state = 'sent', left_at = at WHERE id % 10 > 0"
        database.execute_sql(sent)
        ended = "UPDATE message SET state = 'delivered', ended_at = at WHERE id % 10 > 1"
        database.execute_sql(ended)


def _buy() -> None:
    from models.outbox.units import verbs as sms_units
    from models.requests.actors import StaffMember
    from models.requests.by import By, new_key
    from models.store.connection import transaction

    pack = sms_units.ask(sms_units.LARGEST, by=By(StaffMember(1), new_key()))
    sms_units.pay(pack, "virement", by=By(StaffMember(1), new_key()))
    with transaction():
        by = By(StaffMember(1), new_key(), "credits.activate")
        sms_units.take_step(pack, sms_units.PackStep.ACTIVATED, by=by)


def _reminder() -> Any:
    from models.outbox.campaigns.preflight import Order
    from models.outbox.messages.campaign import Goal

    return Order(Goal.BALANCE_REMINDER, BODY)


def _in_turn(ours: Callable[[], object], anchor: Callable[[], object]) -> tuple[float, float]:
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(RUNS):
        for call, kept in zip((ours, anchor), taken, strict=True):
            started = time.perf_counter()
            call()
            kept.append(time.perf_counter() - started)
    return median(taken[0]), median(taken[1])
