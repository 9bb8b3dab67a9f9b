"""What a text costs as an SMS, in one line: 63 caractères · GSM-7 · 1 segment · 1 crédit."""

from rich.cells import cell_len

from locales import _, formats, ngettext
from models.outbox.channels import gsm
from models.outbox.channels.gsm import Encoding
from models.outbox.channels.protocol import Measure

_ENCODINGS = {Encoding.GSM7: "GSM-7", Encoding.UCS2: "UCS-2"}
_MOST_LETTERS = 5
BETWEEN = " · "


def cost(text: str, longest: int, width: int = 0) -> str:
    """Characters, encoding, segments and units of a text that leaves as it is here.

    Where that is wider than `width` cells, the units, as many as the segments, are left out; then more.
    """
    measure = gsm.measure(text)
    if not text:
        return characters(measure, longest)
    said = [characters(measure, longest), encoding(text), segments(measure.segments)]
    shapes = [
        [*said, units(measure.segments)],
        said,
        [said[0], _ENCODINGS[measure.encoding], said[2]],
        [said[0], said[2]],
    ]
    lines = [BETWEEN.join(shape) for shape in shapes]
    return next((line for line in lines if not width or cell_len(line) <= width), lines[-1])


def too_long(text: str, longest: int) -> bool:
    """Whether it passes what the settings allow (sms-150)."""
    return len(text) > longest


def characters(measure: Measure, longest: int) -> str:
    """How many there are, and how many there may be where they are too many (sms-150)."""
    said = ngettext("{count} character", "{count} characters", measure.characters)
    said = said.format(count=formats.count(measure.characters))
    if measure.characters <= longest:
        return said
    return _("{characters}, at most {most}").format(characters=said, most=formats.count(longest))


def encoding(text: str) -> str:
    """GSM-7 or UCS-2; and beside the latter the letters that could be replaced by cheaper ones."""
    name = _ENCODINGS[gsm.encoding_of(text)]
    costly = [letter for letter in gsm.foreign(text) if gsm.fold(letter) != letter and letter.isprintable()]
    more = "…" if len(costly) > _MOST_LETTERS else ""
    return f"{name} ({' '.join(costly[:_MOST_LETTERS])}{more})" if costly else name


def encoding_name(kept: str) -> str:
    """GSM-7 or UCS-2, of what a message keeps."""
    return _ENCODINGS[Encoding(kept)]


def simplified(text: str) -> tuple[str, str]:
    """The text in cheaper letters, and what was replaced: ç → c, ’ → ' · 1 segment"""
    after = gsm.fold(text)
    if after == text:
        none = gsm.foreign(after)
        return after, (
            _("Nothing to simplify: these letters have no other.") if none else _("Nothing to simplify.")
        )
    letters = dict.fromkeys(letter for letter in text if gsm.fold(letter) != letter)
    seen = [f"{letter} → {gsm.fold(letter)}" for letter in letters if letter.isprintable() and letter.strip()]
    replaced = ", ".join(seen) or _("Spaces replaced")
    return after, BETWEEN.join([replaced, segments(gsm.measure(after).segments)])


def segments(count: int) -> str:
    """1 segment"""
    return ngettext("{count} segment", "{count} segments", count).format(count=formats.count(count))


def units(count: int) -> str:
    """1 crédit"""
    return ngettext("{count} credit", "{count} credits", count).format(count=formats.count(count))
