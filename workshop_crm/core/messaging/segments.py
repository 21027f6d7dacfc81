"""How many SMS a text is sent as. Source: 3GPP TS 23.038 (alphabets) and 23.040 (concatenation)."""

from collections.abc import Sequence

_GSM_BASIC = frozenset(
	"@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
	"¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_EXTENSION = frozenset("\f^{}\\[~]|€")
# Room in a single SMS and in each part of a longer one, whose header takes six bytes.
_GSM_ROOM = (160, 153)
_UNICODE_ROOM = (70, 67)


def sms_segments(text: str) -> int:
	"""Number of SMS for `text`: 160/153 characters a part in the GSM alphabet, 70/67 in any other; 0 for none.

	A character that takes two places (the GSM extension table, UTF-16 surrogates) is never split.
	"""
	if all(character in _GSM_BASIC or character in _GSM_EXTENSION for character in text):
		return _parts([2 if character in _GSM_EXTENSION else 1 for character in text], *_GSM_ROOM)
	return _parts([2 if ord(character) > 0xFFFF else 1 for character in text], *_UNICODE_ROOM)


def _parts(widths: Sequence[int], single: int, part: int) -> int:
	if sum(widths) <= single:
		return 1 if widths else 0
	parts, used = 1, 0
	for width in widths:
		if used + width > part:
			parts, used = parts + 1, 0
		used += width
	return parts
