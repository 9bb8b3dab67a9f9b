"""Where a sentence may be cut into lines: never inside an amount, nor before the signs that French sets
apart. `pas 2` on one line and `000,00` on the next are two other amounts.

Rich, and with it Textual, takes every space for a place to cut, those that forbid it too.
"""

import re

from rich import _wrap

_SIGNS = ":;?!»"
BREAK = re.compile(rf"(?<!«) (?![{_SIGNS}])")
"""A space at which a line may end."""

_wrap.re_word = re.compile(rf"\s*(?:\S|[\u00a0\u202f]|(?<=«) | (?=[{_SIGNS}]))+\s*")
