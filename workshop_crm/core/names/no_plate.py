"""What people write where a plate is asked for and the car has none yet."""

from __future__ import annotations

import re
import unicodedata

from workshop_crm.core.names.plate_letters import cleaned

_FOLDED = str.maketrans("أإآٱةىیک", "ااااهييك")
_NOT_LETTERS = re.compile(r"[\W_]+")
_STROKES = re.compile(r"[-/.\s]*")
_ZEROS = re.compile(r"[0\W_]*0[0\W_]*")
_PLATE = r"(?:(?:NUMBER|LICEN[CS]E|REG\w*) ?)?(?:PLATES?|NUMBER|REG\w*)(?: NUMBERS?| NO)?"
_LOHA = r"(?:رقم )?(?:ال)?لوح(?:ه|ات)?"
# With a number behind them, which tells such cars apart in a sheet, they still name no plate.
_CLEAR = (
	rf"NO(?:T YET)?(?: A)? {_PLATE}(?: YET)?|WITH ?OUT(?: A)? {_PLATE}|W ?O {_PLATE}|UN ?PLATED|UN ?REGISTERED|NOT REGISTERED"
	rf"|{_PLATE} (?:PENDING|MISSING|LATER|UNKNOWN)|(?:BRAND )?NEW(?: CAR| VEHICLE)?"
	rf"|(?:ال)?(?:سياره|مركبه)? ?(?:ال)?(?:جديد|جديده|وكاله)"
	rf"|(?:سياره |مركبه )?(?:بدون|بلا|من غير|غير|ليس لها|لا توجد|لا يوجد|لايوجد|لاتوجد|مافي|ما في|ما فيه|ما عليها|بدون رقم) ?{_LOHA}"
	rf"|{_LOHA} (?:غير معروفه|غير موجوده|لم تصدر|لم تصدر بعد|مفقوده)"
)
_ALONE = (
	r"NO ?PLATE|WAITING|AWAITING(?: PLATES?)?|NOT ISSUED|PLATES? NOT ISSUED|PENDING REGISTRATION|NEW NO PLATE|SOLD"
	r"|(?:لا|دون|من دون) لوحه|لوحه موقته|(?:بطاقه|استماره) (?:جمركيه|موقته)|(?:ب)?انتظار(?: اللوحه)?|لم يتم اصدار اللوحه|لسه|تم البيع"
	r"|بدون لوحات حتي الان|لا توجد لوحه حاليا|جديد(?:ه)? بدون لوحه|N ?A|NIL|NONE|NULL|NO|NOT? (?:AVAILABLE|APPLICABLE|KNOWN)|UNKNOWN|PENDING|TBA|TBD|TEMP(?:ORARY)?|TRANSIT|EXPORT|CUSTOMS|DEALER"
	r"|IN PROCESS|IN PROGRESS|PROCESSING|UNDER (?:PROCESS|PROCEDURE|REGISTRATION|PROCESSING)|NOT YET|X+"
	r"|(?:تحت|قيد) (?:ال)?(?:اجراء|اجراءات|تسجيل|اصدار|تجهيز|نقل|معامله)|(?:ال)?(?:تصدير|مصدره|ترانزيت|جمارك|جمرك|موقته?|وكاله|معرض)"
	r"|لا ?يوجد|لا ?توجد|بدون|بلا|لا|لا شي|لا شيء|غير (?:معروف|معروفه|متوفر|متوفره|موجود|موجوده|مسجل|مسجله)|مجهول|مجهوله|لم (?:تصدر|يصدر|تسجل)(?: بعد)?"
	r"|تصدر لاحقا|لاحقا|بدون رقم|بلا رقم|لوحه"
)
_NONE = re.compile(rf"(?:{_CLEAR})(?: ?\d{{1,3}})?|{_ALONE}")
_MARKS = str.maketrans({"ؤ": "و", "ئ": "ي"})


def is_no_plate(text: str) -> bool:
	"""Whether `text` says that the car has no plate yet: "بدون لوحة", "NEW", "N/A", a stroke, nothing at all."""
	typed = cleaned(text).translate(_FOLDED).translate(_MARKS)
	if _STROKES.fullmatch(_plain_strokes(typed)) or _ZEROS.fullmatch(typed):
		return True
	return bool(_NONE.fullmatch(" ".join(_NOT_LETTERS.sub(" ", typed).split())))


def _plain_strokes(text: str) -> str:
	return "".join("-" if unicodedata.category(c) == "Pd" else c for c in text)
