"""Cars as ERPNext's Vehicle form, invoices, renames and imports save them; only a site has these."""

from __future__ import annotations

import json
from unittest.mock import patch

import frappe
from frappe.desk.form.save import savedocs
from frappe.model.document import Document
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, getdate

from workshop_crm.api import vehicles
from workshop_crm.core.names.cars import MAKES
from workshop_crm.patches.v0_5 import plates_have_an_origin
from workshop_crm.services.platform import settings
from workshop_crm.services.profile import newcomer
from workshop_crm.services.profile.customer_profile import get_profile
from workshop_crm.services.profile.remarks import of_vehicle as of_vehicle_form
from workshop_crm.services.profile.vehicle_history import of_vehicle
from workshop_crm.services.vehicles.vehicle_record import add_vehicle, save_vehicle
from workshop_crm.tests.records import make_car, make_customer, make_invoice, phone, plate, unique, vin
from workshop_crm.tests.refusals import assert_refused


def saudi(letters: str) -> str:
	"""A plate with these letters that no car has."""
	while True:
		digits = str(1000 + int(frappe.generate_hash(length=8), 16) % 9000)
		if not frappe.db.exists("Vehicle", {"plate_key": f"{letters}{digits}"}):
			return digits


def changed(car: Document, **values: object) -> Document:
	"""The car saved again as the form does it."""
	record = frappe.get_doc("Vehicle", car.name)
	record.update(values)
	return record.save()


class TestNames(FrappeTestCase):
	def test_the_vehicle_form_keeps_a_make_and_a_model_as_the_cars_that_are_there_have_them(self):
		make_car(make="Hongqi", model="H5")
		car = make_car(make="هونشي", model="إتش ٥")
		self.assertEqual((car.make, car.model), ("Hongqi", "H5"))
		self.assertEqual(changed(car, make="Zenvo", model="ST1").make, "Zenvo")

	def test_a_make_that_was_written_otherwise_before_stays_until_it_is_changed(self):
		make_car(make="Jaecoo")
		car = make_car()
		frappe.db.set_value("Vehicle", car.name, "make", "جايكو")
		self.assertEqual(changed(car, color="Red").make, "جايكو")

	def test_a_known_make_gets_its_standard_spelling_where_all_cars_have_another(self):
		make = next(one for one in MAKES if not frappe.db.exists("Vehicle", {"make": ("in", one.spellings)}))
		model = make.models[0]
		cars = [make_car(make=make.name, model=model.name) for _car in range(2)]
		for car in cars:
			frappe.db.set_value("Vehicle", car.name, {"make": make.name.upper(), "model": model.name.upper()})
		saved = changed(cars[0], make=make.name, model=model.name)
		self.assertEqual((saved.make, saved.model), (make.name, model.name))

	def test_a_cars_own_spelling_does_not_keep_it_from_being_corrected(self):
		make = unique("qvbr").replace(" ", "")
		car = make_car(make=make.upper(), model="ALPHA")
		saved = changed(car, make=make, model="Alpha")
		self.assertEqual((saved.make, saved.model), (make, "Alpha"))


