"""A photo as it is kept: drawn anew, without the place, the phone and whatever else was hidden in the file."""

from __future__ import annotations

import warnings
from io import BytesIO

from PIL import Image, ImageOps

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.surveys.answers import Checked
from workshop_crm.core.surveys.photos import MAX_EDGE, NO_PHOTO, image_format, most_pixels

FORMATS = ("JPEG", "PNG", "WEBP")
QUALITY = 85
WHITE = (255, 255, 255)


def draw_anew(checked: Checked) -> dict[str, list[bytes]]:
	"""The photos of an answer as they are kept, by question; one that cannot be opened becomes its question's problem.

	Nothing is opened for an answer that is not recorded anyway.
	"""
	pictures: dict[str, list[bytes]] = {}
	for question, uploads in checked.photos.items():
		if checked.problems:
			break
		try:
			pictures[question] = [as_jpeg(upload.data) for upload in uploads]
		except InvalidInput as problem:
			checked.problems[question] = problem
	return pictures


def as_jpeg(data: bytes) -> bytes:
	"""The picture as a JPEG of at most MAX_EDGE, upright. Raises InvalidInput for what cannot be opened.

	Only points are taken over: no EXIF (where it was taken), no comment, and nothing that stood behind the picture.
	"""
	try:
		with warnings.catch_warnings():
			warnings.simplefilter("error", Image.DecompressionBombWarning)
			with Image.open(BytesIO(data), formats=FORMATS) as picture:
				if picture.width * picture.height > most_pixels(image_format(data)):
					raise ValueError("too many points")
				return _smaller(picture)
	except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning):
		raise InvalidInput(NO_PHOTO) from None


def _smaller(picture: Image.Image) -> bytes:
	picture.draft("RGB", (MAX_EDGE, MAX_EDGE))
	picture.thumbnail((MAX_EDGE, MAX_EDGE))
	visible = ImageOps.exif_transpose(picture).convert("RGBA")
	anew = Image.new("RGB", visible.size, WHITE)
	anew.paste(visible, mask=visible.getchannel("A"))
	written = BytesIO()
	anew.save(written, "JPEG", quality=QUALITY, optimize=True)
	return written.getvalue()
