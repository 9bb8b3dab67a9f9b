"""Cleans what a gateway said, so that it can be stored and shown."""

from models.store.text import is_control

LONGEST = 200


def kept(words: str) -> str:
    """The text on one line, printable and shortened to the stored length, as it came from outside."""
    return "".join(" " if is_control(letter) else letter for letter in words).strip()[:LONGEST]
