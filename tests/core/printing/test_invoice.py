from dataclasses import replace
from datetime import date, datetime, timezone
from decimal import Decimal

from workshop_crm.core.loyalty.rules.awards import Award, AwardLine
from workshop_crm.core.loyalty.rules.reasons import FOR_AMOUNT
from workshop_crm.core.printing.facts import CarFact, InvoiceFacts, LineFact, PartyFact, PaymentFact, TaxFact
from workshop_crm.core.printing.invoice import InvoicePage, invoice_page
from workshop_crm.core.printing.saudi_tax import DeclaredTotals

TODAY = date(2026, 3, 20)
ARABIC = {
	"Invoice": "فاتورة",
	"Paid": "مدفوعة",
	"VAT": "ضريبة القيمة المضافة",
	"{number} km": "{number} كم",
	FOR_AMOUNT: "{points} عن {amount} من {rule}",
}
FACTS = InvoiceFacts(
	number="ACC-SINV-2026-00042",
	day=date(2026, 3, 10),
	state="Submitted",
	currency="SAR",
	decimals=2,
	seller=PartyFact("Al Noor", "ورشة النور", "300012345600003", ("Riyadh", "")),
	customer=PartyFact("Reem Alward", "ريم الورد", phone="+966551234567"),
	lines=(LineFact("Oil", "زيت", Decimal(2), Decimal(500), Decimal(1000), Decimal(150), Decimal(15)),),
	net_total=Decimal(1000),
	total=Decimal(1150),
	taxes=(TaxFact("VAT", Decimal(150), Decimal(15)),),
	car=CarFact("JBA 1234", "أ ب ح ١٢٣٤", "Toyota", "Camry", 2021, "1M8GDM9AXKP042788", 84500),
	service_type="Oil Change",
	service_type_ar="تغيير الزيت",
)


def page(language="en", **changes) -> InvoicePage:
	def translate(text, to):
		return ARABIC.get(text, text) if to == "ar" else text

	return invoice_page(replace(FACTS, **changes), language, translate, TODAY)


def sums(shown: InvoicePage) -> dict[str, str]:
	return {row.label.first.text: row.amount.text.replace("\u00a0", " ") for row in shown.sums}


def state(**changes) -> str:
	shown = page(**changes).state
	return shown.first.text if shown else ""


def paid(amount: int, due: date | None = None) -> PaymentFact:
	return PaymentFact(Decimal(amount), Decimal(1150 - amount), due)


def test_headings_are_in_both_languages_and_the_prints_own_comes_first():
	assert (page("ar").title.first.text, page("ar").title.second.text) == ("فاتورة", "Invoice")
	assert (page("en").title.first.text, page("en").title.second.text) == ("Invoice", "فاتورة")
	assert (page("ar").direction, page("en").direction) == ("rtl", "ltr")


def test_a_name_that_is_there_in_one_script_is_said_once():
	shown = page("ar", customer=PartyFact("Reem Alward")).customer.name
	assert (shown.first.text, shown.first.kind, shown.second) == ("Reem Alward", "en", None)


def test_numbers_follow_the_language_and_codes_do_not():
	arabic = page("ar")
	line, car = arabic.lines[0], {field.label.first.text: field.values[0] for field in arabic.car}
	assert (line.quantity.text, line.rate.text, line.tax.text, line.tax_rate.text) == (
		"٢",
		"٥٠٠٫٠٠",
		"١٥٠٫٠٠",
		"١٥٪",
	)
	assert (car["Odometer"].text, car["VIN"].kind) == ("٨٤٬٥٠٠ كم", "code")
	assert (arabic.number.kind, arabic.plate.arabic.kind, arabic.plate.latin.kind) == ("code", "ar", "code")
	assert sums(arabic)["ضريبة القيمة المضافة ١٥٪"] == "١٥٠٫٠٠ ر.س."


def test_what_is_missing_has_no_heading():
	bare = page(car=None, service_type="", service_type_ar="", customer=PartyFact("Reem"))
	assert (bare.plate, bare.car, bare.points, bare.customer.fields) == (None, (), (), ())


def test_without_payments_the_total_is_what_counts():
	shown = page()
	assert [row.label.first.text for row in shown.sums if row.is_final] == ["Total with tax"]
	assert state() == ""


def test_points_and_payments_lead_to_what_is_still_to_be_paid():
	shown = page(
		points_redeemed=40, paid_with_points=Decimal(10), payment=PaymentFact(Decimal(500), Decimal(640))
	)
	assert sums(shown)["Paid with points"] == "−SAR 10.00"
	assert sums(shown)["Amount paid"] == "−SAR 500.00"
	assert sums(shown)["To pay"] == "SAR 640.00"
	assert [field.values[0].text for field in shown.points] == ["40"]


def test_the_paper_says_what_is_left_of_the_points_and_what_the_reward_cost():
	shown = page(points_earned=12, points_for_reward=320, points_left=90)
	told = {field.label.first.text: field.values[0].text for field in shown.points}
	assert told == {"Points earned": "12", "Points for the reward": "320", "Points left": "90"}


