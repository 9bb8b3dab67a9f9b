"""The progress of an import or of its undoing, over all of its stages."""

from collections.abc import Callable

from models.importing.files.text_file import Stopped
from models.values import Progress


class Steps:
    """Reports progress over all stages, and stops where the callback returns false."""

    def __init__(self, total: int, progress: Progress, start: int = 0) -> None:
        self._total = total
        self._progress = progress
        self._start = start

    def after(self, done: int) -> "Steps":
        """The same for the stages that follow, once so much is done."""
        return Steps(self._total, self._progress, self._start + done)

    def of(self, start: int) -> Callable[[int], None]:
        """The callback of one stage; `start` is the number done by the stages before it."""

        def report(done: int) -> None:
            if not self._progress(self._start + start + done, self._total):
                raise Stopped

        return report
