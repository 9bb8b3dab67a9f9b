"""Wraps sentences: never inside an amount, nor before the punctuation that French separates by a space. `pas
2` on one line and `000,00` on the next are two other amounts.

Rich, and with it Textual, breaks lines at every space, even at a no-break space.
"""

import re

from rich import _wrap

_SIGNS = ":;?!»"
BREAK = re.compile(rf"(?<!«) (?![{_SIGNS}])")
"""A space at which a line may end."""

_wrap.re_word = re.compile(rf"\s*(?:\S|[\u00a0\u202f]|(?<=«) | (?=[{_SIGNS}]))+\s*")
