"""A key in other places than the search of clients, beside the bare application's echo of the same letter."""

from contextlib import ExitStack

from benchmarks.measuring import pharmacies, sitting
from benchmarks.measuring.report import Figure
from benchmarks.measuring.terminal import Terminal
from benchmarks.search import CLEAR_LINE, ESC, MOST_OF_THE_ECHO, Subject, ask

CLIENTS, SALES = 200, 8
DOWN, F2, F8 = b"\x1b[B", b"\x1b[12~", b"\x1b[19~"
LETTERS = ("para", "doli", "amox", "vita")
STEPS = 24


def figures() -> list[Figure]:
    """The list's cursor, the catalogue's search, a name in the editor: each in turn with the echo."""
    database = pharmacies.pharmacy(CLIENTS, SALES)
    with ExitStack() as open_now:
        bare = open_now.enter_context(sitting.begin_bare())
        bare.seconds_until("ready")
        ours = open_now.enter_context(sitting.at_the_list(database))
        found = [_steps(ours, bare)]
        for what, key in (("a letter in the search of products", F8), ("a letter in the editor", F2)):
            ours.press(key, patience=2)
            found.append(_letters(what, ours, bare))
            ours.press(ESC)
            ours.press(ESC)
    return found


def _letters(what: str, ours: Terminal, bare: Terminal) -> Figure:
    subjects = [Subject(ours, CLEAR_LINE), Subject(bare, CLEAR_LINE)]
    ask(subjects, LETTERS)
    return _beside_the_echo(what, *subjects)


def _steps(ours: Terminal, bare: Terminal) -> Figure:
    subjects = (Subject(ours, b""), Subject(bare, b""))
    for _ in range(STEPS):
        subjects[0].answers.append(ours.press(DOWN))
        subjects[1].answers.append(bare.press(b"x"))
    return _beside_the_echo("a step down in the list", *subjects)


def _beside_the_echo(what: str, ours: Subject, bare: Subject) -> Figure:
    return Figure(f"{what}, median", ours.median, "ms", "bare echo", bare.median, MOST_OF_THE_ECHO)