class TestPlates(FrappeTestCase):
	def test_a_plate_that_is_none_or_of_another_car_is_refused_in_the_form(self):
		first, second = make_car(), make_car()
		assert_refused(lambda: make_car(license_plate="!!!"), "plate")
		assert_refused(lambda: make_car(license_plate="ABح 1234"), "one script")
		taken = first.license_plate.lower()
		for action in (
			lambda: make_car(license_plate=taken),
			lambda: changed(second, license_plate=taken),
			lambda: frappe.rename_doc("Vehicle", second.name, taken),
		):
			assert_refused(action, first.name, exc=frappe.DuplicateEntryError)

	def test_a_car_that_a_new_customer_takes_over_stays_that_car_under_a_new_plate(self):
		number, new, owner = vin(), plate(), make_customer().name
		old = add_vehicle(owner, {"plate": plate(), "vin": number, "make": "Kia"})
		form = {"plate": new, "vin": number, "take_over": old}
		customer, car = newcomer.save({"name": "Huda Alnasser", "phone": phone()}, None, form)
		self.assertFalse(frappe.db.exists("Vehicle", old))
		kept = frappe.get_doc("Vehicle", car)
		self.assertEqual((kept.plate_latin, kept.make, kept.customer), (new, "Kia", customer))
		(row,) = frappe.get_all("Customer Vehicle", {"vehicle": car, "is_current": 1}, ["parent"])
		self.assertEqual(row.parent, customer)

	def test_a_new_plate_in_the_form_renames_the_car_and_everything_follows(self):
		customer, digits = make_customer().name, saudi("RDJ")
		old = add_vehicle(customer, {"plate": plate(), "make": "Kia", "model": "Rio"})
		invoice = make_invoice(customer, 100, vehicle=old, odometer=50)
		record = frappe.get_doc("Vehicle", old).as_dict(convert_dates_to_str=True)
		record.update({"license_plate": f"حدر{digits}", "color": "Red"})
		savedocs(json.dumps(record, default=str), "Save")
		shown = frappe.response.docs[-1]
		new = f"RDJ {digits}"
		self.assertEqual((shown["name"], shown["localname"]), (new, old))
		car = frappe.get_doc("Vehicle", new)
		self.assertEqual((car.license_plate, car.plate_key, car.color), (new, f"RDJ{digits}", "Red"))
		self.assertFalse(frappe.db.exists("Vehicle", old))
		self.assertEqual(frappe.db.get_value("Sales Invoice", invoice.name, "vehicle"), new)
		self.assertEqual([row["vehicle"] for row in get_profile(customer)["vehicles"]], [new])

	def test_a_car_that_is_renamed_has_the_plate_of_its_name(self):
		digits = saudi("RDJ")
		new = frappe.rename_doc("Vehicle", make_car().name, f"حدر {digits}")
		car = frappe.get_doc("Vehicle", new)
		self.assertEqual((new, car.license_plate, car.plate_latin), (f"RDJ {digits}",) * 3)
		self.assertTrue(car.plate_ar.startswith("ح د ر"))

	def test_an_old_plate_that_cannot_be_read_does_not_block_the_form(self):
		car = make_car()
		frappe.db.set_value("Vehicle", car.name, {"license_plate": "!!!", "name": "!!!"})
		record = frappe.get_doc("Vehicle", "!!!")
		record.color = "Red"
		record.save()
		self.assertEqual(save_vehicle("!!!", {"model": "Sportage"}), "!!!")

	def test_the_update_reads_every_plate_anew_and_leaves_what_it_cannot_read(self):
		digits = saudi("RDJ")
		car, odd = make_car(license_plate=f"RDJ {digits}"), make_car()
		frappe.db.set_value("Vehicle", car.name, {"plate_ar": "ر د ح", "plate_key": "?"})
		frappe.db.set_value("Vehicle", odd.name, {"license_plate": "???", "plate_key": "kept"})
		plates_have_an_origin.execute()
		self.assertEqual(frappe.db.get_value("Vehicle", car.name, "plate_key"), f"RDJ{digits}")
		self.assertTrue(frappe.db.get_value("Vehicle", car.name, "plate_ar").startswith("ح د ر"))
		self.assertEqual(frappe.db.get_value("Vehicle", odd.name, "plate_key"), "kept")

	def test_the_update_leaves_cars_of_one_plate_as_they_are_and_tells_them(self):
		digits = f"3 {saudi('SHJ')}0"
		car, other = make_car(license_plate=f"SHJ {digits}"), make_car()
		before = {
			"license_plate": f"SHARJAH {digits}",
			"plate_latin": f"SHARJAH {digits}",
			"plate_key": "SHARJAH",
		}
		frappe.db.set_value("Vehicle", other.name, {**before})
		plates_have_an_origin.execute()
		self.assertEqual(frappe.db.get_value("Vehicle", other.name, list(before), as_dict=True), before)
		self.assertEqual(frappe.db.get_value("Vehicle", car.name, "plate_origin"), "AE-SH")
		told = frappe.get_last_doc("Error Log", {"method": "Vehicles with the same plate"})
		self.assertIn(car.name, told.error)
		self.assertIn(other.name, told.error)

	def test_a_plate_of_another_country_stays_one(self):
		digits = saudi("SHJ")
		saudi_one, foreign = (
			make_car(license_plate=f"SHJ {digits}"),
			make_car(license_plate=f"Sharjah {digits}"),
		)
		self.assertEqual((saudi_one.plate_origin, foreign.plate_origin), ("SA", "AE-SH"))
		self.assertEqual((saudi_one.name, foreign.name), (f"SHJ {digits}", f"SHARJAH {digits}"))
		self.assertEqual(frappe.get_doc("Vehicle", foreign.name).save().plate_origin, "AE-SH")

	def test_the_region_decides_what_neither_words_nor_form_say(self):
		digits = saudi("A")
		with patch.object(settings, "region", return_value="AE"):
			here, abroad = make_car(license_plate=f"A {digits}"), make_car(license_plate=f"أ {digits}")
			self.assertEqual((here.plate_origin, abroad.plate_origin), ("AE", "SA"))
			self.assertEqual((here.name, abroad.name), (f"A {digits}", f"KSA A {digits}"))
			self.assertEqual(abroad.plate_key, f"A{digits}")

	def test_a_car_without_a_plate_has_its_chassis_number_for_a_name_until_it_gets_one(self):
		number, digits = vin(), saudi("RDJ")
		car = make_car(license_plate="بدون لوحة", chassis_no=number.lower())
		self.assertEqual((car.name, car.license_plate, car.chassis_no), (number,) * 3)
		self.assertEqual((car.plate_latin, car.plate_key), ("", ""))
		self.assertEqual(changed(car, color="Red").name, number)
		self.assertIn("no plate yet", of_vehicle_form(frappe.get_doc("Vehicle", number))[0]["text"])
		corrected = changed(car, chassis_no=(another := vin()))
		self.assertEqual((corrected.name, corrected.license_plate), (another, another))
		with_plate = changed(corrected, license_plate=f"حدر {digits}")
		self.assertEqual((with_plate.name, with_plate.chassis_no), (f"RDJ {digits}", another))
		self.assertEqual(with_plate.plate_key, f"RDJ{digits}")
		self.assertEqual(with_plate.color, "Red")
		self.assertEqual(of_vehicle_form(with_plate), [])

	def test_a_car_with_an_older_chassis_number_may_wait_for_its_plate_too(self):
		number = f"SE3P-{frappe.generate_hash(length=8).upper()}"
		car = make_car(license_plate="NEW", chassis_no=number)
		self.assertEqual((car.name, car.plate_key), (number, ""))
		self.assertEqual(changed(car, color="Red").plate_key, "")
		assert_refused(
			lambda: make_car(license_plate="NEW", chassis_no=number), number, exc=frappe.DuplicateEntryError
		)

	def test_a_car_that_waits_for_its_plate_gets_it_by_a_new_name(self):
		car, digits = make_car(license_plate="NEW", chassis_no=vin()), saudi("RDJ")
		named = frappe.rename_doc("Vehicle", car.name, f"حدر {digits}")
		found = frappe.get_doc("Vehicle", named)
		self.assertEqual(
			(named, found.plate_key, found.license_plate), (f"RDJ {digits}", f"RDJ{digits}", named)
		)

	def test_neither_a_plate_nor_a_chassis_number_is_refused_in_the_form(self):
		for typed in ("بدون لوحة", "N/A", "RDJ"):
			assert_refused(lambda typed=typed: make_car(license_plate=typed), "chassis number")


