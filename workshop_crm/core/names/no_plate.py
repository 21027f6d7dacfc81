"""What people write where a plate is asked for and the car has none yet."""

from __future__ import annotations

import re
import unicodedata

from workshop_crm.core.names.plate_letters import cleaned

_FOLDED = str.maketrans(
	{"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ؤ": "و", "ئ": "ي"}
)
_NOT_LETTERS = re.compile(r"[\W_]+")
_STROKES = re.compile(r"[-/.\s]*")
_ZEROS = re.compile(r"[0\W_]*0[0\W_]*")

# They say no more than what is asked for.
_FILLERS_LATIN = "plate plates number numbers license licence reg registration yet car vehicle"
_FILLERS_ARABIC = (
	"لوحه اللوحه لوحات اللوحات لوحتها رقم ارقام رقمها بعد حتي الان حاليا سياره السياره مركبه المركبه"
)
_FILLERS = frozenset(f"{_FILLERS_LATIN.upper()} {_FILLERS_ARABIC}".split())
# With a number behind them, which tells such cars apart in a sheet, they still name no plate.
_COUNTED = r"WITH ?OUT(?: A)?|W O|NO PLATES?|(?:BRAND )?NEW|بدون|بلا|من غير|(?:ال)?جديده?"
_NONE = re.compile(
	rf"(?:{_COUNTED})(?: ?\d{{1,3}})?"
	r"|N ?A|NIL|NONE|NULL|NO|NOT|NOPLATES?|NOT (?:AVAILABLE|APPLICABLE|KNOWN|REGISTERED)|UN ?REGISTERED|UN ?PLATED"
	r"|UNKNOWN|MISSING|LATER|PENDING|TBA|TBD|TEMP(?:ORARY)?|(?:IN )?TRANSIT|(?:FOR )?EXPORT|CUSTOMS|DEALER|X+"
	r"|IN PRO(?:CESS|GRESS)|PROCESSING|UNDER(?: (?:PROCESS|PROCESSING|PROCEDURE))?"
	r"|(?:تحت|قيد) (?:ال)?(?:اجراء|اجراءات|تسجيل|اصدار|تجهيز|نقل|معامله)"
	r"|لم (?:تصدر|يصدر|تسجل|يتم (?:ال)?(?:تسجيل|اصدار|ترخيص))(?:ها)?|(?:ت|ي)?صدر لاحقا|لاحقا"
	r"|(?:ال)?(?:تصدير|مصدره|ترانزيت|جمارك|جمرك|موقته?|وكاله|معرض)|نقل ملكيه"
	r"|لا|لا ?يوجد|لا ?توجد|ليس لها|ليس لديها|لا شي(?:ء)?|ما ?في(?:ه)?|ما عليها|غير"
	r"|WAITING|AWAITING|NOT ISSUED|NEW NO|SOLD|دون|من دون|(?:ال)?جديده? (?:بدون|بلا)|ب?انتظار|لسه|تم البيع"
	r"|(?:بطاقه|استماره) (?:جمركيه|موقته)"
	r"|غير (?:معروف|متوفر|موجود|مسجل|مرقم)ه?|مجهوله?|مفقوده?"
)


def is_no_plate(text: str) -> bool:
	"""Whether `text` says that the car has no plate yet: "بدون لوحة", "NEW", "N/A", a stroke, nothing at all."""
	typed = cleaned(text).translate(_FOLDED)
	if _STROKES.fullmatch(_plain_strokes(typed)) or _ZEROS.fullmatch(typed):
		return True
	words = _NOT_LETTERS.sub(" ", typed).split()
	said = [word for word in words if word not in _FILLERS]
	if not said:
		return bool(words)
	return any(_NONE.fullmatch(" ".join(one)) for one in (words, said))


def _plain_strokes(text: str) -> str:
	return "".join("-" if unicodedata.category(c) == "Pd" else c for c in text)
