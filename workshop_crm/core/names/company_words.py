"""Words that many companies share, so that they say little about which one is meant."""

from __future__ import annotations

from workshop_crm.core.names.fold import fold
from workshop_crm.core.names.spelled import spelled

_ARABIC = """
	شركة شركات مؤسسة مجموعة مصنع ورشة معرض مركز مكتب محل محلات مكتبة وكالة وشركاه وشركاؤه وأولاده وإخوانه أولاد إخوان
	للتجارة تجارة التجارية للمقاولات مقاولات للخدمات خدمات للنقل النقل للصيانة صيانة للسيارات سيارات للاستيراد والتصدير
	والمقاولات والخدمات والنقل المحدودة ذ.م.م العامة العالمية الدولية القابضة الصناعية
"""
_LATIN = """
	co company companies est establishment corp corporation inc ltd limited llc wll bsc plc group holding holdings
	trading trade contracting contractors general services service transport transportation logistics factory
	workshop garage center centre office agency enterprise enterprises industries industrial international intl
	import export and sons bros brothers partners for of the
"""

# Those that no person's name has.
_OF_COMPANIES_ALONE = """
	شركة شركات مؤسسة مجموعة مصنع ورشة للتجارة للمقاولات للخدمات للنقل للصيانة للسيارات المحدودة القابضة
	co company est establishment corp corporation inc ltd limited llc wll plc trading contracting factory
"""


def _as_compared(*texts: str) -> frozenset[str]:
	"""Folded, without their article."""
	return frozenset(
		word
		for text in texts
		for written in text.split()
		for name in (spelled(fold(written)),)
		for word in (*name.words, *name.parts)
	)


COMPANY_WORDS = _as_compared(_ARABIC, _LATIN)
_SURE = _as_compared(_OF_COMPANIES_ALONE)


def is_company(name: str) -> bool:
	"""Whether a name says that it is a company's."""
	return not _SURE.isdisjoint(spelled(fold(name)).words)
