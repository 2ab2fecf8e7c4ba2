"""What the sizes of one uploaded photo cost, with the library in use and with the other.

`hodhod` renders with Pillow. libvips is measured as well where pyvips is installed
(`pip install "pyvips[binary]"`): the same sizes, each from the next larger one.
"""

import importlib.util
import io
import resource
import sys
from collections.abc import Callable, Iterator

from PIL import Image

from bench.figures import Figure, seconds_each
from hodhod.blobs.photos import PHOTO_BOXES, QUALITY, render_photo

PICTURES = (("from a client", 1280, 960), ("from a camera", 4000, 3000))


def measure() -> Iterator[Figure]:
    libraries: list[tuple[str, Callable[[bytes], object]]] = [("Pillow", render_photo)]
    if importlib.util.find_spec("pyvips"):
        libraries.append(("libvips", render_with_vips))
    for what, width, height in PICTURES:
        data = picture(width, height)
        for library, render in libraries:
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            each = seconds_each(lambda render=render, data=data: render(data))  # type: ignore[misc]
            grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
            yield Figure(
                f"sizes of a photo {what}, {library}",
                each * 1000,
                "ms",
                f"{width}×{height} JPEG, {len(data) // 1024} KiB; peak grew {grown // 1024} MiB",
            )


def picture(width: int, height: int) -> bytes:
    """A JPEG with gradients and some grain, about as large as a photograph."""
    across = Image.linear_gradient("L").resize((width, height))
    grain = Image.effect_noise((width, height), 25)
    image = Image.merge("RGB", (across, across.transpose(Image.Transpose.ROTATE_180), grain))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def render_with_vips(data: bytes) -> list[bytes]:
    pyvips = importlib.import_module("pyvips")
    # As hodhod runs it: several photos at once in threads of its own, one thread each.
    pyvips.concurrency_set(1)
    header = pyvips.Image.new_from_buffer(data, "")
    longest = max(header.width, header.height)
    boxes = [side for _, side in PHOTO_BOXES if side < longest]
    boxes += [side for _, side in PHOTO_BOXES[len(boxes) : len(boxes) + 1]]
    image = pyvips.Image.thumbnail_buffer(
        data, min(boxes[-1], longest), height=min(boxes[-1], longest), size="down"
    ).copy_memory()
    files = []
    for side in reversed(boxes):
        image = image.thumbnail_image(side, height=side, size="down").copy_memory()
        files.append(image.jpegsave_buffer(Q=QUALITY, strip=True))
    small = image.thumbnail_image(40, height=40, size="down")
    files.append(small.jpegsave_buffer(Q=20, strip=True))
    return files


if __name__ == "__main__":
    for figure in measure():
        sys.stdout.write(f"{figure}\n")
