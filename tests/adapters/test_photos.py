"""Photos are drawn anew: upright, of a size that is useful, and without what was hidden in the file."""

import io
import struct
import zlib

import pytest
from PIL import Image

from workshop_crm.adapters.photos import jpeg
from workshop_crm.adapters.photos.jpeg import as_jpeg, draw_anew
from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.surveys.answers import Checked
from workshop_crm.core.surveys.photos import MAX_EDGE, Upload, image_format

ORIENTATION, PLACE, MAKER = 0x0112, 0x8825, 0x010F


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **more: object) -> bytes:
	written = io.BytesIO()
	Image.new(mode, size, "red" if mode == "RGB" else 0).save(written, kind, **more)
	return written.getvalue()


def opened(data: bytes) -> Image.Image:
	return Image.open(io.BytesIO(data))


@pytest.mark.parametrize(
	("kind", "mode"),
	[("JPEG", "RGB"), ("JPEG", "L"), ("JPEG", "CMYK"), ("PNG", "RGBA"), ("PNG", "P"), ("PNG", "1"), ("PNG", "I;16"), ("WEBP", "RGB")],
)  # fmt: skip
def test_every_format_becomes_a_jpeg(kind, mode):
	data = as_jpeg(picture(kind, mode=mode))
	assert image_format(data) == "jpeg"
	assert opened(data).mode == "RGB"


def test_neither_the_place_nor_the_phone_nor_a_comment_stays():
	exif = Image.Exif()
	exif.get_ifd(PLACE)[2] = (24.0, 42.0, 0.0)
	exif[MAKER] = "Secret Maker"
	data = as_jpeg(picture(exif=exif, comment=b"secret words") + b"secret behind the picture")
	assert not opened(data).getexif()
	assert b"ecret" not in data


def test_a_photo_taken_upright_is_kept_upright():
	exif = Image.Exif()
	exif[ORIENTATION] = 6
	assert opened(as_jpeg(picture(size=(60, 40), exif=exif))).size == (40, 60)


def test_a_large_photo_is_made_smaller_and_a_small_one_stays():
	assert opened(as_jpeg(picture(size=(4000, 2000)))).size == (MAX_EDGE, MAX_EDGE // 2)
	assert opened(as_jpeg(picture(size=(30, 20)))).size == (30, 20)


def test_what_is_see_through_becomes_white():
	clear = io.BytesIO()
	Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(clear, "PNG")
	assert opened(as_jpeg(clear.getvalue())).getpixel((5, 5)) == (255, 255, 255)


def bomb() -> bytes:
	"""A PNG of a few bytes that says it has 100,000 x 100,000 points."""

	def chunk(kind: bytes, data: bytes) -> bytes:
		return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

	header = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
	return (
		b"\x89PNG\r\n\x1a\n"
		+ chunk(b"IHDR", header)
		+ chunk(b"IDAT", zlib.compress(b"\0"))
		+ chunk(b"IEND", b"")
	)


@pytest.mark.parametrize(
	"data",
	[b"", b"\xff\xd8\xff", picture()[:200], picture("GIF"), picture("BMP"), bomb(), b"<svg/>"],
	ids=["nothing", "no more than a beginning", "cut off", "gif", "bmp", "bomb", "svg"],
)
def test_what_cannot_be_opened_is_refused(data):
	with pytest.raises(InvalidInput, match="cannot open this photo"):
		as_jpeg(data)


def test_a_large_jpeg_is_opened_and_a_png_that_would_fill_the_memory_is_not():
	assert opened(as_jpeg(picture(size=(7000, 3000)))).size == (MAX_EDGE, round(3000 * MAX_EDGE / 7000))
	with pytest.raises(InvalidInput):
		as_jpeg(picture("PNG", size=(7000, 3000)))


def test_no_picture_is_opened_for_an_answer_that_is_refused_anyway(monkeypatch):
	monkeypatch.setattr(jpeg, "as_jpeg", lambda data: pytest.fail("a picture was opened"))
	refused = InvalidInput("Please answer.")
	checked = Checked(problems={"rating": refused}, photos={"photo": (Upload(picture()),)})
	assert draw_anew(checked) == {}
	assert checked.problems == {"rating": refused}


def test_a_photo_that_cannot_be_opened_is_its_questions_problem():
	checked = Checked(photos={"front": (Upload(picture()),), "back": (Upload(b"\xff\xd8\xff rubbish"),)})
	pictures = draw_anew(checked)
	assert list(pictures) == ["front"]
	assert list(checked.problems) == ["back"]
