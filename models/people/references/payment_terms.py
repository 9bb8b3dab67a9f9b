"""The rule of payment terms: from the day of a paper to the day by which it has to be paid."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from models.refusals import N_, Refused

LONGEST = 365
"""The most days: terms of a year and more are a loan."""


@dataclass
class NotTerms(Refused):
    """The days of payment terms are fewer than 0 or more than `LONGEST`."""

    days: int
    limit: int = LONGEST
    field: ClassVar[str] = "days"
    sentence: ClassVar[str] = N_("Payment terms are of 0 to {limit} days.")


@dataclass(frozen=True, slots=True)
class PaymentRule:
    """So many days after the day of the paper, then to the end of that month if so agreed.

    "30 jours fin de mois" of 12 January is 28 February: the days are counted first, which is how terms to the
    end of the month are commonly read where a contract says nothing else.
    """

    days: int
    end_of_month: bool = False

    def due(self, day: date) -> date:
        """The last day on which a paper of this day is paid in time."""
        counted = day + timedelta(days=self.days)
        if not self.end_of_month:
            return counted
        return counted.replace(day=calendar.monthrange(counted.year, counted.month)[1])


def check_days(days: int) -> None:
    """Raises `NotTerms`."""
    if not 0 <= days <= LONGEST:
        raise NotTerms(days)
