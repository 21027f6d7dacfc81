"""A condition that asks for more than comparisons of fields, or can never be answered, is refused before it is saved."""

import pytest

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.surveys.condition_check import FUNCTIONS, MAX_LENGTH, check_condition, kind_of_field

FIELDS = {"total": "Currency", "paid": "Check", "branch": "Link", "note": "Small Text", "day": "Date"}


def kind_of(field):
	if field not in FIELDS:
		raise InvalidInput("no field {field}", field=field)
	return kind_of_field(FIELDS[field])


class Doc(dict):
	__getattr__ = dict.get


@pytest.mark.parametrize(
	("condition", "holds"),
	[
		("doc.total > 100", True),
		("100 < doc.total <= 400", True),
		("doc.total - doc.paid * 2 + 1.5 >= 100 / 2", True),
		("doc['branch'] == 'Riyadh' and not doc.paid", False),
		("doc.get('branch') in ('Jeddah', 'Riyadh')", True),
		("doc.get('total', 0) > 0 or doc.paid", True),
		("'scratch' in doc.note", True),
		("doc.day is not None and doc.branch != None", True),
		("doc.day == doc.get('day')", True),
		("round(abs(-doc.total)) == 300 and int(doc.total) == 300", True),
		("doc.note", True),
		("doc.paid == True", True),
	],
)
def test_what_compares_fields_is_taken_and_can_be_evaluated(condition, holds):
	check_condition(condition, kind_of)
	doc = Doc(total=300, paid=1, branch="Riyadh", note="no scratch", day="2026-03-01")
	assert bool(eval(condition, {"__builtins__": {}, **FUNCTIONS}, {"doc": doc})) is holds


@pytest.mark.parametrize(
	("condition", "says"),
	[
		("frappe.db.sql('select 1')", "cannot have this"),
		("__import__('os').system('ls')", "cannot have this"),
		("9**9**9", "cannot have this"),
		("1 << 10**9", "cannot have this"),
		("[1 for x in range(10**10)]", "cannot have this"),
		("(lambda: 1)()", "cannot have this"),
		("doc.submit()", "cannot have this"),
		("doc.note.format(doc)", "cannot have this"),
		("f'{doc.note}'", "cannot have this"),
		("(x := 1)", "cannot have this"),
		("doc", "cannot have this"),
		("total > 1", "cannot have this"),
		("b'a'", "cannot have this"),
		("1j", "cannot have this"),
		("doc.get('total', 1, 2)", "cannot have this"),
		("int(*[1])", "cannot have this"),
		("doc.__class__", "no field __class__"),
		("doc['nosuch'] > 1", "no field nosuch"),
		("doc.get('nosuch')", "no field nosuch"),
		("doc.total > 'a'", "numbers with numbers"),
		("doc.total == 'a'", "numbers with numbers"),
		("doc.total > None", "numbers with numbers"),
		("doc.day > '2026-01-01'", "numbers with numbers"),
		("doc.note * 1000000000 == ''", "numbers with numbers"),
		("[0] * 1000000000", "numbers with numbers"),
		("(doc.note or 5) * 1000000000", "numbers with numbers"),
		("doc.total in ('a', 'b')", "numbers with numbers"),
		("doc.total in doc.note", "numbers with numbers"),
		("doc.note == 'a\uff07 or doc.submit() or \uff07'", "cannot have this"),
		("doc.total >", "cannot be read"),
		("1 < " * 300 + "2", "too long"),
	],
)
def test_what_does_more_or_never_works_is_refused_with_what_is_wrong(condition, says):
	with pytest.raises(InvalidInput, match=says):
		check_condition(condition, kind_of)


def test_the_longest_condition_is_checked():
	condition = "not " * (MAX_LENGTH // 4 - 1) + "1"
	check_condition(condition, kind_of)
