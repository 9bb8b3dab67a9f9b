"""Long work in a thread, with a progress bar; Esc cancels it."""

import asyncio
from collections.abc import Callable
from typing import Any, ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key
from textual.widgets import ProgressBar, Static

from locales import N_, _
from models.store.connection import persevere
from models.values import Progress
from tui.frame.base import BaseScreen, Dialog

Done = TypeVar("Done")
Task = Callable[[Progress], Done]


class WorkingDialog(Dialog[Callable[[], Any]], Generic[Done]):
    """Runs a task. Its answer is a function that returns the task's result, or
    raises what the task raised.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", N_("Cancel"), id="working.cancel", tooltip=N_("Give it up")),
    ]

    def __init__(self, heading: str, task: Task[Done]) -> None:
        super().__init__()
        self._heading = heading
        self._doing = task
        self._answer: Callable[[], Any] | None = None
        self._going_on = True
        self._hundredths = -1

    def heading(self) -> str:
        return self._heading

    def content(self) -> ComposeResult:
        yield ProgressBar(total=100, show_eta=False)
        yield Static(markup=False, classes="sentence")

    def on_key(self, event: Key) -> None:
        """No key answers it; only the end of the task does."""
        event.prevent_default()

    def on_mount(self) -> None:
        self._loop = asyncio.get_running_loop()
        self.run_worker(self._work(), exit_on_error=False)

    def on_unmount(self) -> None:
        self._going_on = False

    def action_give_up(self) -> None:
        """Cancels: the task learns of it at its next step."""
        self._going_on = False
        self.query_one(".sentence", Static).update(_("Cancelling…"))

    async def _work(self) -> None:
        try:
            done = await asyncio.to_thread(persevere, self._doing, self._advance)
        except Exception as error:
            failure = error

            def fail() -> Any:
                raise failure

            self._answer = fail
        else:
            self._answer = lambda: done
        self._end()

    def read_again(self) -> None:
        """Called on return from the help: the task may have ended meanwhile."""
        self._end()

    def _end(self) -> None:
        if self._answer is not None and self.app.screen is self:
            answer, self._answer = self._answer, None
            self.dismiss(answer)

    def _advance(self, done: int, total: int) -> bool:
        """Called in the thread."""
        hundredths = 100 * done // max(total, 1)
        if hundredths != self._hundredths:
            self._hundredths = hundredths
            self._loop.call_soon_threadsafe(self._show, hundredths)
        return self._going_on

    def _show(self, hundredths: int) -> None:
        if self.is_attached:
            self.query_one(ProgressBar).update(progress=hundredths)


async def work(desk: BaseScreen[Any], heading: str, task: Task[Done]) -> Done:
    """Runs the task in a thread beside the screens; returns its result, or raises what it raises."""
    answer = await desk.ask(WorkingDialog(heading, task))
    if answer is None:
        raise RuntimeError("the work was left behind")
    result: Done = answer()
    return result
