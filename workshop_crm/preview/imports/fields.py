"""The fields an import knows, and the headings under which files bring them.

Headings are compared folded: without case, accents, tashkeel and punctuation. They are ERPNext's labels and field names
in English and Arabic, and what people call these columns in sheets of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.names.fold import fold

CUSTOMERS = "customers"
INVOICES = "invoices"


@dataclass(frozen=True, slots=True)
class Field:
	"""`label` is shown where columns are mapped; the first heading that a file has wins."""

	name: str
	label: str
	headings: Sequence[str]


_CUSTOMER_FIELDS = (
	Field(
		"id",
		N_("Customer ID"),
		("ID", "name", "Customer ID", "Customer", "Code", "المعرف", "رقم العميل", "الرمز", "العميل"),
	),
	Field(
		"name",
		N_("Customer name"),
		(
			"Customer Name",
			"Full Name",
			"Name (English)",
			"Customer Name (English)",
			"English Name",
			"Name in English",
			"Client Name",
			"Client",
			"اسم العميل",
			"اسم الزبون",
			"الزبون",
			"الاسم",
			"الاسم الكامل",
			"الاسم بالإنجليزية",
			"الاسم الإنجليزي",
		),
	),
	Field(
		"name_ar",
		N_("Arabic name"),
		(
			"Customer Name (Arabic)",
			"customer_name_ar",
			"Arabic Name",
			"Customer Name in Arabic",
			"Name (Arabic)",
			"Name in Arabic",
			"اسم العميل بالعربية",
			"اسم العميل (عربي)",
			"اسم الزبون بالعربية",
			"الاسم العربي",
			"الاسم بالعربية",
		),
	),
	Field(
		"phone",
		N_("Mobile number"),
		(
			"Mobile No",
			"Mobile",
			"Mobile Number",
			"Phone",
			"Phone No",
			"Phone Number",
			"Contact Number",
			"Contact No",
			"Tel",
			"Tel No",
			"Telephone",
			"Telephone No",
			"Telephone Number",
			"Mob",
			"Mob No",
			"Cell Phone",
			"GSM",
			"WhatsApp",
			"رقم الجوال",
			"جوال",
			"موبايل",
			"هاتف",
			"رقم التلفون",
			"التلفون",
			"تلفون",
			"واتساب",
			"رقم الواتساب",
			"الجوال",
			"الموبايل",
			"رقم الموبايل",
			"رقم الهاتف",
			"الهاتف",
			"رقم الهاتف المحمول",
		),
	),
	Field(
		"email",
		N_("E-mail address"),
		(
			"Email Id",
			"Email",
			"Email Address",
			"E-mail",
			"البريد الإلكتروني",
			"الايميل",
			"عنوان البريد الإلكتروني",
			"معرف البريد الإلكتروني",
		),
	),
	Field(
		"language",
		N_("Language"),
		("Preferred Language", "Language", "Print Language", "اللغة المفضلة", "اللغة", "لغة الطباعة"),
	),
	Field("disabled", N_("Disabled"), ("Disabled", "معطل", "غير نشط")),
	Field(
		"plates",
		N_("Vehicle plates"),
		(
			"License Plate",
			"Plate",
			"Plates",
			"Plate No",
			"Plate Number",
			"Vehicle Plate",
			"Car Plate",
			"Car No",
			"Car Number",
			"Registration No",
			"Reg No",
			"Vehicle",
			"Vehicles",
			"Vehicle (Vehicle Ownership)",
			"Vehicle (Vehicles)",
			"رقم اللوحة",
			"اللوحة",
			"لوحة",
			"اللوحات",
			"رقم السيارة",
			"رقم المركبة",
			"لوحة السيارة",
			"لوحة المركبة",
			"المركبة",
			"السيارة",
		),
	),
	Field(
		"vins",
		N_("Chassis numbers (VIN)"),
		(
			"VIN",
			"VIN No",
			"VIN Number",
			"Vehicle Identification Number",
			"Chassis No",
			"Chassis Number",
			"Chassis",
			"رقم الهيكل",
			"رقم هيكل المركبة",
			"رقم الشاصي",
			"رقم الشاسيه",
			"الشاصي",
		),
	),
	Field(
		"emergency_contact",
		N_("Emergency contact: name"),
		(
			"Emergency Contact",
			"Emergency Contact Name",
			"Emergency Name",
			"Person to be Contacted",
			"جهة الاتصال في الطوارئ",
			"جهة الاتصال في حالات الطوارئ",
			"جهة اتصال الطوارئ",
			"اسم جهة اتصال الطوارئ",
		),
	),
	Field(
		"emergency_phone",
		N_("Emergency contact: phone"),
		(
			"Emergency Contact Phone",
			"Emergency Contact Number",
			"Emergency Contact No",
			"Emergency Phone",
			"Emergency Phone Number",
			"Emergency Number",
			"هاتف جهة الاتصال في الطوارئ",
			"هاتف جهة اتصال الطوارئ",
			"هاتف الطوارئ",
			"رقم الطوارئ",
			"جوال الطوارئ",
		),
	),
	Field(
		"preferences",
		N_("Service preferences"),
		("Service Preferences", "service_preferences", "تفضيلات الخدمة"),
	),
	Field(
		"notes",
		N_("Notes"),
		(
			"Customer Notes",
			"customer_notes",
			"Notes",
			"Note",
			"Remarks",
			"ملاحظات العميل",
			"ملاحظات",
			"الملاحظات",
		),
	),
)

_INVOICE_FIELDS = (
	Field(
		"id",
		N_("Invoice number"),
		(
			"ID",
			"name",
			"Invoice",
			"Invoice No",
			"Invoice Number",
			"Sales Invoice",
			"المعرف",
			"رقم الفاتورة",
			"الفاتورة",
			"فاتورة المبيعات",
		),
	),
	Field(
		"customer",
		N_("Customer ID"),
		("Customer", "Customer ID", "Customer Code", "العميل", "رقم العميل", "رمز العميل", "الزبون"),
	),
	Field("customer_name", N_("Customer name"), ("Customer Name", "اسم العميل", "اسم الزبون")),
	Field(
		"date",
		N_("Date"),
		(
			"Posting Date",
			"Date",
			"Invoice Date",
			"Transaction Date",
			"تاريخ القيد",
			"تاريخ النشر",
			"تاريخ الترحيل",
			"التاريخ",
			"تاريخ الفاتورة",
		),
	),
	Field("time", N_("Time"), ("Posting Time", "Time", "وقت القيد", "وقت النشر", "وقت الترحيل", "الوقت")),
	Field(
		"total",
		N_("Grand total"),
		(
			"Grand Total (Company Currency)",
			"base_grand_total",
			"Grand Total",
			"Rounded Total",
			"Total",
			"Total Amount",
			"Amount",
			"المجموع الإجمالي (عملة الشركة)",
			"المجموع الإجمالي",
			"الإجمالي",
			"المبلغ الإجمالي",
			"المجموع",
			"المبلغ",
		),
	),
	Field("status", N_("Status"), ("Status", "Document Status", "docstatus", "الحالة", "حالة المستند")),
	Field(
		"is_return",
		N_("Is a return"),
		("Is Return", "Is Return (Credit Note)", "مرتجع", "هو مرتجع", "هل هو مرتجع", "إشعار دائن"),
	),
	Field(
		"return_against",
		N_("Return of invoice"),
		("Return Against", "Return Against Sales Invoice", "مرتجع من", "إرجاع مقابل", "مرتجع الفاتورة"),
	),
	Field("service_type", N_("Service type"), ("Service Type", "Service", "نوع الخدمة", "الخدمة")),
	Field(
		"plate",
		N_("Vehicle plate"),
		(
			"Vehicle",
			"License Plate",
			"Plate",
			"Plate No",
			"Plate Number",
			"Vehicle Plate",
			"Car Plate",
			"Car No",
			"Car Number",
			"Registration No",
			"Reg No",
			"رقم اللوحة",
			"اللوحة",
			"لوحة السيارة",
			"لوحة المركبة",
			"المركبة",
			"السيارة",
		),
	),
	Field(
		"odometer",
		N_("Odometer"),
		("Odometer", "Odometer Reading", "Mileage", "KM", "عداد المسافة", "قراءة العداد", "العداد", "الممشى"),
	),
	Field("currency", N_("Currency"), ("Currency", "العملة")),
)

FIELDS: Mapping[str, Sequence[Field]] = {CUSTOMERS: _CUSTOMER_FIELDS, INVOICES: _INVOICE_FIELDS}
NEEDED: Mapping[str, Sequence[tuple[str, ...]]] = {
	CUSTOMERS: (("name", "name_ar"),),
	INVOICES: (("customer", "customer_name"), ("date",), ("total",)),
}

# ERPNext's field of the ID; in a sheet that has no other column for the name, the name.
_NAME_OR_ID = "name"

Columns = Mapping[str, int]
"""Field name -> place of its column, counted from 0."""


def is_known_heading(folded: str) -> bool:
	return folded in _ALL_HEADINGS


def suggest(kind: str, headings: Sequence[str]) -> dict[str, int]:
	"""The columns that a file of `kind` seems to bring."""
	places: dict[str, int] = {}
	for place, heading in enumerate(headings):
		places.setdefault(fold(heading), place)
	found: dict[str, int] = {}
	for field in FIELDS[kind]:
		column = next((places[fold(one)] for one in field.headings if fold(one) in places), None)
		if column is not None and column not in found.values():
			found[field.name] = column
	if kind == CUSTOMERS and "name" not in found and places.get(fold(_NAME_OR_ID), -1) == found.get("id"):
		found["name"] = found.pop("id")
	return found


def guess_kind(headings: Sequence[str]) -> str:
	"""A file with a date and a total holds invoices."""
	found = suggest(INVOICES, headings)
	return INVOICES if "date" in found and "total" in found else CUSTOMERS


def map_columns(kind: str, headings: Sequence[str], chosen: Sequence[str]) -> dict[str, int]:
	"""The suggestion, changed by texts as "Column=field"; "#3=field" is the third column, "Column=" leaves it out."""
	columns = suggest(kind, headings)
	for text in chosen:
		heading, _equals, name = text.rpartition("=")
		place = _column(headings, heading.strip())
		columns = {
			field: known for field, known in columns.items() if known != place and field != name.strip()
		}
		if name.strip():
			columns[_field_name(kind, name.strip())] = place
	return columns


def check_columns(kind: str, columns: Columns, width: int) -> None:
	"""Raises InvalidInput for a column that is not there, and when a field is missing that the import cannot do without."""
	known = {field.name: field.label for field in FIELDS[kind]}
	for name, place in columns.items():
		_field_name(kind, name)
		if not 0 <= place < width:
			raise InvalidInput(N_("The file has no column {column}."), column=place + 1)
	for alternatives in NEEDED[kind]:
		if not columns.keys() & set(alternatives):
			raise InvalidInput(
				N_('No column is chosen for "{field}". Choose one and try again.'),
				field=known[alternatives[0]],
			)


def _column(headings: Sequence[str], heading: str) -> int:
	folded = [fold(one) for one in headings]
	if heading.startswith("#") and heading[1:].isdigit() and 0 < int(heading[1:]) <= len(headings):
		return int(heading[1:]) - 1
	if fold(heading) in folded:
		return folded.index(fold(heading))
	raise InvalidInput(
		N_('The file has no column "{column}". It has: {columns}'),
		column=heading,
		columns=", ".join(headings),
	)


def _field_name(kind: str, name: str) -> str:
	names = [field.name for field in FIELDS[kind]]
	if name not in names:
		raise InvalidInput(
			N_("There is no field {field}. Choose one of: {fields}"), field=name, fields=", ".join(names)
		)
	return name


_ALL_HEADINGS = frozenset(
	fold(heading) for fields in FIELDS.values() for field in fields for heading in field.headings
)
