"""The screens: what staff see and press. They call `models`, and never write SQL."""

import os
import sys
from types import ModuleType

# Textual reads these environment variables once, when it is first imported.
_CALM = {
    # No animation.
    "TEXTUAL_ANIMATIONS": "none",
    # A change is painted at once, not at the next sixtieth of a second: 13 ms a key instead of 40.
    "TEXTUAL_FPS": "1000",
    # Our colours are in the 256-colour palette, whose codes are half as long as those of true colour.
    "TEXTUAL_COLOR_SYSTEM": "256",
}
for _name, _value in _CALM.items():
    os.environ.setdefault(_name, _value)

# Textual's own palette imports lists and trees, a twentieth of the start, and nothing here opens it.
_PALETTE = ("CommandListItem", "CommandPalette", "DiscoveryHit", "Hit", "Hits", "Provider", "SimpleProvider")
_palette = ModuleType("textual.command")
for _name in _PALETTE:
    setattr(_palette, _name, object)
sys.modules.setdefault(_palette.__name__, _palette)

# The same for `ssl`: asyncio imports it for connections, which the screens do not make. A later import still
# works.
if "asyncio" not in sys.modules and "ssl" not in sys.modules:
    sys.modules["ssl"] = None  # type: ignore[assignment]
    import asyncio  # noqa: F401

    del sys.modules["ssl"]
