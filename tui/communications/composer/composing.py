"""Opens the composer, and then the campaign that was confirmed in it."""

from typing import Any

from tui.frame.base import BaseScreen
from tui.frame.doors import door


async def compose(desk: BaseScreen[Any]) -> int | None:
    """Opens the composer with the last choices; then shows the progress of the
    campaign, if one was confirmed.

    Returns that campaign.
    """
    campaign: int | None = await desk.ask(door("composer"))
    if campaign is not None:
        await desk.ask(door("campaign", campaign))
    return campaign