def test_points_say_what_they_were_earned_for_in_the_language_of_the_print():
	lines = (
		AwardLine("r", "Amount", 30, "Oil service", "خدمة الزيت", Decimal("1150.00")),
		AwardLine("g", "Multiplier", 7, "Gold", "ذهبي", factor=Decimal("1.25")),
	)
	earned = {"points_earned": 37, "award": Award(Decimal(1150), lines)}
	english, arabic = page(**earned), page("ar", **earned)
	assert [piece.text for piece in english.points[1].values] == [
		"30 for 1,150.00 of Oil service",
		"7 more by x1.25 Gold",
	]
	assert arabic.points[1].values[0].text == "٣٠ عن ١٬١٥٠٫٠٠ من خدمة الزيت"


def test_the_state_of_payment_is_said():
	assert state(payment=paid(1150)) == "Paid"
	assert state(payment=paid(150)) == "Partly paid"
	assert state(payment=paid(0)) == "Unpaid"
	assert state(payment=paid(0, date(2026, 3, 19))) == "Overdue"
	assert state(payment=paid(0, TODAY)) == "Unpaid"
	assert state(payment=paid(1150), was_returned=True) == "Returned"


def test_a_credit_note_gives_back_positive_amounts_and_names_its_invoice():
	line = replace(FACTS.lines[0], quantity=Decimal(-2), amount=Decimal(-1000), tax=Decimal(-150))
	shown = page(
		is_return=True,
		return_against="ACC-SINV-2026-00040",
		lines=(line,),
		net_total=Decimal(-1000),
		total=Decimal(-1150),
		taxes=(TaxFact("VAT", Decimal(-150)),),
	)
	assert shown.title.first.text == "Credit note"
	assert "ACC-SINV-2026-00040" in [field.values[0].text for field in shown.details]
	assert (shown.lines[0].quantity.text, shown.lines[0].amount.text) == ("2", "1,000.00")
	assert sums(shown)["Total credited"] == "SAR 1,150.00"
	assert shown.state is None


def test_a_paper_that_is_not_valid_says_so_and_asks_for_no_money():
	cancelled = page(state="Cancelled", paid_with_points=Decimal(10))
	assert cancelled.stamp.first.text == "Cancelled: not valid"
	assert "To pay" not in sums(cancelled)
	assert page(state="Draft").stamp.first.text == "Draft: not valid"
	assert page().stamp is None


def test_a_discount_on_the_whole_invoice_stands_between_the_lines_and_the_total():
	shown = sums(page(net_total=Decimal(900), total=Decimal(1035)))
	assert (shown["Sum of the lines"], shown["Discount"]) == ("SAR 1,000.00", "−SAR 100.00")


def test_an_invoice_without_lines_has_its_totals_alone():
	assert "Discount" not in sums(page(lines=()))


def test_a_due_date_that_is_no_later_than_the_invoice_is_left_out():
	assert len(page(payment=paid(0, FACTS.day)).details) == 2
	assert len(page(payment=paid(0, date(2026, 4, 9))).details) == 3


SAUDI = {
	"issued": datetime(2026, 3, 10, 9, 5, tzinfo=timezone.utc),
	"declared": DeclaredTotals("SAR", Decimal(1000), Decimal(150)),
}


def test_a_registered_workshop_prints_a_simplified_tax_invoice_with_its_code_and_time():
	shown = page(**SAUDI)
	details = {field.label.first.text: field.values[0].text for field in shown.details}
	assert (shown.title.first.text, details["Time"]) == ("Simplified tax invoice", "09:05")
	assert shown.tax_code.picture.startswith("<svg")


def test_a_paper_that_is_no_saudi_tax_invoice_has_neither_the_title_nor_the_code():
	unregistered = PartyFact("Al Noor", tax_id="12345")
	dollars = DeclaredTotals("USD", Decimal(1000), Decimal(150))
	for changes in ({"region": "AE"}, {"seller": unregistered}, {"declared": None}):
		shown = page(**{**SAUDI, **changes})
		assert (shown.title.first.text, shown.tax_code) == ("Invoice", None), changes
	for changes in ({"state": "Draft"}, {"state": "Cancelled"}, {"issued": None}, {"declared": dollars}):
		assert page(**{**SAUDI, **changes}).tax_code is None, changes


def test_a_small_credit_note_belongs_to_the_kind_of_its_invoice():
	business = PartyFact("Al Noor Rentals", tax_id="300012345600003")
	note = {**SAUDI, "declared": DeclaredTotals("SAR", Decimal(-300), Decimal(-45)), "is_return": True}
	full = page(**note, customer=business, returned_net=Decimal(5000))
	small = page(**note, customer=business, returned_net=Decimal(900))
	assert full.title.first.text == "Credit note to a tax invoice"
	assert small.title.first.text == "Credit note to a simplified tax invoice"
