"""A pharmacy in which every verb was carried out: what the doctor, the seals and the trail are tried on.

Each subject is a module with `play`, which carries its verbs out. A new verb is added to that of its subject;
a new subject is a module, and a line of `DAYS`.
"""

from collections.abc import Callable
from pathlib import Path

from tests.models.requests.every_verb import (
    animals,
    answers,
    appointments,
    attributing,
    catalogue,
    clients,
    comments,
    contacts,
    deliveries,
    documents,
    lists,
    merging,
    messages,
    mistakes,
    net_prices,
    papers,
    payments,
    periods,
    photos,
    reminders,
    sales,
    seals,
    settings,
    sites,
    staff,
    tariffs,
    technical_sheets,
    till,
)
from tests.models.requests.every_verb.shop import Shop, at

Play = Callable[[Shop], None]

DAYS: tuple[tuple[int, Play], ...] = (
    (2, settings.play),
    (3, staff.play),
    (4, catalogue.play),
    (4, tariffs.play),
    (5, lists.play),
    (5, clients.play),
    (5, photos.play),
    (5, sites.play),
    (5, contacts.play),
    (5, technical_sheets.play),
    (5, appointments.play),
    (6, sales.play),
    (6, animals.play),
    (7, payments.play),
    (8, mistakes.play),
    (9, documents.play),
    (9, deliveries.play),
    (9, net_prices.play),
    (10, papers.play),
    (11, till.play),
    (11, periods.play),
    (11, attributing.play),
    (11, comments.play),
    (12, answers.play),
    (12, messages.play),
    (12, reminders.play),
    (12, merging.play),
    (12, seals.play),
)
"""On which day of November 2026 each subject is played, in this order."""


class EveryVerb:
    """Plays them day after day."""

    def __init__(self, staff: int, folder: Path) -> None:
        self.shop = Shop(staff, folder)

    def __call__(self) -> None:
        for day, play in DAYS:
            with at(day):
                self.carry_out(play)

    def carry_out(self, play: Play) -> None:
        play(self.shop)
