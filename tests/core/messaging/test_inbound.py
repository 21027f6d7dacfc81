"""What customers write back, as they write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.messaging.inbound import MAX_READ, Reading, read

OPT_OUTS = """
STOP|stop|Stop.|STOP!|"stop"|stop please|Please stop|please stop, thank you|STOPALL|unsubscribe|UNSUBSCRIBE ME|opt-out
Opt Out|cancel|END|Quit|remove me please|Don't send|don’t send|no more messages|stop sending me messages pls|Stop promotions
إيقاف|ايقاف|إيقـــاف|إِيقَاف|الغاء|إلغاء|الغاء الاشتراك|إلغاء الاشتراك من فضلك|توقف|توقفوا|أوقفوا الرسائل|وقفوا الرسائل لو سمحتم
STOP STOP|stop stop stop|Stop all messages|stop sending me texts|please stop texting me|unsubscribe from all|S T O P|🛑|🛑🛑|⛔️
don't text me|I do not want any more messages from you|do not contact me again|no more texts please|Stop these marketing messages
لا ترسلوا لي رسائل|لا تراسلوني|لا تزعجوني|وقفوا الإزعاج|الغاء اشتراك|لا أريد استقبال رسائل|لا أريد استلام أي رسائل منكم|كفاية رسائل
رجاءً أوقف الرسائل|لا ترسلوا|لا أريد رسائل منكم|ما أبغى رسائل|ما ابي رسائل شكرا|السلام عليكم إيقاف الرسائل|ستوب|الغي الاشتراك|لو سمحت وقف
"""
OPT_INS = """
START|start please|Subscribe|UNSTOP|opt in|resume
اشتراك|اشترك|إعادة الاشتراك|تفعيل الرسائل لو سمحتم|أريد الاشتراك|استئناف|ستارت
"""
WORDS = """
please stop by tomorrow|the car would not stop|stop light is broken|bus stop|can you stop the noise from my brakes?
I want to cancel my appointment|cancel the oil change|start button does not work|the engine does not start|when do you start
إلغاء الموعد|الغاء موعد الغد|لا توقف السيارة هناك|السيارة توقفت فجأة|توقف المحرك|إيقاف السيارة عندكم|كم سعر الاشتراك|اشتراك الصيانة كم
stop by tomorrow?|cancel my appointment|توقف السيارة|no more noise|do not send the car|I don't want it|don't forget my number|unsubscribe my son
الغاء الخدمة من فضلك|لا أريد|لا أريد تغيير الزيت|لا ترسلوا السيارة اليوم|وقفوا العمل على السيارة|كفى|text me the price|send me a message
السيارة لا تشتغل|نعم|لا|yes|no|ok|thanks|شكرا|مرحبا|السلام عليكم|||...|?|👍|🙏|great service|ممتاز|أبدا|أبداً
"""
RATINGS = {
	(
		5,
		None,
	): "5|٥|۵|5.|5!|5 please|٥ شكرا|شكرا ٥|5️⃣|five|خمسة|خمسه|rating 5|Rating: 5|تقييم ٥|التقييم 5|my rating is 5|⭐⭐⭐⭐⭐|★★★★★|⭐️⭐️⭐️⭐️⭐️|🌟🌟🌟🌟🌟|\u200f5|I give 5",
	(5, 5): "5/5|٥/٥|5 / 5|5 من 5|٥ من ٥|٥ من أصل ٥|5 out of 5|5 stars|five stars|٥ نجوم|خمس نجوم",
	(4, 5): "4/5|★★★★☆|٤ نجوم|4 of 5|اربع نجوم",
	(1, 5): "1 star|١/٥|نجمة واحدة|one star",
	(1, None): "1|١|⭐|واحد",
	(0, None): "0|٠|zero|صفر",
	(10, None): "10|١٠|ten|عشرة|10 thank you",
	(10, 10): "10/10|١٠/١٠|10 من 10",
	(7, 10): "7/10",
}
NO_RATINGS = """
11|12|99|100|123|7/5|1/2|5/4|3/100|4.5|4,5|-1|+5|5-6|5 6|1447|12:30|2:00|5pm|5 km|6 stars|5 years|room 5|٥ ريال|0551234567
"""


def each(text: str) -> list[str]:
	return [one for line in text.strip("\n").split("\n") for one in line.split("|")]


@pytest.mark.parametrize("text", each(OPT_OUTS))
def test_an_opt_out_is_understood(text):
	assert read(text) == Reading("opt_out")


@pytest.mark.parametrize(
	"text",
	[
		"STOP\n-- \nHuda Saleh\nSales Manager\nOasis Trading Company, P.O. Box 1234, Riyadh",
		"Stop\n\nSent from my phone",
		"unsubscribe\n\nKind regards,\nHuda",
		"إيقاف\n\nمع التحية\nهدى صالح، مديرة المبيعات، شركة الواحة للتجارة",
	],
)
def test_a_signature_under_an_opt_out_is_not_read(text):
	assert read(text) == Reading("opt_out")


def test_what_stands_on_the_next_line_is_read():
	assert read("Cancel\nmy appointment") == Reading("text")
	assert read("Stop\n\nby the red gate, I wait there") == Reading("text")
	assert read("-- \nstop the car") == Reading("text")


@pytest.mark.parametrize("text", each(OPT_INS))
def test_an_opt_in_is_understood(text):
	assert read(text) == Reading("opt_in")


@pytest.mark.parametrize("text", each(WORDS) + each(NO_RATINGS))
def test_what_merely_contains_a_word_or_a_number_is_for_a_person(text):
	assert read(text) == Reading("text")


@pytest.mark.parametrize(
	("text", "rating"), [(text, rating) for rating, texts in RATINGS.items() for text in texts.split("|")]
)
def test_a_bare_rating_is_understood(text, rating):
	assert read(text) == Reading("rating", *rating)


@pytest.mark.parametrize(
	("text", "payload", "reading"),
	[
		("No more", "opt-out", Reading("opt_out")),
		("Again", "opt-in", Reading("opt_in")),
		("Very good", "rating:5", Reading("rating", 5)),
		("ضعيف", "rating:1", Reading("rating", 1)),
		("Stop promotions", "Stop promotions", Reading("opt_out")),
		("Very good", "rating:55", Reading("text")),
		("Call me", "call-me", Reading("text")),
		("5", "something of another app", Reading("rating", 5)),
	],
)
def test_a_button_says_what_it_means_by_its_payload_else_by_its_text(text, payload, reading):
	assert read(text, payload) == reading


def test_a_long_message_is_read_by_a_person():
	assert read("stop " * MAX_READ) == Reading("text")


@given(st.text(max_size=80), st.text(max_size=20))
def test_no_message_is_too_odd_to_be_read(text, payload):
	reading = read(text, payload)
	assert reading.meaning in ("opt_out", "opt_in", "rating", "text")
	assert (reading.meaning == "rating") == (reading.rating is not None)


@given(st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهوي ", min_size=8, max_size=40))
def test_other_words_around_an_opt_out_make_it_a_sentence(rest):
	assert read(f"{rest} سيارة إيقاف عندكم").meaning == "text"