class TestVins(FrappeTestCase):
	def test_a_right_number_needs_no_reason_and_keeps_none(self):
		car = make_car(chassis_no=vin(), vin_reason="Not needed")
		self.assertFalse(car.vin_reason)

	def test_two_cars_cannot_have_one_number(self):
		number = vin()
		first, second = make_car(chassis_no=number), make_car()
		for action in (
			lambda: make_car(chassis_no=number.lower()),
			lambda: changed(second, chassis_no=f"{number[:5]} {number[5:]}"),
			lambda: vehicles.save_vehicle(vehicle=second.name, values={"vin": number}),
		):
			assert_refused(action, number, first.name, exc=frappe.DuplicateEntryError)

	def test_an_old_number_that_is_wrong_does_not_block_the_form(self):
		car = make_car()
		car.db_set("chassis_no", "QQQ")
		self.assertEqual(changed(car, color="Red").chassis_no, "QQQ")
		save_vehicle(car.name, {"model": "Sportage"})
		self.assertEqual(
			frappe.db.get_value("Vehicle", car.name, ["chassis_no", "model"]), ("QQQ", "Sportage")
		)


class TestOdometer(FrappeTestCase):
	def test_it_runs_backwards_only_with_a_reason_which_stays_beside_the_car(self):
		car = make_car(last_odometer=50_000)
		assert_refused(lambda: changed(car, last_odometer=49_000), "50000", "49000")
		saved = changed(car, last_odometer=49_000, odometer_reason="The <b>cluster</b> was replaced")
		self.assertEqual(saved.last_odometer, 49_000)
		(comment,) = comments(car)
		for part in ("50000", "49000", "&lt;b&gt;cluster"):
			self.assertIn(part, comment)

	def test_a_reason_serves_once(self):
		car = make_car(last_odometer=50_000)
		changed(car, last_odometer=49_000, odometer_reason="The cluster was replaced")
		assert_refused(lambda: changed(car, last_odometer=48_000), "49000")

	def test_a_higher_reading_needs_no_reason_and_leaves_no_comment(self):
		car = make_car(last_odometer=50_000)
		self.assertEqual(changed(car, last_odometer=50_500, odometer_reason="None").last_odometer, 50_500)
		self.assertEqual(comments(car), [])

	def test_a_visit_with_somebody_elses_car_or_a_lower_reading_is_refused(self):
		owner, other = make_customer().name, make_customer().name
		name = add_vehicle(owner, {"plate": plate(), "odometer": 5000})
		assert_refused(lambda: make_invoice(other, 100, vehicle=name), name)
		assert_refused(lambda: make_invoice(owner, 100, vehicle=name, odometer=4000), "5000", "4000")
		make_invoice(owner, 100, vehicle=name, odometer=6000)
		self.assertEqual(frappe.db.get_value("Vehicle", name, "last_odometer"), 6000)

	def test_a_visit_corrects_the_reading_with_a_reason(self):
		owner = make_customer().name
		car = make_car(owner, last_odometer=60_000)
		make_invoice(
			owner, 100, vehicle=car.name, odometer=6_100, odometer_reason="Typed with a zero too many"
		)
		self.assertEqual(frappe.db.get_value("Vehicle", car.name, "last_odometer"), 6_100)
		self.assertEqual(len(comments(car)), 1)

	def test_a_visit_entered_late_is_compared_with_the_one_before_it(self):
		owner = make_customer().name
		car = make_car(owner, last_odometer=1000)
		visit(owner, car, days_ago=40, odometer=2000)
		visit(owner, car, days_ago=0, odometer=5000)
		assert_refused(lambda: visit(owner, car, days_ago=10, odometer=1500), "2000", "1500")
		visit(owner, car, days_ago=10, odometer=3000)
		self.assertEqual(frappe.db.get_value("Vehicle", car.name, "last_odometer"), 5000)
		self.assertEqual(comments(car), [])

	def test_an_old_reading_that_no_odometer_shows_does_not_block_the_form(self):
		car = make_car()
		car.db_set("last_odometer", 123_456_789)
		self.assertEqual(changed(car, color="Red").last_odometer, 123_456_789)

	def test_a_reading_that_no_odometer_shows_is_refused(self):
		for reading in ("far", "-5", "123456789012"):
			assert_refused(lambda reading=reading: make_car(last_odometer=reading), reading)


