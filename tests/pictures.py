"""Pictures that tests are made with, and files that are none."""

import io
import struct
import zlib
from typing import Any

from PIL import Image


def face(width: int = 300, height: int = 400) -> Image.Image:
    """A face: four quarters of other colours behind it, so that every turn of it looks different."""
    image = Image.new("RGB", (width, height))
    half = (width // 2, height // 2)
    image.paste((200, 40, 40), (0, 0, *half))
    image.paste((40, 160, 60), (half[0], 0, width, half[1]))
    image.paste((40, 60, 200), (0, half[1], half[0], height))
    image.paste((220, 200, 60), (*half, width, height))
    return image


def encoded(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    made = io.BytesIO()
    image.save(made, kind, **options)
    return made.getvalue()


def jpeg(width: int = 300, height: int = 400, **options: Any) -> bytes:
    return encoded(face(width, height), **options)


def png_head(width: int, height: int) -> bytes:
    """A PNG that says it is so large, and holds next to nothing (a decompression bomb)."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
