"""What a gateway said, made fit to be kept and shown."""

from models.store.text import is_control

LONGEST = 200


def kept(words: str) -> str:
    """On one line, printable, and no longer than is kept: it came from outside."""
    return "".join(" " if is_control(letter) else letter for letter in words).strip()[:LONGEST]
