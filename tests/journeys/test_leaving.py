"""However the program is told to leave, the terminal is as it was, and what was half typed is kept."""

import signal
from pathlib import Path

import pytest

from tests.journeys.conftest import Open
from tests.journeys.keys import CODED_ESC, CTRL_C, CTRL_Q, ENTER, F2, F10


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP], ids=lambda each: each.name)
def test_a_signal_ends_the_program_with_the_terminal_restored(
    pharmacy: Path, at_the_list: Open, number: signal.Signals
) -> None:
    desk = at_the_list(pharmacy)
    desk.press("p", ENTER)  # in the middle of something
    desk.process.send_signal(number)
    desk.leaves(128 + number)


@pytest.mark.parametrize("number", [signal.SIGSTOP, signal.SIGTSTP], ids=lambda each: each.name)
def test_a_program_that_was_stopped_goes_on_and_leaves_the_terminal_as_it_was(
    pharmacy: Path, terminal: Open, number: signal.Signals
) -> None:
    desk = terminal(pharmacy).press(CODED_ESC, "1234", ENTER).see("6 of 6")
    desk.process.send_signal(number)
    desk.bytes_within(0.3)
    desk.process.send_signal(signal.SIGCONT)
    desk.until(lambda: desk.raw.count(b"\x1b[?1049h") == 2, "to be back")
    desk.see("6 of 6").press("bouk").see("Search bouk", "1 of 6")
    desk.press(CTRL_Q).leaves(0)


def test_a_stopped_program_that_is_told_to_leave_leaves(pharmacy: Path, at_the_list: Open) -> None:
    desk = at_the_list(pharmacy)
    for number in (signal.SIGSTOP, signal.SIGTERM, signal.SIGCONT):
        desk.process.send_signal(number)
    desk.leaves(128 + signal.SIGTERM)


def test_ctrl_q_and_f10_leave_from_anywhere_and_ctrl_c_only_says_how(
    pharmacy: Path, terminal: Open, at_the_list: Open
) -> None:
    terminal(pharmacy).see("Code").press(F10).leaves(0)
    desk = at_the_list(pharmacy)
    desk.press(CTRL_C).see("Ctrl+Q leaves Officine.")
    desk.press(ENTER).see("Total unpaid")
    desk.press("p").see("Amount to pay")
    desk.press(CTRL_Q).leaves(0)


def test_when_the_line_drops_what_was_half_typed_is_offered_at_the_next_login(
    pharmacy: Path, at_the_list: Open
) -> None:
    desk = at_the_list(pharmacy)
    desk.press(F2).see("New client")
    desk.press("MARTINEZ").see("MARTINEZ")
    desk.hang_up()
    desk.leaves(128 + signal.SIGHUP)

    again = at_the_list(pharmacy).see("Not finished", "A new client, MARTINEZ")
    again.press(ENTER).see("New client", "MARTINEZ")


def test_a_window_dragged_too_small_and_back_shows_everything_again(
    pharmacy: Path, at_the_list: Open
) -> None:
    desk = at_the_list(pharmacy)
    for key, shown in (("", "6 of 6"), (ENTER, "Total unpaid"), ("p", "Amount to pay")):
        desk.press(key).see(shown, "F1 ").bytes_within(0.3)
        before = desk.lines
        for seconds in (0, 0.005, 0.01, 0.02):
            for size in ((20, 5), (1, 1), (200, 60), (80, 24)):
                desk.resize(size)
                desk.bytes_within(seconds)
            desk.until(lambda: desk.lines == before, f"to see what there was before {seconds}")  # noqa: B023
    desk.press(CTRL_Q).leaves(0)
