"""Code 128 (ISO/IEC 15417): printable ASCII in set B, runs of digits two at a time in set C."""

import re
from collections.abc import Iterator

QUIET = 10
"""The modules that stay white at either side."""
_WIDTHS = (
    *("212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212", "221213"),
    *("221312", "231212", "112232", "122132", "122231", "113222", "123122", "123221", "223211", "221132"),
    *("221231", "213212", "223112", "312131", "311222", "321122", "321221", "312212", "322112", "322211"),
    *("212123", "212321", "232121", "111323", "131123", "131321", "112313", "132113", "132311", "211313"),
    *("231113", "231311", "112133", "112331", "132131", "113123", "113321", "133121", "313121", "211331"),
    *("231131", "213113", "213311", "213131", "311123", "311321", "331121", "312113", "312311", "332111"),
    *("314111", "221411", "431111", "111224", "111422", "121124", "121421", "141122", "141221", "112214"),
    *("112412", "122114", "122411", "142112", "142211", "241211", "221114", "413111", "241112", "134111"),
    *("111242", "121142", "121241", "114212", "124112", "124211", "411212", "421112", "421211", "212141"),
    *("214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113", "411311", "113141"),
    *("114131", "311141", "411131", "211412", "211214", "211232", "2331112"),
)
"""The widths of bars and gaps of each value, in modules."""
_TO_C, _TO_B, _START_B, _START_C, _STOP = 99, 100, 104, 105, 106
_PARTS = re.compile(r"(?:[0-9]{2}){2,}|[^0-9]+|[0-9]")


def bars(text: str) -> tuple[list[tuple[int, int]], int]:
    """The bars of a text, each with its place and its width, and the width of the whole with the quiet zones,
    all in modules. Raises `ValueError` for what is no printable ASCII.
    """
    if not text or not (text.isascii() and text.isprintable()):
        raise ValueError("Code 128 is printed of printable ASCII alone")
    found, at = [], QUIET
    for value in _values(text):
        for place, width in enumerate(map(int, _WIDTHS[value])):
            if place % 2 == 0:
                found.append((at, width))
            at += width
    return found, at + QUIET


def _values(text: str) -> list[int]:
    """The start sign, the data, the check sign, the stop sign."""
    data = list(_data(text))
    check = (data[0] + sum(place * value for place, value in enumerate(data))) % 103
    return [*data, check, _STOP]


def _data(text: str) -> Iterator[int]:
    """The start sign and the data; four digits and more are worth a change to set C."""
    in_c: bool | None = None
    for part in _PARTS.findall(text):
        pairs = len(part) >= 4 and part.isdigit()
        if pairs is not in_c:
            first, later = (_START_C, _TO_C) if pairs else (_START_B, _TO_B)
            yield first if in_c is None else later
            in_c = pairs
        if pairs:
            yield from (int(part[place : place + 2]) for place in range(0, len(part), 2))
        else:
            yield from (ord(sign) - 32 for sign in part)
