"""What becomes of the rows of a customers file: who is one person, who is there already, and what is asked."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some
from openpyxl import Workbook

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.imports.choices import Choices
from workshop_crm.core.imports.columns import map_columns
from workshop_crm.core.imports.doubles import APART, MERGE, Likely
from workshop_crm.core.imports.planning import Planned, plan_customers
from workshop_crm.core.imports.source import check_rows, open_source
from workshop_crm.core.imports.stored import CustomerFacts, Stored, StoredCar, StoredCustomer
from workshop_crm.core.names.plates import parse_plate
from workshop_crm.core.search.documents import CustomerDocument

PHONE, OTHER, THIRD = "+966551234567", "+966559876543", "+966112223333"


class Store:
	"""What is there, as a test says it; `likely` are found for every document."""

	def __init__(
		self, *customers: StoredCustomer, cars: dict | None = None, likely: Sequence[Likely] = ()
	) -> None:
		self._stored = Stored({one.id: one for one in customers}, cars or {})
		self._likely = likely

	def stored(self, rows, decisions) -> Stored:
		return self._stored

	def likely(self, document: CustomerDocument) -> Sequence[Likely]:
		return self._likely


def plan(text: str, store: Store | None = None, doubles: dict | None = None, others: str = APART) -> Planned:
	source = open_source(text.encode())
	columns = map_columns("customers", source.table.headings, ())
	checked = check_rows(
		source, Choices("customers", columns), "SA", date(2026, 11, 1), lambda done, total: None
	)
	assert checked.refused == []
	return plan_customers(
		store or Store(), checked.records, "SA", {}, doubles or {}, others, lambda done, total: None
	)


def people(planned: Planned) -> list[tuple[str, str, tuple[str, ...]]]:
	return [(one.facts.name, one.facts.phone, one.phones) for one in planned.plan.customers]


def plates(planned: Planned, handle: str) -> list[str]:
	return [car.plate.latin for car in planned.plan.cars.by_owner()[handle]]


def stored(name: str = "Reem Alward", **facts) -> StoredCustomer:
	values = {"name": name, "phone": PHONE, **facts}
	phones = values.pop("phones", ())
	return StoredCustomer("C-1", CustomerFacts(**values), phones)


class TestRowsOfOneCustomer:
	def test_with_an_id_they_are_one_with_both_cars(self):
		planned = plan("ID,Customer Name,Plate\nA,Reem,ABJ 1\nA,Reem,DRS 2\n")
		assert people(planned) == [("Reem", "", ())]
		assert plates(planned, "A") == ["ABJ 1", "DRS 2"]

	def test_without_an_id_name_and_number_say_it(self):
		planned = plan("Name,Tel,Plate\nReem,0551234567,ABJ 1\nSaad,0559876543,\nreem,055 123 4567,DRS 2\n")
		assert people(planned) == [("Reem", PHONE, ()), ("Saad", OTHER, ())]
		assert plates(planned, "#2") == ["ABJ 1", "DRS 2"]
		assert planned.plan.joined == 1

	def test_the_name_may_be_in_the_other_script_where_a_row_has_both(self):
		text = "Name,Arabic Name,Tel,Plate\nReem,ريم,0551234567,ABJ 1\n,ريم,0551234567,DRS 2\n"
		assert people(plan(text)) == [("Reem", PHONE, ())]

	def test_each_row_adds_what_it_knows(self):
		text = "ID,Name,Tel,Email,Notes\nA,Reem,0551234567,,one\nA,Reem,0559876543,r@example.com,two\n"
		(one,) = plan(text).plan.customers
		assert (one.facts.phone, one.phones, one.facts.email) == (PHONE, (OTHER,), "r@example.com")
		assert one.facts.notes == "<p>one</p><p>two</p>"

	def test_one_number_and_two_names_are_two_people(self):
		assert len(people(plan("Name,Tel\nReem,0551234567\nSaad,0551234567\n"))) == 2

	def test_one_name_and_no_number_are_two_people_until_somebody_says_otherwise(self):
		text = "Name,Plate\nReem Alward,ABJ 1\nReem Alward,DRS 2\n"
		assert len(people(plan(text))) == 2
		(double,) = plan(text, others="").doubles
		assert (double.line, double.candidates[0].handle, double.must_be_decided) == (3, "#2", True)
		merged = plan(text, doubles={3: "#2"})
		assert plates(merged, "#2") == ["ABJ 1", "DRS 2"]

	def test_a_row_that_says_the_same_again_adds_nobody(self):
		assert len(people(plan("Name,Email\nReem Alward,r@example.com\nReem Alward,r@example.com\n"))) == 1

	@pytest.mark.parametrize(
		("text", "field"),
		[
			("ID,Name\nA,Reem\nA,Saad\n", "id"),
			("ID,Name,Email\nA,Reem,a@example.com\nA,Reem,b@example.com\n", "email"),
			("ID,Name,Language\nA,Reem,ar\nA,Reem,en\n", "language"),
		],
	)
	def test_rows_that_contradict_each_other_are_refused(self, text, field):
		(refusal,) = plan(text).plan.refused
		assert (refusal.line, refusal.column) == (3, field)
		assert "ine 2" in str(refusal.reason)


class TestWhoIsThere:
	def test_the_same_file_again_changes_nothing(self):
		text = "Name,Tel,Tel,Notes\nReem Alward,0551234567,0559876543 home,note\n"
		(one,) = plan(text).plan.customers
		known = StoredCustomer("C-1", one.facts, one.phones)
		again = plan(text, Store(known))
		assert (again.plan.new, again.plan.changed, again.plan.unchanged) == ([], [], 1)

	def test_a_car_says_whose_row_it_is_where_the_name_fits(self):
		cars = {parse_plate("ABJ 1").key: StoredCar("VEH-1", "ABJ 1", "C-1", "")}
		planned = plan("Name,Tel,Plate\nReem Alward,0559876543,ABJ 1\n", Store(stored(), cars=cars))
		assert [one.id for one in planned.plan.changed] == ["C-1"]

	def test_the_same_file_after_a_join_changes_nothing(self):
		text = "Name,Tel,Plate\nReem Alward,0551234567,ABJ 1\nR. Al Ward,0551234567,DRS 2\n"
		(one,) = plan(text, doubles={3: "#2"}).plan.customers
		known = StoredCustomer("C-1", one.facts, one.phones)
		cars = {parse_plate(text).key: StoredCar(text, text, "C-1", "") for text in ("ABJ 1", "DRS 2")}
		again = plan(text, Store(known, cars=cars), others="")
		assert (again.doubles, again.plan.new, again.plan.changed, again.plan.refused) == ([], [], [], [])

	def test_people_of_one_name_that_were_kept_apart_are_known_again(self):
		text = "Name,Notes\nKhalid Omar,first\nKhalid Omar,second\n"
		known = [StoredCustomer(f"C-{one.line}", one.facts, one.phones) for one in plan(text).plan.customers]
		assert len(known) == 2
		for others in ("", APART):
			again = plan(text, Store(*known), others=others)
			assert (again.doubles, again.plan.new, again.plan.changed) == ([], [], [])

	def test_a_number_that_the_staff_changed_is_not_changed_back(self):
		known = stored(phone=OTHER, notes="<p>owes 500</p>")
		cars = {parse_plate("ABJ 1").key: StoredCar("VEH-1", "ABJ 1", "C-1", "")}
		text = "Name,Tel,Plate,Notes\nReem Alward,0551234567,ABJ 1,vip\n"
		(one,) = plan(text, Store(known, cars=cars)).plan.customers
		assert (one.id, one.facts.phone, one.phones) == ("C-1", OTHER, (PHONE,))
		assert one.facts.notes == "<p>owes 500</p><p>vip</p>"

	def test_an_id_with_a_new_number_keeps_the_old_one_beside_it(self):
		(one,) = plan("ID,Name,Tel\nC-1,Reem Alward,0559876543\n", Store(stored())).plan.changed
		assert (one.facts.phone, one.phones) == (OTHER, (PHONE,))

	def test_the_id_of_somebody_else_is_refused(self):
		planned = plan("ID,Name,Tel\nC-1,Huda Saleh,0559876543\n", Store(stored()))
		assert "Reem Alward" in str(planned.plan.refused[0].reason)

	@pytest.mark.parametrize("name", ["ريم الورد", "Reem Al-Ward", "Rim Alward"])
	def test_an_id_with_another_spelling_of_the_name_is_the_same_person(self, name):
		assert plan(f"ID,Name\nC-1,{name}\n", Store(stored())).plan.refused == []

	def test_a_car_and_a_number_under_another_name_are_asked_about(self):
		text = "Name,Tel,Plate\nAhmed Alghamdi,0551234567,ABJ 1\nNora Saleh,0551234567,ABJ 1\n"
		planned = plan(text, others="")
		(double,) = planned.doubles
		assert (double.line, double.must_be_decided, planned.plan.refused) == (3, True, [])
		assert "line 2" in str(plan(text, doubles={3: APART}).plan.refused[0].reason)
		(one,) = plan(text, doubles={3: "#2"}).plan.customers
		assert one.facts.notes == "<p>Nora Saleh</p>"

	def test_a_car_of_somebody_else_is_refused(self):
		cars = {parse_plate("ABJ 1").key: StoredCar("VEH-1", "ABJ 1", "C-1", "")}
		planned = plan("Name,Plate\nSaad,ABJ 1\n", Store(stored(), cars=cars))
		assert "C-1" in str(planned.plan.refused[0].reason)

	def test_a_car_that_nobody_has_is_given_to_its_row(self):
		cars = {parse_plate("ABJ 1").key: StoredCar("VEH-1", "ABJ 1", None, "")}
		planned = plan("Name,Plate\nSaad,ABJ 1\n", Store(cars=cars))
		assert [(car.vehicle, car.owner) for car in planned.plan.cars.changed.values()] == [("VEH-1", "#2")]

	def test_notes_of_the_staff_survive_a_remark_beside_a_number(self):
		known = stored(notes="<p>prefers mornings</p>")
		(one,) = plan("ID,Name,Tel\nC-1,Reem Alward,0551234567 home\n", Store(known)).plan.changed
		assert one.facts.notes == "<p>prefers mornings</p><p>home</p>"

	def test_a_row_joined_by_decision_takes_nothing_away(self):
		known = stored(email="old@example.com", notes="<p>old</p>")
		text = "Name,Arabic Name,Tel,Email,Plate\nR. Alward,ريم الورد,0559876543,new@example.com,ABJ 1\n"
		(one,) = plan(text, Store(known), {2: "C-1"}).plan.changed
		facts = one.facts
		assert (facts.name, facts.name_ar, facts.phone) == ("Reem Alward", "ريم الورد", PHONE)
		assert (one.phones, facts.email) == ((OTHER,), "old@example.com")
		assert facts.notes == "<p>old</p><p>R. Alward</p><p>new@example.com</p>"

	def test_decisions_may_name_rows_that_were_joined_themselves(self):
		text = "Name,Plate\nReem Alward,ABJ 1\nReem Alward,DRS 2\nReem Alward,XVZ 3\n"
		assert plates(plan(text, doubles={3: "#2", 4: "#3"}), "#2") == ["ABJ 1", "DRS 2", "XVZ 3"]

	def test_a_decision_for_a_row_below_is_refused_with_what_to_do(self):
		text = "Name,Plate\nReem Alward,ABJ 1\nReem Alward,DRS 2\n"
		assert "line 3" in str(plan(text, doubles={2: "#3", 3: APART}).plan.refused[0].reason)

	def test_a_decision_about_a_line_that_is_no_row_is_refused(self):
		with pytest.raises(InvalidInput, match="line 9"):
			plan("Name\nReem\n", doubles={9: APART})

	def test_a_decision_for_somebody_who_is_gone_is_refused(self):
		assert "not there" in str(plan("Name\nReem\n", doubles={2: "C-9"}).plan.refused[0].reason)


class TestDoubles:
	@pytest.mark.parametrize(
		("first", "second"),
		[
			("Zulfiqar Ali,0551234567", "ذو الفقار علي,0551234567"),
			("Mohammed Alharbi,", "محمد الحربي,0551234567"),
			("Vinodkumar Pillai,", "Vinod Kumar Pillai,0551234567"),
			("Reem Alward,0551234567", "Somebody Else,0551234567"),
		],
	)
	def test_within_a_file_they_are_asked(self, first, second):
		(double,) = plan(f"Name,Tel\n{first}\n{second}\n", others="").doubles
		assert (double.line, double.candidates[0].handle, double.must_be_decided) == (3, "#2", True)

	def test_two_people_of_one_name_with_numbers_of_their_own_are_shown_and_not_asked(self):
		(double,) = plan("Name,Tel\nReem Alward,0551234567\nReem Alward,0559876543\n", others="").doubles
		assert double.must_be_decided is False

	@pytest.mark.parametrize("name", ["Reem Alsadhan", "Saad Alward", "Noura Nasser Almutairi"])
	def test_other_names_are_no_doubles(self, name):
		assert plan(f"Name,Tel\nReem Alward,0551234567\n{name},0559876543\n", others="").doubles == []

	def test_those_that_are_stored_are_asked_about_first_by_number_then_by_name(self):
		found = [
			Likely("C-2", "Rim Alward", "", OTHER, "name"),
			Likely("C-3", "Reem Alward", "", OTHER, "name"),
			Likely("C-4", "Saad", "", PHONE, "phone"),
		]
		(double,) = plan("Name,Tel\nReem Alward,0551234567\n", Store(likely=found), others="").doubles
		assert [one.handle for one in double.candidates] == ["C-4", "C-3", "C-2"]

	def test_a_family_on_one_number_is_not_merged_with_all_others(self):
		text = "Name,Tel\nSaad Alharbi,0551234567\nNora Alharbi,0551234567\nSaad Al-Harbi,\n"
		planned = plan(text, others=MERGE)
		assert [double.line for double in planned.doubles if double.must_be_decided] == [3]
		assert planned.decisions == {4: "#2"}

	def test_all_others_may_be_merged_with_the_likeliest(self):
		found = [Likely("C-1", "Reem Alward", "", PHONE, "both")]
		planned = plan("Name,Tel\nRim Al Ward,0551234567\n", Store(stored(), likely=found), others=MERGE)
		assert (planned.doubles, planned.plan.new) == ([], [])
		assert planned.decisions == {2: "C-1"}


@pytest.mark.parametrize(
	("headings", "fields"),
	[
		(["Name", "Arabic Name"], {"name": 0, "name_ar": 1}),
		(["ID", "Name", "Arabic Name"], {"id": 0, "name": 1, "name_ar": 2}),
		(["First Name", "Last Name", "Tel"], {"first_name": 0, "last_name": 1, "phone": 2}),
		(["الاسم الأول", "اسم العائلة", "جوال"], {"first_name": 0, "last_name": 1, "phone": 2}),
		(["اسم الزبون", "رقم التلفون"], {"name": 0, "phone": 1}),
		(
			["Customer Name", "Mobile", "Tel", "Phone"],
			{"name": 0, "phone": 1, "other_phone": 2, "third_phone": 3},
		),
		(["Owner's name", "Mobile (WhatsApp)", "Plate of car"], {"name": 0, "phone": 1}),
		(["اسم صاحب السيارة", "جوال العميل"], {"phone": 1}),
		(["الاسم", "Name", "Mobile"], {"name": 1, "name_ar": 0, "phone": 2}),
		(["Customer ID", "Name", "Mobile"], {"id": 0, "name": 1, "phone": 2}),
		(["name", "customer_name", "mobile_no"], {"id": 0, "name": 1, "phone": 2}),
		(["Customer", "Phone"], {"name": 0, "phone": 1}),
		(["Customer", "Customer Name"], {"id": 0, "name": 1}),
		(["العميل", "نقال"], {"name": 0, "phone": 1}),
		(["كود العميل", "الاسم", "المحمول"], {"id": 0, "name": 1, "phone": 2}),
		(
			["Name", "Mobile1", "Mobile2", "Mobile3"],
			{"name": 0, "phone": 1, "other_phone": 2, "third_phone": 3},
		),
		(["Name", "Plate 1", "Plate 2"], {"name": 0, "plates": 1, "other_plate": 2}),
		(["Name", "Emergency phone", "My phone"], {"name": 0, "emergency_phone": 1, "phone": 2}),
	],
)
def test_columns_are_known_by_what_people_call_them(headings, fields):
	assert map_columns("customers", headings, ()) == fields


@pytest.mark.parametrize(
	("text", "plates_of_it"),
	[
		("Name,Emirate,Plate Code,Plate Number\nA,Dubai,A,12345\n", ["AE-DU:A12345"]),
		("الاسم,حروف اللوحة,ارقام اللوحة\nA,أ ب ح,1234\n", ["JBA1234"]),
		("Name,Plate 1,Plate 2\nA,ABJ 1,DRS 2\n", ["ABJ1", "DRS2"]),
	],
)
def test_a_plate_over_several_columns_is_put_together(text, plates_of_it):
	assert list(plan(text).plan.cars.new) == plates_of_it


def test_a_family_name_in_a_column_of_its_own_belongs_to_the_name():
	planned = plan("Name,Surname,Mobile\nAhmed,Ali,0551234567\nSaad Nasser,Nasser,0559876543\n")
	assert [name for name, _phone, _others in people(planned)] == ["Ahmed Ali", "Saad Nasser"]


def test_names_in_parts_are_one_name_in_their_script():
	planned = plan("First Name,Middle Name,Last Name\nReem,,Alward\nسعد,ناصر,القرني\n")
	first, second = (one.facts for one in planned.plan.customers)
	assert (first.name, first.name_ar, second.name_ar) == ("Reem Alward", "", "سعد ناصر القرني")


NUMBERS = some.sampled_from(["0551234567", "0559876543", "0112223333", ""])
NAMES = some.sampled_from(["Reem Alward", "Saad Nasser", "ريم الورد", "Majed"])
CARS = some.sampled_from(["ABJ 1", "DRS 2", "XVZ 3", ""])


@given(rows=some.lists(some.tuples(NAMES, NUMBERS, NUMBERS, CARS), max_size=12))
def test_no_number_and_no_car_is_lost_or_given_to_two(rows):
	book = Workbook()
	for row in [("Name", "Mobile", "Tel", "Plate"), *rows, ("End", "", "", "")]:
		book.active.append(row)
	file = io.BytesIO()
	book.save(file)
	source = open_source(file.getvalue())
	columns = map_columns("customers", source.table.headings, ())
	checked = check_rows(
		source, Choices("customers", columns), "SA", date(2026, 11, 1), lambda done, total: None
	)
	planned = plan_customers(Store(), checked.records, "SA", {}, {}, APART, lambda done, total: None)
	refused = {refusal.line for refusal in planned.plan.refused}
	taken = [row for row in checked.records if row.line not in refused]
	kept = [{one.facts.phone, *one.phones} - {""} for one in planned.plan.customers]
	for row in taken:
		assert any(set(row.phones) <= numbers for numbers in kept)
	cars = {car.plate.key for row in taken for car in row.cars}
	assert cars == planned.plan.cars.new.keys()
	assert sum(len(numbers) for numbers in kept) <= sum(len(row.phones) for row in taken)
