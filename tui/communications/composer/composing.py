"""Opens the composer, and then the campaign that was confirmed in it."""

from typing import Any

from tui.frame.base import BaseScreen
from tui.frame.screens import new_screen


async def compose(desk: BaseScreen[Any]) -> int | None:
    """Opens the composer with the last choices; then shows the progress of the
    campaign, if one was confirmed.

    Returns that campaign.
    """
    campaign: int | None = await desk.ask(new_screen("composer"))
    if campaign is not None:
        await desk.ask(new_screen("campaign", campaign))
    return campaign
