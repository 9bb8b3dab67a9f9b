"""What an SMS is stands with its channel: an e-mail touches no module that lists, queues or sends."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
OF_SMS = ("models/outbox/channels/", "models/outbox/units/", "models/doctor/", "models/store/migrations/")
"""Where SMS may be spoken of: the channel, what it costs, and who checks or made the tables."""
_WORDS = re.compile(r"\bsms\b|gsm|(?<!\")\bsegments?\b(?!\")", re.IGNORECASE)
"""A column keeps the name that it has in the database, between quotes."""
_CAPABILITY = re.compile(r"\(sms-[^)]*\)")
"""An id of `docs/capabilities.md` names what can be done, not how."""
_COLUMNS = "models/personal/outbox.py"
"""Lists every column by the name that it has in the database."""
_TITLES = "models/importing/clients/titles.py"
"""Lists what others write above a column of phones: *GSM*."""


def test_no_module_but_those_of_the_channel_knows_what_an_sms_is() -> None:
    assert list(_said(ROOT / "models", _WORDS)) == []


def test_no_message_is_addressed_to_a_mobile_but_by_its_channel() -> None:
    """Elsewhere in `models` a mobile is one of the phones of a client."""
    assert list(_said(ROOT / "models" / "outbox", re.compile("mobile", re.IGNORECASE))) == []


def _said(folder: Path, words: re.Pattern[str]) -> Iterator[str]:
    for file in sorted(folder.rglob("*.py")):
        name = file.relative_to(ROOT).as_posix()
        if name.startswith(OF_SMS) or name in (_COLUMNS, _TITLES):
            continue
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if words.search(_CAPABILITY.sub("", line)):
                yield f"{name}:{number}: {line.strip()}"
