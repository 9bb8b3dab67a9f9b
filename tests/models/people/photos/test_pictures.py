"""What is taken for a picture, and what becomes of it. Hostile files end in one refusal, soon."""

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFile

from models.files.reading import FileGone, FileRefused, FileTooBig, NotAFile, SymbolicLink
from models.people.photos import pictures
from models.people.photos.pictures import (
    LONGEST_SIDE,
    NotAPicture,
    Picture,
    PictureDamaged,
    PictureTooBig,
    TooManyPixels,
)
from models.refusals import Refused
from tests.pictures import encoded, face, jpeg, png_head

RED, GREEN, BLUE, YELLOW = (200, 40, 40), (40, 160, 60), (40, 60, 200), (220, 200, 60)


def corners(content: bytes) -> list[tuple[int, int, int]]:
    """The colours near the four corners: top left, top right, bottom left, bottom right."""
    image = Image.open(io.BytesIO(content)).convert("RGB")
    width, height = image.size
    places = [(x, y) for y in (height // 8, height * 7 // 8) for x in (width // 8, width * 7 // 8)]
    return [nearest(image.getpixel(place)) for place in places]


def nearest(colour: Any) -> tuple[int, int, int]:
    return min(
        (RED, GREEN, BLUE, YELLOW), key=lambda one: sum(abs(a - b) for a, b in zip(one, colour, strict=True))
    )


def test_a_picture_is_made_anew_small_and_upright() -> None:
    made = pictures.made_of(jpeg(1600, 2400))
    image = Image.open(io.BytesIO(made.content))
    assert image.format == "JPEG"
    assert image.size == (made.width, made.height) == (LONGEST_SIDE * 2 // 3, LONGEST_SIDE)
    assert corners(made.content) == [RED, GREEN, BLUE, YELLOW]


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_nothing_of_the_metadata_is_kept(kind: str) -> None:
    """Where a photo was taken, with which telephone and when, is nobody's business."""
    exif = Image.Exif()
    exif[0x010F], exif[0x013B] = "MAKER-OF-IT", "WHO-TOOK-IT"
    exif.get_ifd(0x8825)[2] = (33.0, 35.0, 13.0)
    options = {"comment": b"SAID-OF-IT"} if kind == "JPEG" else {}
    content = encoded(face(), kind, exif=exif, icc_profile=b"PROFILE-OF-IT" * 20, **options)
    assert b"OF-IT" in content
    made = pictures.made_of(content).content
    assert b"-IT" not in made
    assert not Image.open(io.BytesIO(made)).getexif()
    assert b"\xff\xe1" not in made
    assert b"\xff\xfe" not in made


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_orientation_is_applied_as_pillow_applies_it(orientation: int) -> None:
    from PIL import ImageOps

    exif = Image.Exif()
    exif[0x0112] = orientation
    content = jpeg(exif=exif)
    upright = encoded(ImageOps.exif_transpose(Image.open(io.BytesIO(content))))
    assert corners(pictures.made_of(content).content) == corners(upright)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "CMYK"])
def test_every_kind_of_colours_is_read(mode: str) -> None:
    grey = face().convert("L")
    image = {
        "I;16": lambda: Image.frombytes("I;16", grey.size, bytes(b for p in grey.tobytes() for b in (0, p))),
    }.get(mode, lambda: face().convert(mode))()
    made = pictures.made_of(encoded(image, "JPEG" if mode == "CMYK" else "PNG"))
    assert (made.width, made.height) == (300, 400)
    shades = {bytes(pictures.pixels(made.content, 8, 8).rgb)[at : at + 3] for at in range(0, 3 * 6 * 8, 3)}
    assert len(shades) > 1


def test_what_is_transparent_becomes_white() -> None:
    made = pictures.made_of(encoded(Image.new("RGBA", (20, 20), (0, 0, 0, 0)), "PNG"))
    assert pictures.pixels(made.content, 1, 1).at(0, 0) == (255, 255, 255)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a picture",
        b"GIF89a" + bytes(100),
        b"%!PS-Adobe-3.0 EPSF-3.0\n",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"RIFF\x00\x00\x00\x00WEBPVP8 ",
        b"BM" + bytes(100),
    ],
)
def test_other_kinds_are_refused(content: bytes) -> None:
    with pytest.raises(NotAPicture):
        pictures.made_of(content)


