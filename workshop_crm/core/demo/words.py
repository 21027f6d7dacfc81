"""Word lists of the made-up workshop; people and companies are composed from them, none is real."""

from __future__ import annotations

from typing import NamedTuple


class Name(NamedTuple):
	"""A word in Arabic and its usual Latin spellings, as different customers write it."""

	arabic: str
	latin: tuple[str, ...]


MEN = (
	Name("محمد", ("Mohammed", "Muhammad", "Mohamed")),
	Name("أحمد", ("Ahmed", "Ahmad")),
	Name("عبدالله", ("Abdullah", "Abdulla")),
	Name("عبدالعزيز", ("Abdulaziz", "Abdul Aziz")),
	Name("عبدالرحمن", ("Abdulrahman", "Abdul Rahman")),
	Name("فيصل", ("Faisal", "Faysal")),
	Name("خالد", ("Khalid", "Khaled")),
	Name("سعود", ("Saud", "Saoud")),
	Name("تركي", ("Turki",)),
	Name("ناصر", ("Nasser", "Nasir")),
	Name("فهد", ("Fahad", "Fahd")),
	Name("سلطان", ("Sultan",)),
	Name("بندر", ("Bandar",)),
	Name("ماجد", ("Majed", "Majid")),
	Name("يوسف", ("Yousef", "Yusuf")),
	Name("إبراهيم", ("Ibrahim", "Ebrahim")),
	Name("عمر", ("Omar", "Umar")),
	Name("علي", ("Ali",)),
	Name("حسن", ("Hassan", "Hasan")),
	Name("سلمان", ("Salman",)),
	Name("منصور", ("Mansour", "Mansoor")),
	Name("وليد", ("Waleed", "Walid")),
	Name("راكان", ("Rakan",)),
	Name("نواف", ("Nawaf",)),
	Name("حمد", ("Hamad",)),
	Name("جاسم", ("Jassim", "Jasem")),
	Name("راشد", ("Rashid", "Rashed")),
	Name("سيف", ("Saif",)),
	Name("طلال", ("Talal",)),
	Name("بدر", ("Badr", "Bader")),
	Name("زياد", ("Ziyad", "Ziad")),
	Name("صالح", ("Saleh", "Salih")),
)
WOMEN = (
	Name("فاطمة", ("Fatimah", "Fatima")),
	Name("نورة", ("Noura", "Norah")),
	Name("سارة", ("Sarah", "Sara")),
	Name("مها", ("Maha",)),
	Name("ريم", ("Reem", "Rim")),
	Name("حصة", ("Hessa", "Hissah")),
	Name("لطيفة", ("Latifa", "Lateefah")),
	Name("عائشة", ("Aisha", "Aysha")),
	Name("مريم", ("Maryam", "Mariam")),
	Name("لمى", ("Lama",)),
	Name("هدى", ("Huda", "Hoda")),
	Name("أمل", ("Amal",)),
	Name("دانة", ("Dana", "Danah")),
	Name("عبير", ("Abeer",)),
	Name("منيرة", ("Munira", "Moneera")),
	Name("شيخة", ("Shaikha", "Sheikha")),
)
FAMILIES = (
	Name("البستاني", ("Al-Bustani",)),
	Name("الحداد", ("Al-Haddad",)),
	Name("النجار", ("Al-Najjar",)),
	Name("الصائغ", ("Al-Sayegh", "Al-Saigh")),
	Name("الخياط", ("Al-Khayyat",)),
	Name("الغواص", ("Al-Ghawwas",)),
	Name("البحار", ("Al-Bahhar",)),
	Name("القبطان", ("Al-Qubtan",)),
	Name("الرمال", ("Al-Rimal",)),
	Name("السدراوي", ("Al-Sidrawi",)),
	Name("النخيلي", ("Al-Nakhili",)),
	Name("الوادي", ("Al-Wadi",)),
	Name("الواحة", ("Al-Waha",)),
	Name("الشمري", ("Al-Shammari", "Alshamari")),
	Name("العتيبي", ("Al-Otaibi", "Alotaibi")),
	Name("الحربي", ("Al-Harbi", "Alharbi")),
	Name("القحطاني", ("Al-Qahtani", "Alqahtani")),
	Name("الغامدي", ("Al-Ghamdi", "Alghamdi")),
	Name("الزهراني", ("Al-Zahrani", "Alzahrani")),
	Name("الدوسري", ("Al-Dossari", "Aldosari")),
	Name("المطيري", ("Al-Mutairi", "Almutairi")),
	Name("العنزي", ("Al-Anazi", "Alenezi")),
	Name("الشهري", ("Al-Shehri", "Alshehri")),
	Name("البلوشي", ("Al-Balushi", "Al Balushi")),
	Name("الكندي", ("Al-Kindi", "Al Kindi")),
	Name("المنصوري", ("Al-Mansoori", "Al Mansouri")),
	Name("الهاشمي", ("Al-Hashimi", "Al Hashmi")),
	Name("الأنصاري", ("Al-Ansari",)),
)
COMPANY_NAMES = (
	Name("نخيل الخليج", ("Nakheel Al-Khaleej",)),
	Name("واحة الصحراء", ("Desert Oasis",)),
	Name("درب القوافل", ("Darb Al-Qawafil",)),
	Name("نجمة الشاطئ", ("Shore Star",)),
	Name("لؤلؤة الساحل", ("Coast Pearl",)),
	Name("صقر البادية", ("Badia Falcon",)),
	Name("أفق الرمال", ("Sands Horizon",)),
	Name("ريح الشمال", ("North Wind",)),
	Name("سفينة البر", ("Land Ship",)),
	Name("قمة طويق", ("Tuwaiq Summit",)),
	Name("برق المدينة", ("City Lightning",)),
	Name("ظل السدرة", ("Sidra Shade",)),
)
COMPANY_TRADES = (
	Name("للنقل", ("Transport",)),
	Name("للمقاولات", ("Contracting",)),
	Name("للتجارة", ("Trading",)),
	Name("لتأجير السيارات", ("Car Rental",)),
	Name("للتوصيل السريع", ("Express Delivery",)),
	Name("للصيانة", ("Maintenance",)),
	Name("للضيافة", ("Hospitality",)),
)
COMPANY_FORMS = (Name("مؤسسة", ("Est.",)), Name("شركة", ("Co.",)))
CONSENT_SOURCES = ("Reception form", "Phone call", "Website")

