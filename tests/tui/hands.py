"""Hands on the keyboard of the program, and what they see."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from textual.pilot import Pilot

from tests.tui.fiche.fiche_ledger import open_fiche, screen_text
from tui.forms.form import Form
from tui.frame.session import Session
from tui.shell.app import OfficineApp


class Hands:
    """They press keys, and wait until what follows is done."""

    def __init__(self, pilot: Pilot[int], app: OfficineApp) -> None:
        self.pilot, self.app = pilot, app

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def fill(self, name: str, text: str) -> None:
        """This text stands in the field: typing itself is tested with the fields."""
        form = self.app.screen.query_one(Form)
        form.go_to(name)
        form.retype({name: text})
        await self.pilot.pause()

    def line(self, words: str) -> str:
        """The line of the screen that says this."""
        text = screen_text(self.app)
        assert words in text
        return next(line for line in text.splitlines() if words in line)

    @property
    def prose(self) -> str:
        """What the dialog says, its lines run together."""
        inside = (line.rpartition("│")[0].rpartition("│")[2] for line in screen_text(self.app).splitlines())
        return " ".join(" ".join(inside).split())


@asynccontextmanager
async def at_fiche(session: Session, client: int, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Hands]:
    """With the fiche of a client open."""
    app = OfficineApp(session)
    async with app.run_test(size=size) as pilot:
        await open_fiche(pilot, client)
        yield Hands(pilot, app)


async def until(pilot: Pilot[Any], true: Callable[[], bool]) -> None:
    """Until this holds, for a while at most: what a thread does takes as long as it takes."""
    for _ in range(500):
        await pilot.pause()
        if true():
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"still on {pilot.app.screen}")


async def come_to(pilot: Pilot[Any], screen: type) -> Any:
    """The top screen, once it is of this kind."""
    await until(pilot, lambda: isinstance(pilot.app.screen, screen))
    await pilot.pause()
    return pilot.app.screen
