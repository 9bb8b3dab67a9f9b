"""Bytes that no keyboard should send: the program goes on, and the next key does what it says."""

from pathlib import Path

from tests.journeys.conftest import Open
from tests.journeys.keys import BACKSPACE, CODED_ESC, CTRL_Q, DOWN, ENTER, ESC, PASTE, PASTED, UP

STRANGE = {
    "half a character": b"\xe9",
    "no UTF-8": b"\xff\xfe\x80\xc3",
    "an alternate key": b"\x1b[112:80;2u",
    "a key beyond Unicode": b"\x1b[1114112u\x1b[99999999999999999999;5u\x1b[;;;u\x1b[::u",
    "a key without a number": b"\x1b[1;99u\x1b[;u",
    "an unknown sequence": b"\x1b[?1;2;3$y\x1b[999z\x1b]11;rgb:00/00/00\x07\x1bP1$r0m\x1b\\",
    "a mouse nobody asked for": b"\x1b[<0;10;10M\x1b[<0;10;10m\x1b[<65;1;1M",
    "where the cursor is": b"\x1b[24;80R\x1b[0n\x1b[?62;c\x1b[I\x1b[O",
    "C1": "\x9b31m\x90q\x9c".encode(),
    "NUL and its like": b"\x00\x1c\x1d\x1e\x1f",
}


def test_strange_bytes_end_nothing(pharmacy: Path, at_the_list: Open) -> None:
    desk = at_the_list(pharmacy).see("6 of 6")
    for name, strange in STRANGE.items():
        desk.press(strange, CODED_ESC, "bouk")
        desk.until(lambda: "1 of 6" in desk.line("Search"), f"to find a client after {name}")
        desk.press(CODED_ESC).see("6 of 6")
    desk.press(CTRL_Q).leaves(0)


def test_a_paste_that_never_ends_does_not_swallow_the_keys_for_ever(
    pharmacy: Path, at_the_list: Open
) -> None:
    desk = at_the_list(pharmacy).see("6 of 6")
    desk.press(PASTE, "bouk").see("BOUKILI", "1 of 6")
    desk.press(BACKSPACE).see("2 of 6")


def test_a_paste_of_several_lines_is_one_line_and_opens_nothing(pharmacy: Path, at_the_list: Open) -> None:
    desk = at_the_list(pharmacy).see("6 of 6")
    desk.press(PASTE, "bouk\r\nyas", PASTED).see("Search bouk")
    desk.press(ESC).see("6 of 6")


def test_a_hundred_keys_at_once_each_do_what_they_say(pharmacy: Path, at_the_list: Open) -> None:
    desk = at_the_list(pharmacy).see("6 of 6")
    desk.press((DOWN * 20 + UP * 19) * 2 + "x" * 10 + BACKSPACE * 10 + "bouk").see("1 of 6", "BOUKILI")
    desk.press(ENTER + "p" + ESC).see("Total unpaid", "BOUKILI").gone("Amount to pay")
