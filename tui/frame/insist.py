"""Asks, calls a verb, and asks again if it refuses: the input stays."""

from collections.abc import Callable
from typing import Any, TypeVar

from models.refusals import Refused
from models.store.connection import persevere
from tui.frame.base import BaseScreen, Dialog

Answer = TypeVar("Answer")
Done = TypeVar("Done")


async def insist(
    desk: BaseScreen[Any],
    dialog: Callable[[Answer | None, Refused | None], Dialog[Answer]],
    verb: Callable[[Answer], Done],
) -> Done | None:
    """Opens the dialog until the verb accepts its answer; None if the person gives up.

    `dialog` gets the former answer and why it was refused, to show both again.
    """
    answer: Answer | None = None
    refused: Refused | None = None
    while True:
        answer = await desk.ask(dialog(answer, refused))
        if answer is None:
            return None
        try:
            done = persevere(verb, answer)
        except Refused as why:
            refused = why
            continue
        desk.read_again()
        return done
