"""Photos that a guest adds: how many, how large, and of which format by their first bytes, never by their name."""

import base64
import hashlib
import re
from collections.abc import Sequence
from typing import NamedTuple

from workshop_crm.core.common.errors import N_, InvalidInput

MAX_PHOTOS = 3
MAX_PHOTO_MB = 8
MAX_PHOTO_BYTES = MAX_PHOTO_MB * 1024 * 1024
# A whole answer with all its photos: what Frappe takes by default.
MAX_ANSWER_BYTES = 25 * 1024 * 1024
# The longest edge of a photo as it is kept. The page makes it no longer either, so that less is uploaded.
MAX_EDGE = 2048
# A picture of more points is not opened: it could fill the memory. A JPEG is made smaller while it is read; any other
# format stands in memory whole, with four bytes a point, twice for a moment.
MAX_JPEG_PIXELS = 50_000_000
MAX_PIXELS = 16_000_000

TOO_MANY = N_("Please choose at most {most} photos.")
TOO_LARGE = N_("A photo is larger than {most} MB. Please choose a smaller one.")
NO_PHOTO = N_("We cannot open this photo. Please choose a JPEG, PNG or WebP picture.")
IS_HEIC = N_("This photo is in the format HEIC. Please send it as JPEG, for example as a screenshot of it.")
NOT_HERE = N_("Photos can be sent from the survey's page only.")


class Upload(NamedTuple):
	"""One file as it arrived."""

	data: bytes


def check_photos(uploads: Sequence[object]) -> tuple[Upload, ...]:
	"""The photos among the files of one question. Raises InvalidInput for too many, too large ones and other files."""
	photos = tuple(upload for upload in uploads if isinstance(upload, Upload))
	if len(photos) != len(uploads):
		raise InvalidInput(NOT_HERE)
	if len(photos) > MAX_PHOTOS:
		raise InvalidInput(TOO_MANY, most=MAX_PHOTOS)
	for photo in photos:
		if len(photo.data) > MAX_PHOTO_BYTES:
			raise InvalidInput(TOO_LARGE, most=MAX_PHOTO_MB)
		if image_format(photo.data) is None:
			raise InvalidInput(NO_PHOTO)
		if image_format(photo.data) == "heic":
			raise InvalidInput(IS_HEIC)
	return photos


def image_format(data: bytes) -> str | None:
	"""The format that the first bytes announce; None for anything but the pictures that phones take."""
	if data[:3] == b"\xff\xd8\xff":
		return "jpeg"
	if data[:8] == b"\x89PNG\r\n\x1a\n":
		return "png"
	if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
		return "webp"
	if data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"hevc", b"mif1", b"msf1"):
		return "heic"
	return None


def most_pixels(image_format: str | None) -> int:
	"""The most points of a picture that is opened, by its format."""
	return MAX_JPEG_PIXELS if image_format == "jpeg" else MAX_PIXELS


def photo_name(question: str, number: int) -> str:
	"""The name of a kept photo. All are kept as JPEG, whatever they came as."""
	is_plain = re.fullmatch(r"[A-Za-z0-9_-]+", question)
	return f"{question if is_plain else hashlib.sha256(question.encode()).hexdigest()[:12]}-{number}.jpg"


def photo_view(name: str, data: bytes) -> dict[str, str]:
	"""A kept photo as a screen shows it."""
	return {"name": name, "data": base64.b64encode(data).decode()}
