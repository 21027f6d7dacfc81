import pytest

from workshop_crm.core.search.documents import CustomerDocument
from workshop_crm.core.search.duplicates import likely_duplicates
from workshop_crm.core.search.ranking import recent_hit

KNOWN = [
	CustomerDocument("C1", "محمد العتيبي", phones=("+966551234567",)),
	CustomerDocument("C2", "Khalid Al-Ghamdi", "خالد الغامدي", ("+966509876543",)),
	CustomerDocument("C3", "Saleh", "صالح"),
]
HITS = [recent_hit(document) for document in KNOWN]


def found(*values):
	return [(one.customer, one.reason) for one in likely_duplicates(CustomerDocument("", *values), HITS)]


@pytest.mark.parametrize(
	("values", "expected"),
	[
		(("Mohammed Alotaibi", "", ("+966551234567",)), [("C1", "both")]),
		(("Somebody Else", "", ("+966551234567",)), [("C1", "phone")]),
		(("Mohamed Otaibi", ""), [("C1", "name")]),
		(("X", "محمد العتيبى"), [("C1", "name")]),
		(("خالد الغامدي", ""), [("C2", "name")]),
		(("Khaled Ghamdi", "", ("+966551234567",)), [("C1", "phone"), ("C2", "name")]),
		(("Saleh", ""), []),
		(("Fahad Al-Harbi", ""), []),
		(("", ""), []),
	],
)
def test_who_a_new_customer_may_be_and_why(values, expected):
	assert found(*values) == expected


def test_a_customer_is_no_duplicate_of_himself():
	assert likely_duplicates(KNOWN[0], HITS) == []


def test_without_hits_there_are_no_duplicates():
	assert likely_duplicates(KNOWN[0], []) == []


@pytest.mark.parametrize(
	("new", "stored"),
	[
		("Zulfiqar Ali", "ذو الفقار علي"),
		("ذو الفقار علي", "Zulfiqar Ali"),
		("Yahya Ayache", "يحيى عياش"),
		("Luay al-Yassiry", "لؤي الياسري"),
		("Maurice Moussally", "موريس موصللي"),
	],
)
def test_a_name_that_looks_little_alike_across_scripts_is_told(new, stored):
	hits = [CustomerDocument("C1", stored)]
	assert [one.reason for one in likely_duplicates(CustomerDocument("", new), hits)] == ["name"]


def test_across_scripts_those_far_behind_the_likest_are_not_told():
	names = ["محمد العتيبي", "محمود العتيق", "حمد العنزي"]
	known = [CustomerDocument(f"C{number}", name) for number, name in enumerate(names)]
	told = likely_duplicates(CustomerDocument("", "Mohammed Alotaibi"), known)
	assert [one.customer for one in told] == ["C0"]
