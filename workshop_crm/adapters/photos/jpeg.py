"""A photo as it is kept: drawn anew, without the place, the phone and whatever else was hidden in the file."""

from __future__ import annotations

import warnings
from io import BytesIO

from PIL import Image, ImageOps

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.surveys.photos import MAX_EDGE, MAX_PIXELS, NO_PHOTO

FORMATS = ("JPEG", "PNG", "WEBP")
QUALITY = 85
WHITE = (255, 255, 255)


def as_jpeg(data: bytes) -> bytes:
	"""The picture as a JPEG of at most MAX_EDGE, upright. Raises InvalidInput for what cannot be opened.

	Only points are taken over: no EXIF (where it was taken), no comment, and nothing that stood behind the picture.
	"""
	try:
		with warnings.catch_warnings():
			warnings.simplefilter("error", Image.DecompressionBombWarning)
			with Image.open(BytesIO(data), formats=FORMATS) as picture:
				return _drawn_anew(picture)
	except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning):
		raise InvalidInput(NO_PHOTO) from None


def _drawn_anew(picture: Image.Image) -> bytes:
	if picture.width * picture.height > MAX_PIXELS:
		raise ValueError("too many points")
	picture.draft("RGB", (MAX_EDGE, MAX_EDGE))
	upright = ImageOps.exif_transpose(picture)
	upright.thumbnail((MAX_EDGE, MAX_EDGE))
	visible = upright.convert("RGBA")
	anew = Image.new("RGB", visible.size, WHITE)
	anew.paste(visible, mask=visible.getchannel("A"))
	written = BytesIO()
	anew.save(written, "JPEG", quality=QUALITY, optimize=True)
	return written.getvalue()
