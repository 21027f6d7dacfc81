"""The message templates that every workshop starts with; both hosts make them from here, and the owner may change them.

They are stored by their English names, which screens translate.
"""

from workshop_crm.core.common.errors import N_
from workshop_crm.core.messaging.countries import Category
from workshop_crm.core.messaging.templates import Purpose, Template, Words


def _template(
	name: str, purpose: Purpose, en: Words, ar: Words, category: Category = "Marketing"
) -> Template:
	return Template(name, purpose, category, {"en": en, "ar": ar})


SURVEY_INVITATION = _template(
	N_("Survey invitation"),
	"Survey Invitation",
	Words(
		"Hello {customer}, thank you for visiting {company}. How was it? "
		"It takes less than a minute: {link}\nThank you.",
		subject="How was your visit to {company}?",
		sms_text="{company}: thank you for your visit. How was it? {link}",
	),
	Words(
		"مرحبًا {customer}، شكرًا لزيارتك {company}. كيف كانت تجربتك؟ "
		"التقييم لا يستغرق دقيقة: {link}\nيسعدنا سماع رأيك.",
		subject="كيف كانت زيارتك إلى {company}؟",
		sms_text="{company}: شكرًا لزيارتك. كيف كانت تجربتك؟ {link}",
	),
)
SURVEY_REMINDER = _template(
	N_("Survey reminder"),
	"Survey Reminder",
	Words(
		"Hello {customer}, your opinion about your visit to {company} would help us. "
		"One tap is enough: {link}\nThank you.",
		subject="A minute for {company}?",
		sms_text="{company}: your opinion would help us. One tap is enough: {link}",
	),
	Words(
		"مرحبًا {customer}، رأيك في زيارتك إلى {company} يهمنا، وتكفي لمسة واحدة: {link}\nشكرًا لك.",
		subject="دقيقة من وقتك عن زيارة {company}؟",
		sms_text="{company}: رأيك يهمنا، وتكفي لمسة واحدة: {link}",
	),
)
SURVEY_LAST_REMINDER = _template(
	N_("Survey last reminder"),
	"Survey Reminder",
	Words(
		"Hello {customer}, this is our last message about your visit to {company}. If you have a minute, tell us how "
		"it was: {link}\nThank you.",
		subject="Last chance to tell us how it was",
		sms_text="{company}: our last message about your visit. How was it? {link}",
	),
	Words(
		"مرحبًا {customer}، هذه آخر رسالة منا عن زيارتك إلى {company}. إن كانت لديك دقيقة فأخبرنا "
		"كيف كانت: {link}\nشكرًا لك.",
		subject="رسالتنا الأخيرة عن زيارتك",
		sms_text="{company}: آخر رسالة عن زيارتك. كيف كانت؟ {link}",
	),
)
SURVEY_THANKS = _template(
	N_("Survey thanks"),
	"Survey Thanks",
	Words(
		"Thank you, {customer}. Your answer has reached {company}.",
		subject="Thank you for your answer",
	),
	Words(
		"شكرًا لك {customer}، وصلت إجابتك إلى {company}.",
		subject="شكرًا على إجابتك",
	),
	"Utility",
)
# An account statement offers nothing; points that are about to expire are told of so that somebody comes.
POINTS_STATEMENT = _template(
	N_("Points statement"),
	"Points Statement",
	Words(
		"Hello {customer}, your points at {company}: {balance}, worth {worth}. Next to expire: {expiring}. "
		"Your account: {link}\nThank you.",
		subject="Your points at {company}",
		sms_text="{company}: your points: {balance}, worth {worth}. Next to expire: {expiring}. {link}",
	),
	Words(
		"مرحبًا {customer}، رصيد نقاطك لدى {company}: {balance}، وقيمته {worth}. أقرب ما ينتهي منه: {expiring}. "
		"تفاصيل حسابك: {link}\nشكرًا لك.",
		subject="نقاطك لدى {company}",
		sms_text="{company}: رصيد نقاطك {balance}، وقيمته {worth}. أقرب ما ينتهي منه: {expiring}. {link}",
	),
	"Utility",
)
POINTS_EXPIRING = _template(
	N_("Points about to expire"),
	"Points Expiring",
	Words(
		"Hello {customer}, some of your points at {company} expire after {date}: {points}, worth {worth}. "
		"See what they buy: {link}\nThank you.",
		subject="Your points at {company} are about to expire",
		sms_text="{company}: points that expire after {date}: {points}, worth {worth}. {link}",
	),
	Words(
		"مرحبًا {customer}، بعض نقاطك لدى {company} تنتهي صلاحيتها بعد {date}، وعددها {points} وقيمتها {worth}. "
		"اطّلع على ما تحصل عليه بها: {link}\nشكرًا لك.",
		subject="نقاطك لدى {company} توشك أن تنتهي صلاحيتها",
		sms_text="{company}: نقاط تنتهي صلاحيتها بعد {date}: {points}، وقيمتها {worth}. {link}",
	),
)
TIER_REACHED = _template(
	N_("Tier reached"),
	"Tier Reached",
	Words(
		"Hello {customer}, your tier at {company} is {tier} from now on. Your account: {link}\nThank you.",
		subject="Your new tier at {company}: {tier}",
		sms_text="{company}: your tier is {tier} from now on. {link}",
	),
	Words(
		"مرحبًا {customer}، أصبح مستواك لدى {company} من الآن: {tier}. تفاصيل حسابك: {link}\nشكرًا لك.",
		subject="مستواك الجديد لدى {company}: {tier}",
		sms_text="{company}: أصبح مستواك من الآن: {tier}. {link}",
	),
	"Utility",
)
SERVICE_REMINDER = _template(
	N_("Service reminder"),
	"Service Reminder",
	Words(
		"Hello {customer}, {vehicle} is due for {service} around {date}. Reply or call {company} to choose a time.",
		subject="The next service of {vehicle}",
		sms_text="{company}: {vehicle} is due for {service} around {date}.",
	),
	Words(
		"مرحبًا {customer}، موعد {service} ({vehicle}) في {date} تقريبًا. راسلنا أو اتصل بنا لاختيار وقت يناسبك، "
		"{company} في خدمتك.",
		subject="موعد {service} القادم: {vehicle}",
		sms_text="{company}: موعد {service} ({vehicle}) في {date} تقريبًا.",
	),
)
# The paper of a sale offers nothing.
INVOICE = _template(
	N_("Invoice"),
	"Invoice",
	Words(
		"Hello {customer}, here is your invoice {invoice} from {company} for {amount}: {link}\nThank you for your visit.",
		subject="Your invoice {invoice} from {company}",
		sms_text="{company}: your invoice {invoice} for {amount}: {link}",
	),
	Words(
		"مرحبًا {customer}، هذه فاتورتك رقم {invoice} من {company} بمبلغ {amount}: {link}\nشكرًا لزيارتك.",
		subject="فاتورتك رقم {invoice} من {company}",
		sms_text="{company}: فاتورتك رقم {invoice} بمبلغ {amount}: {link}",
	),
	"Utility",
)
OPT_OUT_CONFIRMATION = _template(
	N_("Opt-out confirmation"),
	"Opt-out Confirmation",
	Words(
		"We at {company} will not write to you any more. Send START if you change your mind.",
		subject="No more messages from {company}",
	),
	Words(
		"لن ترسل إليك {company} رسائل بعد الآن. أرسل «اشتراك» إذا غيّرت رأيك.",
		subject="لن تصلك رسائل من {company} بعد الآن",
	),
	"Utility",
)
COME_BACK = _template(
	N_("Invitation to come back"),
	"Other",
	Words(
		"Hello {customer}, it has been a while since your last visit to {company}. "
		"Reply to this message to choose a time. We look forward to seeing you.",
		subject="It has been a while",
		sms_text="{company}: it has been a while since your last visit. Call us to choose a time.",
	),
	Words(
		"مرحبًا {customer}، مضى وقت على زيارتك الأخيرة إلى {company}. "
		"ردّ على هذه الرسالة لاختيار موعد يناسبك. يسعدنا أن نراك.",
		subject="اشتقنا إلى زيارتك",
		sms_text="{company}: مضى وقت على زيارتك الأخيرة. اتصل بنا لاختيار موعد يناسبك.",
	),
)
DEFAULT_TEMPLATES = (
	SURVEY_INVITATION,
	SURVEY_REMINDER,
	SURVEY_LAST_REMINDER,
	SURVEY_THANKS,
	POINTS_STATEMENT,
	POINTS_EXPIRING,
	TIER_REACHED,
	SERVICE_REMINDER,
	INVOICE,
	OPT_OUT_CONFIRMATION,
	COME_BACK,
)
