"""A survey's form as its record has it, and as a version keeps it."""

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from workshop_crm.core.common.digits import to_latin_digits
from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.surveys.conditions import Condition
from workshop_crm.core.surveys.model import CHOICES, KINDS, Question, SurveyForm
from workshop_crm.core.surveys.options import Option, read_options, written_options

TEXTS = ("title_en", "title_ar", "intro_en", "intro_ar", "thanks_en", "thanks_ar")
# More rows than a survey may have: so it is said, and the page stays small.
MAX_TYPED_ROWS = 60
LABELS = ("low_label_en", "low_label_ar", "high_label_en", "high_label_ar")


def form_record(form: SurveyForm) -> dict[str, Any]:
	"""The Survey record that says the same as `form`, with its rows of questions."""
	return {
		"survey_name": form.name,
		**{field: getattr(form, field) for field in TEXTS},
		"questions": [_question_record(question) for question in form.questions],
	}


def form_of(
	survey: Mapping[str, Any], questions: Iterable[Mapping[str, Any]], strict: bool = False
) -> SurveyForm:
	"""The form of a Survey record with its rows of questions, in their order.

	`strict` raises InvalidInput for options that cannot be read; without it they are left out.
	"""
	return SurveyForm(
		name=survey.get("name") or survey.get("survey_name") or "",
		**{field: str(survey.get(field) or "") for field in TEXTS},
		questions=tuple(_question(row, strict) for row in questions),
	)


def typed_rows(survey: Mapping[str, Any]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
	"""A survey that somebody is typing, and its rows of questions, with nothing in them but texts and numbers.

	A row without a kind is one of free words until it has one.
	"""
	rows = survey.get("questions")
	questions = [_texts(row) for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []
	for row in questions[:MAX_TYPED_ROWS]:
		row["kind"] = row.get("kind") if row.get("kind") in KINDS else "text"
	return _texts(survey), questions[:MAX_TYPED_ROWS]


def _texts(record: Mapping[str, Any]) -> dict[str, Any]:
	return {field: value for field, value in record.items() if isinstance(value, str | int | float)}


def dump_form(form: SurveyForm) -> str:
	"""What a version keeps: JSON that is the same for the same form."""
	return json.dumps(form_record(form), ensure_ascii=False, indent=1, sort_keys=True)


def load_form(text: str, name: str) -> SurveyForm:
	"""The form that a version kept, by the survey's name of today."""
	record = json.loads(text)
	return form_of({**record, "name": name}, record["questions"])


def _question(row: Mapping[str, Any], strict: bool) -> Question:
	return Question(
		id=str(row.get("question_id") or "").strip(),
		kind=row["kind"],
		text_en=str(row.get("text_en") or ""),
		text_ar=str(row.get("text_ar") or ""),
		required=bool(row.get("required")),
		options=_options(row, strict),
		**{field: str(row.get(field) or "") for field in LABELS},
		lowest=_whole(row.get("lowest")),
		highest=_whole(row.get("highest")),
		weight=_weight(row.get("weight")),
		show_if=_condition(row),
	)


def _options(row: Mapping[str, Any], strict: bool) -> tuple[Option, ...]:
	if row["kind"] not in CHOICES:
		return ()
	try:
		return read_options(str(row.get("options") or ""))
	except InvalidInput as error:
		if strict:
			raise error.at("options") from None
		return ()


def _weight(stored: object) -> Decimal:
	"""1 for rows from before there were weights."""
	try:
		return Decimal(1) if stored is None or stored == "" else Decimal(str(stored)).normalize()
	except InvalidOperation:
		return Decimal(1)


def _whole(stored: object) -> int:
	digits = to_latin_digits(str(stored or 0)).strip()
	return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 3 else 0


def _condition(row: Mapping[str, Any]) -> Condition | None:
	question = str(row.get("show_if_question") or "").strip()
	if not question:
		return None
	value = to_latin_digits(str(row.get("show_if_value") or "")).strip().lower()
	return Condition(question, row.get("show_if_operator") or "is", value)


def _question_record(question: Question) -> dict[str, Any]:
	condition = question.show_if
	return {
		"question_id": question.id,
		"kind": question.kind,
		"text_en": question.text_en,
		"text_ar": question.text_ar,
		"required": int(question.required),
		"options": written_options(question.options),
		**{field: getattr(question, field) for field in LABELS},
		"lowest": question.lowest,
		"highest": question.highest,
		"weight": float(question.weight),
		"show_if_question": condition.question if condition else "",
		"show_if_operator": condition.operator if condition else "",
		"show_if_value": condition.value if condition else "",
	}