GOOD_COMMENTS = {
	"en": (
		"Fast and clean work, thank you.",
		"They explained every part before changing it.",
		"Fair price and ready on time.",
		"The waiting room is comfortable and the staff are polite.",
		"",
		"",
		"",
	),
	"ar": (
		"عمل سريع ونظيف، شكرًا لكم.",
		"شرحوا لي كل قطعة قبل تغييرها.",
		"السعر مناسب والتسليم في الموعد.",
		"صالة الانتظار مريحة والتعامل راقٍ.",
		"",
		"",
		"",
	),
}
POOR_COMMENTS = {
	"en": (
		"I waited two hours past the promised time.",
		"The noise came back after three days.",
		"The price was higher than the quote.",
		"Nobody called me when the car was ready.",
	),
	"ar": (
		"انتظرت ساعتين بعد الموعد المحدد.",
		"رجع الصوت بعد ثلاثة أيام.",
		"السعر أعلى من عرض السعر.",
		"لم يتصل بي أحد عندما أصبحت السيارة جاهزة.",
	),
}

OILS = (
	"Mobil 1 5W-30",
	"Castrol Edge 5W-30",
	"Shell Helix Ultra 0W-20",
	"Petromin 10W-40",
	"Total Quartz 5W-40",
)
ADVISERS = ("Salem", "Yasser", "Mariam")
REMARKS = {
	"en": (
		"Please keep the seat covers on.",
		"Child seat in the back, leave it in.",
		"Check the tyre pressure too.",
	),
	"ar": ("يرجى إبقاء أغطية المقاعد.", "في الخلف مقعد طفل، لا يُزال.", "افحصوا ضغط الإطارات أيضًا."),
}
NOTES = {
	"en": (
		"Long-standing customer, prefers to speak with the head mechanic.",
		"Drives to Riyadh every week; wants a written estimate before each job.",
		"Two drivers share the car. Ask who is calling.",
		"Asked for an invoice with the company's name.\n\nPays by bank transfer.",
	),
	"ar": (
		"عميل قديم، يفضل الحديث مع رئيس الفنيين.",
		"يسافر إلى الرياض كل أسبوع، ويطلب تسعيرة مكتوبة قبل كل عمل.",
		"يقود السيارة شخصان، فاسألوا عن اسم المتصل.",
		"طلب فاتورة باسم الشركة.\n\nيدفع بالتحويل البنكي.",
	),
}
INCOMING_CALLS = {
	"en": (
		"Asked when the car will be ready.",
		"Asked for the price of new tyres.",
		"Wanted an appointment next week.",
	),
	"ar": ("سأل عن موعد تسليم السيارة.", "سأل عن سعر الإطارات الجديدة.", "طلب موعدًا الأسبوع القادم."),
}
OUTGOING_CALLS = {
	"en": (
		"Told the customer that the car is ready.",
		"Agreed on the extra work by phone.",
		"No answer, will try again.",
	),
	"ar": (
		"أبلغنا العميل بأن السيارة جاهزة.",
		"وافق العميل على العمل الإضافي هاتفيًا.",
		"لم يرد، سنعاود الاتصال.",
	),
}
DESK_VISITS = {
	"en": ("Came in to look at the replaced parts.", "Stopped by to ask about a noise; no work needed."),
	"ar": ("حضر لمعاينة القطع المستبدلة.", "مرّ يسأل عن صوت في السيارة، ولم يلزم إصلاح."),
}
STAFF_NOTES = {
	"en": ("Spare key is in drawer 4.", "Front tyres are near their limit; remind at the next visit."),
	"ar": ("المفتاح الاحتياطي في الدرج 4.", "الإطارات الأمامية قريبة من نهايتها، ذكّروه في الزيارة القادمة."),
}
