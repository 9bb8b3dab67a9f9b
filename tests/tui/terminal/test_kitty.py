"""Keys as the kitty protocol codes them are the keys they are on any terminal."""

from itertools import product

import pytest
from textual import events

from tui.terminal.driver import Input, Parser


@pytest.mark.parametrize(
    ("code", "key", "text"),
    [
        *((57399 + digit, str(digit), str(digit)) for digit in range(10)),
        (57409, "full_stop", "."),
        (57410, "slash", "/"),
        (57411, "asterisk", "*"),
        (57412, "minus", "-"),
        (57413, "plus", "+"),
        (57414, "enter", None),
        (57415, "equals_sign", "="),
        (57417, "left", None),
        (57418, "right", None),
        (57419, "up", None),
        (57420, "down", None),
        (57421, "pageup", None),
        (57422, "pagedown", None),
        (57423, "home", None),
        (57424, "end", None),
        (57426, "delete", None),
    ],
)
def test_the_keypad_types_what_is_printed_on_it(code: int, key: str, text: str | None) -> None:
    """With and without the locks, pressed or held, whether the terminal says the text or not"""
    texts = ("", f";{ord(text)}") if text else ("",)
    for locks, event, said in product((1, 1 + 64, 1 + 128, 1 + 64 + 128), ("", ":1", ":2"), texts):
        assert keys_of(f"\x1b[{code};{locks}{event}{said}u") == [(key, text)]


@pytest.mark.parametrize(
    ("sequence", "key", "text"),
    [
        ("\x1b[57409;129;44u", "comma", ","),
        ("\x1b[57413u", "plus", "+"),
        ("\x1b[1;129A", "up", None),
        ("\x1b[1;129:1A", "up", None),
        ("\x1b[3;129:2~", "delete", None),
        ("\x1b[20;129~", "f9", None),
        ("\x1b[13;129u", "enter", None),
        ("\x1b[9;129:1u", "tab", None),
        ("\x1b[115;133u", "ctrl+s", None),
        ("\x1b[49;129u", "1", "1"),
        ("\x1b[38:49;130:1u", "1", "1"),
        ("\x1b[97::113;129u", "a", "a"),
        ("\x1d", "symbol_for_group_separator", "␝"),
    ],
)
def test_a_key_is_the_same_with_locks_events_and_alternates(
    sequence: str, key: str, text: str | None
) -> None:
    assert keys_of(sequence) == [(key, text)]


@pytest.mark.parametrize("sequence", ["\x1b[57413;129:3u", "\x1b[1;1:3A", "\x1b[97;1:3u", "\x1b[57427;1u"])
def test_a_key_that_is_let_go_does_nothing(sequence: str) -> None:
    assert keys_of(sequence) == []


def keys_of(sequence: str) -> list[tuple[str, str | None]]:
    read = Input(Parser(False)).feed(sequence.encode())
    return [(each.key, each.character) for each in read if isinstance(each, events.Key)]


def test_more_letters_at_once_than_a_scanner_sends_are_one_text() -> None:
    read = list(Input(Parser(False)).feed(b"ab" * 2_000 + b"\r" + b"x" * 20))
    assert [type(each).__name__ for each in read] == ["Paste", *["Key"] * 21]
