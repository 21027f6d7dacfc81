"""The code that a phone's camera opens a survey with, as a picture for screens and paper."""

import segno

# Modules around the code that stay white: ISO/IEC 18004 asks for four.
QUIET_ZONE = 4
DARK, LIGHT = "#000", "#fff"


def qr_svg(link: str) -> str:
	"""An SVG element without a size of its own, for paper."""
	return _code(link).svg_inline(
		border=QUIET_ZONE, omitsize=True, svgclass=None, lineclass=None, dark=DARK, light=LIGHT
	)


def qr_address(link: str) -> str:
	"""The same as an address that an image takes."""
	return _code(link).svg_data_uri(border=QUIET_ZONE, omitsize=True, dark=DARK, light=LIGHT)


def _code(link: str) -> segno.QRCode:
	"""Error correction M: a seventh of the code may be dirty or folded."""
	return segno.make(link, error="m", micro=False, boost_error=False)
