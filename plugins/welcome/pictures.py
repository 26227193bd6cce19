"""Pictures as a page shows them."""

from io import BytesIO
from pathlib import Path

LARGEST = 1080


def as_png(path: Path | None) -> bytes:
    """A kept picture; where it is gone, or there is none, a single empty pixel."""
    from PIL import Image

    png = BytesIO()
    if path is None or not path.is_file():
        Image.new("RGB", (1, 1)).save(png, "PNG")
        return png.getvalue()
    with Image.open(path) as picture:
        picture.thumbnail((LARGEST, LARGEST))
        picture.convert("RGBA" if picture.has_transparency_data else "RGB").save(png, "PNG")
    return png.getvalue()
