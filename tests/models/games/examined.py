"""A game that the doctor looks at: now and then while it is played, and when it ends."""

from hypothesis.stateful import RuleBasedStateMachine, invariant

from models import doctor

EVERY = 4
"""An examination costs more than a step; what is wrong in rows that are never changed stays so."""


class Examined(RuleBasedStateMachine):
    """Examined after each fourth step and when it ends, while its base is still open."""

    def __init__(self) -> None:
        super().__init__()
        self.taken = 0

    def teardown(self) -> None:
        self.examine()
        super().teardown()

    @invariant()
    def doctor_finds_nothing(self) -> None:
        self.taken += 1
        if self.taken % EVERY == 0:
            self.examine()

    def examine(self) -> None:
        assert [str(fault) for fault in doctor.examine()] == []
