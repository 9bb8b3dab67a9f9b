"""The ICE is looked at, never refused."""

import pytest

from models.people.companies.ice import plausible_ice


@pytest.mark.parametrize("text", ["001561191000066", "001561191 0000 66"])
def test_fifteen_digits_that_97_divides_can_be_an_ice(text: str) -> None:
    assert plausible_ice(text)


@pytest.mark.parametrize("text", ["", "123", "001561191000067", "00156119100006x", "٠٠١٥٦١١٩١٠٠٠٠٦٦"])
def test_anything_else_is_doubtful(text: str) -> None:
    assert not plausible_ice(text)
