"""A person is greeted by the first name, a company by its whole name."""

import pytest

from workshop_crm.core.names.first_name import greeted_name


@pytest.mark.parametrize(
	("name", "greeted"),
	[
		("Reem Al-Harbi", "Reem"),
		("عبد الله السالم", "عبد الله"),
		("أبو عبد الله الحربي", "أبو عبد الله"),
		("Abdul Rahman Saleh", "Abdul Rahman"),
		("Dr. Ahmad Ali", "Dr. Ahmad"),
		("عبد", "عبد"),
		("", ""),
		("شركة الخليج للنقل", "شركة الخليج للنقل"),
		("Gulf Transport  Company", "Gulf Transport Company"),
	],
)
def test_a_name_is_cut_where_a_person_would_cut_it(name, greeted):
	assert greeted_name(name) == greeted


def test_a_customer_who_is_known_to_be_a_company_keeps_the_whole_name():
	assert greeted_name("Nour Al Sharq", company=True) == "Nour Al Sharq"
