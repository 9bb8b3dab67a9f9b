"""The choices made for a campaign so far, kept while the program runs."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar

from locales import N_
from models.outbox.campaigns.preflight import Order
from models.outbox.campaigns.recipients import EVERYBODY, RecipientFilter, RecipientListing, RecipientSort
from models.outbox.messages.campaign import Goal
from models.outbox.templates.verbs import TemplateRow
from models.refusals import Refused
from models.values import ZERO
from tui.frame.host import Host

_LISTED_ALONE = 2000
"""As many ids as a query still names at each key."""
_WHO_OWES = RecipientFilter(owes_more_than=ZERO)


@dataclass
class NoTemplate(Refused):
    sentence: ClassVar[str] = N_("Choose a template with m, or write one with F2.")


@dataclass(frozen=True, slots=True)
class Composition:
    """The goal, the template for each goal, the filter of the list, who is ticked, and whether costly letters
    are replaced. At first: a reminder to everybody who owes, the largest debts first.
    """

    goal: Goal = Goal.BALANCE_REMINDER
    templates: Mapping[Goal, int] = field(default_factory=dict)
    among: RecipientFilter = _WHO_OWES
    sort: RecipientSort = RecipientSort.BALANCE
    ticked: frozenset[int] = frozenset()
    fold: bool = False

    @property
    def listing(self) -> RecipientListing:
        """The filtered list to show."""
        return RecipientListing(self.among, self.sort)

    def for_goal(self, goal: Goal) -> "Composition":
        """The same with another goal; a list without a filter gets the default one of the goal."""
        if self.listing != beginning(self.goal).listing:
            return replace(self, goal=goal)
        start = beginning(goal)
        return replace(self, goal=goal, among=start.among, sort=start.sort)

    def with_template(self, template: int) -> "Composition":
        """With this template for its goal."""
        return replace(self, templates={**self.templates, self.goal: template})

    def text(self, template: TemplateRow) -> Order:
        """What would be sent with the template at present, whoever gets it."""
        return Order(self.goal, template.body, fold=self.fold)

    def order(self, template: TemplateRow) -> Order:
        """The order of that text, to the ticked clients or else to everybody on the list."""
        return replace(self.text(template), clients=tuple(sorted(self.ticked)), among=self.among)


def beginning(goal: Goal) -> Composition:
    """The first choices for this goal."""
    if goal is Goal.BALANCE_REMINDER:
        return Composition()
    return Composition(goal, among=EVERYBODY, sort=RecipientSort.NAME)


def handed_over(before: Composition, ticked: frozenset[int], goal: Goal | None) -> Composition:
    """The same for those who were ticked elsewhere, who alone are listed where they are not too many; with
    another goal, if one is given.
    """
    only = tuple(sorted(ticked)) if len(ticked) <= _LISTED_ALONE else ()
    among = replace(EVERYBODY, only=only)
    return replace(before, goal=goal or before.goal, among=among, sort=RecipientSort.NAME, ticked=ticked)


_NAME = "campaign"


def keep(host: Host, composition: Composition) -> None:
    """Stores the choices of this person for their return."""
    host.kept[host.staff, _NAME] = composition


def kept(host: Host) -> Composition:
    """The stored choices of this person, or the first ones. Those who were ticked elsewhere are listed alone
    until the composer is left; the ticks stay.
    """
    found: Composition = host.kept.get((host.staff, _NAME), Composition())
    return replace(found, among=replace(found.among, only=()))


def forget(host: Host) -> None:
    """Forgets the choices after sending: the next campaign starts fresh."""
    host.kept.pop((host.staff, _NAME), None)
