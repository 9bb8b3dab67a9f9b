"""Two years at the counter, month by month."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from random import Random

from demo import messenger as writing
from demo.closings import Evenings
from demo.counter import Counter
from demo.days import closing, morning, some_moment
from demo.habits import Habit, buyers
from demo.mending import Mending
from demo.messenger import Messenger
from demo.promises import MONTHS, Promising
from demo.rounds import Rounds
from models.store import clock

LARGEST = 5_000
"""The number of operations of the largest account, if there are houses."""
_TOLD_EVERY = 200

Event = tuple[datetime, int, Callable[[Habit], None], Habit]
"""The time, the order among events of one time, what happens, and with whom."""


class History:
    """`sales` in all, unless the largest account alone has more. `name` begins the keys of requests that are
    not the counter's.
    """

    def __init__(
        self,
        counter: Counter,
        habits: Sequence[Habit],
        sales: int,
        chance: Random,
        messenger: Messenger,
        evenings: Evenings,
        name: str,
    ) -> None:
        self._evenings = evenings
        self._messenger = messenger
        self._counter = counter
        self._largest = habits[0] if habits[0].house else None
        self._habits = habits[1:] if self._largest else habits
        self._sales = max(sales - LARGEST, sales // 2) if self._largest else sales
        self._mending = Mending(counter, habits, chance)
        self._promising = Promising(counter, habits, chance)
        self._rounds = Rounds(counter, self._habits, name)
        self._chance = chance

    def play(self, calendar: Sequence[Sequence[date]], progress: Callable[[int], None]) -> None:
        """Plays every month; `progress` is called as events pass, and may raise."""
        days = sum(len(month) for month in calendar)
        passed, sold = 0, 0
        for number, month in enumerate(calendar):
            self._write_to_clients(number - (len(calendar) - writing.MONTHS), month[0])
            passed += len(month)
            due = self._sales * passed // days
            events = [*self._month(number, month, due - sold), *self._month_of_largest(number, calendar)]
            sold = due
            events.sort(key=lambda event: event[:2])
            if number < len(calendar) - 1:
                self._let_happen(events, progress)
            else:
                self._day_by_day(month, events, progress)
            with clock.stopped_at(closing(month[-1])):
                self._mending.close_month(month)
                if number >= len(calendar) - MONTHS:
                    self._promising.close_month()
                    self._rounds.close_month(last=number == len(calendar) - 1)

    def _day_by_day(
        self, month: Sequence[date], events: Sequence[Event], progress: Callable[[int], None]
    ) -> None:
        """The same, with the till closed every evening except the last, which still gets corrections."""
        for day in month:
            self._let_happen([event for event in events if clock.local_day(event[0]) == day], progress)
            if day != month[-1]:
                self._evenings.close(day)

    def _write_to_clients(self, month: int, day: date) -> None:
        """Called before the first client comes."""
        if month < 0:
            return
        with clock.stopped_at(morning(day)):
            if not month:
                self._messenger.begin()
            self._messenger.write(month)

    def _let_happen(self, events: Sequence[Event], progress: Callable[[int], None]) -> None:
        waiting = iter(events)
        while some := list(islice(waiting, _TOLD_EVERY)):
            for moment, _, happen, habit in some:
                with clock.stopped_at(moment):
                    happen(habit)
            progress(len(some))

    def _month(self, number: int, days: Sequence[date], sales: int) -> Iterator[Event]:
        known, added = buyers(self._habits, number)
        chosen = self._chance.choices(known, cum_weights=added, k=sales) if sales else []
        for order, habit in enumerate(chosen):
            yield some_moment(days, self._chance), order, self._counter.sell, habit
        for order, habit in enumerate(self._habits, len(chosen)):
            if habit.at_once < 1 and self._chance.random() < habit.settles:
                yield some_moment(days, self._chance), order, self._counter.settle, habit

    def _month_of_largest(self, number: int, calendar: Sequence[Sequence[date]]) -> Iterator[Event]:
        """Buys every day, and pays early each month what is unpaid: exactly `LARGEST` operations in all."""
        if self._largest is None:
            return
        sales = LARGEST - (len(calendar) - 1)
        first, last = sales * number // len(calendar), sales * (number + 1) // len(calendar)
        for order in range(first, last):
            yield some_moment(calendar[number], self._chance), order, self._counter.sell, self._largest
        if number:
            pays = closing(calendar[number][0]) - timedelta(hours=2)
            yield pays, last, self._counter.settle, self._largest
