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

# As they are compared: folded, without their article.
COMPANY_WORDS = frozenset(
	word
	for text in (_ARABIC, _LATIN)
	for written in text.split()
	for name in (spelled(fold(written)),)
	for word in (*name.words, *name.parts)
)