def test_a_bomb_is_refused_before_it_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    """100 000 × 100 000 points would take 30 GB. The figures are said, and nothing was decoded."""
    from PIL import ImageFile

    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda self: pytest.fail("decoded"))
    with pytest.raises(TooManyPixels) as refused:
        pictures.made_of(png_head(100_000, 100_000))
    assert (refused.value.width, refused.value.height) == (100_000, 100_000)
    with pytest.raises(TooManyPixels):
        pictures.made_of(png_head(40_000_001, 1))


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("printed", [False, True])
def test_a_truncated_picture_is_refused_wherever_it_was_cut(
    kind: str, printed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also once WeasyPrint is imported, which sets this for the whole program."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", printed)
    content = encoded(face(), kind)
    for end in range(10, len(content) - 20, max(len(content) // 40, 1)):
        with pytest.raises(Refused):
            pictures.made_of(content[:end])


def test_a_jpeg_of_endless_scans_is_refused_at_once() -> None:
    """Every scan is a pass over all pixels: five megabytes of small ones took hours."""
    content = encoded(face(), progressive=True)
    last = content[content.rindex(b"\xff\xda") : -2]
    assert pictures.made_of(content[:-2] + last * 5 + content[-2:]).width == 300
    with pytest.raises(PictureDamaged):
        pictures.made_of(content[:-2] + last * 100 + content[-2:])


def test_too_many_bytes_are_refused() -> None:
    with pytest.raises(PictureTooBig):
        pictures.made_of(jpeg() + bytes(5_000_000))


WHOLE = jpeg(40, 50), encoded(face(40, 50), "PNG"), encoded(face(40, 50), progressive=True)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(WHOLE),
    st.lists(st.tuples(st.integers(0, 2000), st.binary(min_size=1, max_size=6)), max_size=8),
    st.integers(0, 3000),
)
@example(png_head(100_000, 100_000), [], 3000)
def test_whatever_is_in_a_file_it_is_a_picture_or_refused(
    whole: bytes, changes: list[tuple[int, bytes]], end: int
) -> None:
    content = bytearray(whole)
    for at, put in changes:
        content[at % len(content) : at % len(content) + len(put)] = put
    try:
        made = pictures.made_of(bytes(content[:end]))
    except Refused:
        return
    assert isinstance(made, Picture)
    assert max(made.width, made.height) <= LONGEST_SIDE
    assert pictures.made_of(made.content).width == made.width


def test_turning_and_cropping() -> None:
    made = pictures.made_of(jpeg())
    turned = pictures.turned(made.content, 1)
    assert (turned.width, turned.height) == (400, 300)
    assert corners(turned.content) == [BLUE, RED, YELLOW, GREEN]
    square = pictures.squared(made.content)
    assert square is not None
    assert (square.width, square.height) == (300, 300)
    assert pictures.squared(square.content) is None


def test_a_thumbnail_keeps_its_shape() -> None:
    seen = pictures.pixels(pictures.made_of(jpeg()).content, 40, 20)
    assert (seen.width, seen.height) == (15, 20)
    assert [nearest(seen.at(x, y)) for y in (2, 17) for x in (2, 12)] == [RED, GREEN, BLUE, YELLOW]


def test_what_is_no_file_is_refused_without_waiting(tmp_path: Path) -> None:
    picture, link, pipe = tmp_path / "a.jpg", tmp_path / "link.jpg", tmp_path / "pipe.jpg"
    picture.write_bytes(jpeg())
    link.symlink_to(picture)
    os.mkfifo(pipe)
    big = tmp_path / "big.jpg"
    with big.open("wb") as file:
        file.truncate(6_000_000)
    for path, why in {
        link: SymbolicLink,
        pipe: NotAFile,
        tmp_path: NotAFile,
        Path("/dev/zero"): NotAFile,
        Path("/dev/tty"): NotAFile,
        big: FileTooBig,
        tmp_path / "none.jpg": FileGone,
        picture / "inside.jpg": FileGone,
        tmp_path / "a\0b": FileRefused,
    }.items():
        with pytest.raises(why):
            pictures.read(path)
    assert pictures.read(picture).width == 300


def test_a_file_that_is_swapped_for_a_pipe_meanwhile_does_not_make_it_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(jpeg())
    facts = path.lstat()
    path.unlink()
    os.mkfifo(path)
    monkeypatch.setattr(Path, "lstat", lambda self: facts)
    with pytest.raises(NotAFile):
        pictures.read(path)


def test_knowing_the_photos_imports_no_pillow() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import sys, models.people.photos.verbs; print('PIL' in sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "False"
