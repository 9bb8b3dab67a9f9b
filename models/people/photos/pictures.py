"""Pictures: checked before they are decoded, and made anew as small JPEG files without metadata.

Only this module knows Pillow, and imports it when a picture is read: the start pays nothing for it.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from models.files import reading
from models.files.table import digest
from models.refusals import N_, Refused

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_MEGABYTES = 5
MOST_MEGAPIXELS = 40
LONGEST_SIDE = 800
"""Pixels of the longer side of a stored picture: enough for a print of 6 cm, in some 80 kB."""
_MILLION = 1_000_000
_QUALITY = 88
_MOST_SCANS = 64
"""A progressive JPEG has some ten scans. Each costs a pass over all pixels, and five megabytes hold a million
empty ones, which would take hours."""
_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_START_OF_SCAN = b"\xff\xda"
_ORIENTATION = 0x0112


@dataclass
class NotAPicture(Refused):
    """The content is neither JPEG nor PNG, whatever the name says."""

    sentence: ClassVar[str] = N_("This is no picture: only JPEG and PNG are read.")


@dataclass
class PictureDamaged(Refused):
    """The picture cannot be decoded to its end: it was cut off, or it never was one."""

    sentence: ClassVar[str] = N_("This picture is damaged, or only a part of it is there.")


@dataclass
class PictureTooBig(Refused):
    """The file is too long to be read."""

    limit: int
    sentence: ClassVar[str] = N_("This picture is too big: at most {limit} MB are kept.")


@dataclass
class TooManyPixels(Refused):
    """A small file can decode to gigabytes (decompression bomb), so this is checked before it is decoded."""

    width: int
    height: int
    limit: int
    sentence: ClassVar[str] = N_(
        "This picture has {width} × {height} points: at most {limit} million are read."
    )


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is stored: JPEG, upright, no side longer than `LONGEST_SIDE`, no metadata.

    Attributes:
      hash: the SHA-256 digest of the content
    """

    hash: str
    content: bytes
    width: int
    height: int

    def recognised_by(self) -> str:
        """Stands for the content in the digest of a request."""
        return self.hash


@dataclass(frozen=True, slots=True)
class Pixels:
    """A picture of width × height pixels, row by row, three bytes each: red, green, blue."""

    width: int
    height: int
    rgb: bytes

    def at(self, x: int, y: int) -> tuple[int, int, int]:
        """The colour of one pixel."""
        start = 3 * (y * self.width + x)
        red, green, blue = self.rgb[start : start + 3]
        return red, green, blue


def read(path: Path) -> Picture:
    """The picture in a file. Raises what `made_of` raises, and a `FileRefused`."""
    return made_of(reading.read(path, MOST_MEGABYTES))


def made_of(content: bytes) -> Picture:
    """The picture that these bytes hold, made anew. Takes up to a second, so it is called outside of any
    transaction.

    Raises `NotAPicture`, `PictureDamaged`, `PictureTooBig`, `TooManyPixels`.
    """
    if len(content) > MOST_MEGABYTES * _MILLION:
        raise PictureTooBig(MOST_MEGABYTES)
    image = _opened(content)
    width, height = image.size
    if width * height > MOST_MEGAPIXELS * _MILLION:
        raise TooManyPixels(width, height, MOST_MEGAPIXELS)
    try:
        with _to_its_end():
            return _stored(_upright(_small(image), _orientation(image)))
    except Exception as error:
        # Of damaged content decoders raise whatever they stumble over: OSError, ValueError, IndexError …
        raise PictureDamaged from error


@contextmanager
def _to_its_end() -> Iterator[None]:
    """Refuses a picture that was cut off. Once a paper was printed, WeasyPrint lets Pillow take such a one in
    the whole program.
    """
    from PIL import ImageFile

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def turned(content: bytes, quarters: int) -> Picture:
    """A stored picture turned to the right by so many quarters."""
    return _stored(_opened(content).rotate(-90 * quarters, expand=True))


def squared(content: bytes) -> Picture | None:
    """The square in the middle of a stored picture; of an upright one a little above, where a face is. None
    if it is a square already."""
    image = _opened(content)
    side = min(image.size)
    if side == max(image.size):
        return None
    left, top = (image.width - side) // 2, (image.height - side) // 4
    return _stored(image.crop((left, top, left + side, top + side)))


def pixels(content: bytes, width: int, height: int, palette: bytes = b"") -> Pixels:
    """A stored picture made to fit into so many pixels. Its shape stays.

    `palette`, three bytes a colour, are the only colours there are: each pixel gets the nearest.
    """
    from PIL import Image

    image = _opened(content)
    image.draft("RGB", (2 * width, 2 * height))
    times = min(width / image.width, height / image.height)
    size = (max(1, round(image.width * times)), max(1, round(image.height * times)))
    found = image.convert("RGB").resize(size, Image.Resampling.BOX)
    if palette:
        known = Image.new("P", (1, 1))
        known.putpalette(palette)
        found = found.quantize(palette=known, dither=Image.Dither.NONE).convert("RGB")
    return Pixels(found.width, found.height, found.tobytes())


def _opened(content: bytes) -> Any:
    """The picture with only its head read. Its kind is told by the content alone, and no other decoder than
    that of its kind is ever asked. Raises `NotAPicture`, `PictureDamaged`."""
    from PIL.JpegImagePlugin import JpegImageFile
    from PIL.PngImagePlugin import PngImageFile

    kinds = {_JPEG: JpegImageFile, _PNG: PngImageFile}
    kind = next((kind for mark, kind in kinds.items() if content.startswith(mark)), None)
    if kind is None:
        raise NotAPicture
    if kind is JpegImageFile and content.count(_START_OF_SCAN) > _MOST_SCANS:
        raise PictureDamaged
    try:
        return kind(io.BytesIO(content))
    except Exception as error:
        raise PictureDamaged from error


def _small(image: Any) -> "Image":
    """The picture decoded to its end: in plain colours, no side longer than `LONGEST_SIDE`, on white where it
    was transparent. It has nothing of the metadata."""
    from PIL import Image

    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is decoded to half, a quarter or an eighth
    image.load()
    times = max(image.size) // (2 * LONGEST_SIDE)
    if times > 1 and image.mode in ("L", "LA", "RGB", "RGBA"):
        image = image.reduce(times)  # first and roughly, so that no large copy is made below
    if image.mode.startswith("I"):
        image = image.convert("I").point(lambda value: value / 256).convert("L")  # sixteen bits of grey
    full = image.convert("RGBA" if image.has_transparency_data else "RGB")
    full.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    plain = Image.new("RGB", full.size, "white")
    plain.paste(full, mask=full.getchannel("A") if full.mode == "RGBA" else None)
    return plain


def _orientation(image: Any) -> int:
    """How the camera was held (EXIF); a number that says nothing where the metadata is damaged."""
    with suppress(Exception):
        return int(image.getexif().get(_ORIENTATION, 0))
    return 0


def _upright(image: "Image", orientation: int) -> "Image":
    """Turned and mirrored as that number says."""
    from PIL.Image import Transpose

    ways = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    return image.transpose(ways[orientation]) if orientation in ways else image


def _stored(image: "Image") -> Picture:
    kept = io.BytesIO()
    image.save(kept, "JPEG", quality=_QUALITY, optimize=True)
    content = kept.getvalue()
    return Picture(digest(content), content, *image.size)
