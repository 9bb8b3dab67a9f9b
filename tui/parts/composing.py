"""Opens the composer, and then the campaign that was confirmed in it."""

from collections.abc import Collection
from typing import Any

from models.outbox.messages.campaign import Goal
from tui.frame.base import BaseScreen
from tui.frame.screens import new_screen


async def compose(
    desk: BaseScreen[Any], ticked: Collection[int] = (), goal: Goal | None = None
) -> int | None:
    """Opens the composer with the last choices; then shows the progress of the
    campaign, if one was confirmed.

    `ticked` are those to whom it is written, if they were ticked elsewhere; `goal` is what is proposed to be
    written. Returns that campaign.
    """
    campaign: int | None = await desk.ask(new_screen("composer", frozenset(ticked), goal))
    if campaign is not None:
        await desk.ask(new_screen("campaign", campaign))
    return campaign
