"""Which language is spoken: by the program, by a block of it, and by what else runs meanwhile."""

import asyncio
from collections.abc import Iterator
from threading import Thread

import pytest

import locales
from locales import _, language, speaking


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    before = language()
    locales.speak("en")
    yield
    locales.speak(before)


def test_a_block_speaks_its_language_and_the_program_goes_on_in_its_own() -> None:
    with speaking("fr"):
        assert (language(), _("Owes")) == ("fr", "Doit")
        with speaking("en"):
            assert _("Owes") == "Owes"
        assert _("Owes") == "Doit"
    assert (language(), _("Owes")) == ("en", "Owes")


def test_a_thread_speaks_what_the_program_speaks() -> None:
    heard: list[str] = []
    with speaking("fr"):
        thread = Thread(target=lambda: heard.append(_("Owes")))
        thread.start()
        thread.join()
    assert heard == ["Owes"]


async def test_two_who_are_served_at_once_hear_each_their_own_language() -> None:
    both = asyncio.Barrier(2)

    async def serve(tongue: str) -> str:
        with speaking(tongue):
            await both.wait()  # both speak before either goes on
            return _("Owes")

    assert await asyncio.gather(serve("fr"), serve("en")) == ["Doit", "Owes"]
