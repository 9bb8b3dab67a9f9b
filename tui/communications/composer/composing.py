"""To Communication groupée, and from there to the campaign that was confirmed."""

from typing import Any

from tui.frame.base import Place
from tui.frame.doors import door


async def compose(desk: Place[Any]) -> int | None:
    """Opens it, with what was chosen the last time; then shows how far the campaign is, where one left.

    Returns that campaign.
    """
    campaign: int | None = await desk.ask(door("composer"))
    if campaign is not None:
        await desk.ask(door("campaign", campaign))
    return campaign