class TestRename(FrappeTestCase):
	def test_two_records_of_one_car_become_one_with_one_owner(self):
		first, second = make_customer().name, make_customer().name
		kept, double = make_car(first), make_car(second)
		make_invoice(second, 100, vehicle=double.name, odometer=2000)
		frappe.rename_doc("Vehicle", double.name, kept.name, merge=True)
		owners = of_vehicle(kept.name, 20, 0)["owners"]
		self.assertEqual(
			{owner["customer"]: owner["is_current"] for owner in owners}, {first: True, second: False}
		)
		self.assertEqual(len(of_vehicle(kept.name, 20, 0)["visits"]), 1)


class TestImport(FrappeTestCase):
	def test_the_rules_hold_in_an_import(self):
		with patch.dict(frappe.flags, {"in_import": True}):
			number = vin()
			make_car(chassis_no=number)
			assert_refused(lambda: make_car(chassis_no=number), number, exc=frappe.DuplicateEntryError)
			assert_refused(lambda: make_customer(service_preferences="{"), "preferences")


def comments(car: Document) -> list[str]:
	about = {"reference_doctype": "Vehicle", "reference_name": car.name, "comment_type": "Comment"}
	return frappe.get_all("Comment", about, pluck="content")


def visit(customer: str, car: Document, days_ago: int, odometer: int, **values: object) -> Document:
	on = add_days(getdate(), -days_ago)
	return make_invoice(
		customer,
		100,
		vehicle=car.name,
		odometer=odometer,
		set_posting_time=1,
		posting_date=on,
		due_date=on,
		company=settings.company(),
		**values,
	)
