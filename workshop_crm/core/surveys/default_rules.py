"""The follow-up rules that a survey starts with: a low score, a bad rating, and words of anger in both languages."""

from typing import Any

from workshop_crm.core.surveys.follow_up_rules import AT_MOST, BELOW, WORDS
from workshop_crm.core.surveys.model import SurveyForm
from workshop_crm.core.surveys.scoring import MAX_DISSATISFIED

LOW_SCORE = 60
DUE_HOURS, LATE_HOURS = 24, 48

WORDS_EN = """
bad, terrible, awful, horrible, worst, disappoint*, dissatisf*, unhappy, angry, rude, unprofessional, dirty
scratch*, damage*, overcharg*, cheat*, scam*, lied, refund*, complain*, unacceptable, careless, dangerous
not good, not fixed, not repaired, not happy, not satisfied, still broken, came back, never again, waited too long
"""
WORDS_AR = """
سيء, سيئ, سيئة, أسوأ, رديء, رديئة, ضعيف, ضعيفة, فاشل, فاشلة, زعلان, زعلانة, غاضب, غاضبة, مستاء, مستاءة
وسخ, وسخة, قذر, قذرة, خدش, خدوش, تلف, كذب, كذابين, غش, غشاشين, نصب, نصابين, سرقة, شكوى, إهمال, مهمل, مهملين
غير راض, غير راضي, غير راضية, لا أنصح, ما أنصح, لن أعود, لم يصلح, لم تصلح, لم يتم إصلاح, ما انصلحت, رجع الصوت, رجعت المشكلة
"""


def default_rules(form: SurveyForm, low_score: int = LOW_SCORE, assignee: str = "") -> list[dict[str, Any]]:
	"""Rows of the DocType Survey Follow-up Rule for `form`."""
	shared = {
		"assignee": assignee or None,
		"due_hours": DUE_HOURS,
		"escalate_after_hours": LATE_HOURS,
		"value": 0.0,
		"question_id": "",
		"words_en": "",
		"words_ar": "",
	}
	first = next((question.id for question in form.questions if question.kind in ("rating", "smileys")), None)
	rows = [{**shared, "kind": BELOW, "value": float(low_score)}]
	if first:
		rows.append({**shared, "kind": AT_MOST, "question_id": first, "value": float(MAX_DISSATISFIED)})
	if any(question.kind == "text" for question in form.questions):
		rows.append({**shared, "kind": WORDS, "words_en": WORDS_EN.strip(), "words_ar": WORDS_AR.strip()})
	return rows
