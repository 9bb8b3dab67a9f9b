"""The rules for stored text: limited length, printable, on one line unless it is a note."""

import re
import unicodedata
from dataclasses import dataclass
from typing import ClassVar

from models.refusals import N_, ControlCharacters, Refused, TooLong

LIMITS = {
    "info": 2000,
    "alert": 200,
    "address": 300,
    "note": 500,
    "reason": 500,
    "remark": 2000,
    "mobile": 40,
    "work_phone": 40,
    "home_phone": 40,
    "number": 40,
    "body": 1000,
    "search": 200,
    "draft": 1_000_000,
    "folder": 4096,
    "siren": 40,
    "siret": 40,
    "naf": 40,
    "vat_number": 40,
    "rib": 60,
    "iban": 60,
    "bic": 40,
    "account_code": 40,
    "key_name": 30,
    "sheet_value": 2000,
    "mentions": 600,
}
"""The most characters of fields with another limit than the usual one."""
DEFAULT_LIMIT = 200
_SEVERAL_LINES = {"info", "address", "sheet_value", "remark", "mentions"}
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


@dataclass
class NotAnEmail(Refused):
    field: str
    text: str
    sentence: ClassVar[str] = N_("“{text}” is not an e-mail address.")


def check_text(field: str, text: str) -> str:
    """The text trimmed, in one Unicode form. Raises `ControlCharacters` or `TooLong`."""
    if text.isascii() and text.isprintable():
        clean = text.strip()
        check_length(field, clean)
        return clean
    clean = unicodedata.normalize("NFC", text).strip()
    if field in _SEVERAL_LINES:
        clean = clean.replace("\r\n", "\n")
    allowed = "\n" if field in _SEVERAL_LINES else ""
    if not clean.isprintable() and any(is_control(letter) and letter not in allowed for letter in clean):
        raise ControlCharacters(field)
    check_length(field, clean)
    return clean


def limit_of(field: str) -> int:
    """The most characters of this field, in forms and in verbs."""
    return LIMITS.get(field, DEFAULT_LIMIT)


def check_length(field: str, text: str) -> None:
    """Raises `TooLong`."""
    if len(text) > limit_of(field):
        raise TooLong(field, len(text), limit_of(field))


def is_control(letter: str) -> bool:
    """Whether a character drives a terminal or cannot be stored: C0, C1, lone surrogates, line separators."""
    return unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"}


def check_email(text: str) -> str:
    """The address as typed; empty for empty. Raises `NotAnEmail`."""
    if text and not _EMAIL.fullmatch(text):
        raise NotAnEmail("email", text)
    return text
