"""Contents to send: real pictures and files of every kind, made on the spot."""

import hashlib
import random
from pathlib import Path

from PIL import Image

from tests.e2e.messenger import Content, Media

BIG_FILE_BYTES = 20 * 1024 * 1024


def picture(folder: Path, width: int = 640, height: int = 480, seed: int = 1) -> Path:
    """A JPEG with enough in it that no two seeds give the same file."""
    path = folder / f"picture-{seed}.jpg"
    noise = Image.frombytes("RGB", (32, 32), random.Random(seed).randbytes(32 * 32 * 3))
    noise.resize((width, height)).save(path, "JPEG", quality=90)
    return path


def sticker(folder: Path) -> Path:
    path = folder / "sticker.webp"
    noise = Image.frombytes("RGBA", (16, 16), random.Random(7).randbytes(16 * 16 * 4))
    noise.resize((512, 512)).save(path, "WEBP")
    return path


def noise(folder: Path, name: str, size: int, head: bytes = b"") -> Path:
    """A file of bytes that cannot be compressed, after the head its format begins with."""
    path = folder / name
    path.write_bytes(head + random.Random(name).randbytes(size - len(head)))
    return path


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


MP4_HEAD = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2"
OGG_HEAD = b"OggS\x00\x02" + bytes(20) + b"\x01\x13OpusHead\x01"


def every_content(folder: Path) -> dict[str, Content]:
    """One of each content a private chat can have."""
    return {
        "photo": Content("عکس", Media.PHOTO, picture(folder), "image/jpeg", 640, 480),
        "video": Content(
            "", Media.VIDEO, noise(folder, "film.mp4", 90_000, MP4_HEAD), "video/mp4", 320, 240, 4
        ),
        "voice": Content(
            "", Media.VOICE, noise(folder, "voice.ogg", 9_000, OGG_HEAD), "audio/ogg", 0, 0, 3
        ),
        "document": Content(
            "سند", Media.DOCUMENT, noise(folder, "report.bin", 300_001), "application/octet-stream"
        ),
        "sticker": Content("", Media.STICKER, sticker(folder), "image/webp", 512, 512),
        "location": Content(media=Media.LOCATION, latitude=35.6892, longitude=51.3890),
        "contact": Content(media=Media.CONTACT, phone="+989121112233", first_name="مهتاب"),
    }
