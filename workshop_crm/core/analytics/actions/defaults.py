"""The rules that every workshop starts with: three reasons to call, and no message or points before the owner wants them."""

from collections.abc import Mapping
from typing import Any

from workshop_crm.core.analytics.actions.rules import HIGH_RISK, LOW_SCORE, SERVICE_DUE


def _rule(title: str, title_ar: str, trigger: str, top_percent: int) -> Mapping[str, Any]:
	return {
		"title": title,
		"title_ar": title_ar,
		"trigger": trigger,
		"top_percent": top_percent,
		"lead_days": 7,
		"held_out_percent": 0,
		"outcome_days": 60,
		"every_days": 90,
		"points": 0,
		"enabled": 1,
	}


DEFAULT_RULES = (
	_rule("At risk of being lost", "مهدد بالفقدان", HIGH_RISK, 50),
	_rule("Valuable and not satisfied", "عميل مهم غير راضٍ", LOW_SCORE, 25),
	_rule("Service due", "حان موعد الخدمة", SERVICE_DUE, 20),
)
"""As fields of a Customer Action Rule. Only the most valuable are called by them, so that the list stays short enough to call."""
