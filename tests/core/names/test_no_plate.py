import pytest

from workshop_crm.core.names.no_plate import is_no_plate

NONE_YET = [
	"",
	" - ",
	"—",
	"...",
	"0000",
	"N/A",
	"n.a.",
	"none",
	"NEW",
	"New car",
	"no plate",
	"No plate yet",
	"without plate",
	"W/O plate",
	"not registered",
	"export",
	"transit",
	"temporary",
	"under process",
	"XXX",
	"noplate",
	"without a plate",
	"temporary plate",
	"in transit",
	"not registered yet",
	"dealer plate",
	"لوحة مؤقتة",
	"لوحة تصدير",
	"لا لوحة",
	"لم يتم التسجيل",
	"لم تصدر اللوحة بعد",
	"سيارة بدون لوحات",
	"نقل ملكية",
	"بدون لوحة",
	"بدون لوحه",
	"بدون لوحات",
	"بلا لوحة",
	"بدون لوحة 2",
	"لا يوجد",
	"لا توجد لوحة",
	"جديدة",
	"جديد",
	"سيارة جديدة",
	"تحت الإجراء",
	"تحت التسجيل",
	"قيد الإصدار",
	"مؤقتة",
	"تصدير",
	"غير معروف",
	"بـــدون لوحة",
]


@pytest.mark.parametrize("text", NONE_YET)
def test_these_say_that_a_car_has_no_plate_yet(text):
	assert is_no_plate(text)


@pytest.mark.parametrize(
	"text",
	[
		"JBA 1234",
		"أ ب ح 1",
		"1/12345",
		"ABC",
		"????",
		"NEW 1234",
		"export 1234",
		"تصدير 1234",
		"NO 12",
		"plate no 12",
		"مؤقت 123",
		"0012",
	],
)
def test_a_plate_or_rubbish_does_not(text):
	assert not is_no_plate(text)
