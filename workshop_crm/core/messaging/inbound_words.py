"""The words by which customers opt out, opt in and rate, in both languages.

All are kept folded: without hamza, tashkeel, case and punctuation. The English opt-outs are those that operators know
(STOP, STOPALL, UNSUBSCRIBE, CANCEL, END, QUIT, REVOKE, OPTOUT).
"""

from __future__ import annotations

from workshop_crm.core.names.fold import fold


def _folded(*lines: str) -> frozenset[str]:
	return frozenset(fold(word) for line in lines for word in line.split(","))


OPT_OUT_WORDS = _folded(
	"stop,stop all,stopall,unsubscribe,unsubscribe me,unsub,cancel,end,quit,revoke,opt out,optout,opt-out,remove me",
	"stop it,stop this,stop sending,stop texting,stop messages,stop messaging,stop messaging me,stop sms,stop whatsapp",
	"stop promotions,stop the messages,stop sending messages,stop sending me messages,no more messages,no more sms",
	"do not send,don't send,do not contact me,don't contact me,block",
	"إيقاف,ايقاف الرسائل,إيقاف الاشتراك,إيقاف العروض,إيقاف العروض الترويجية,إيقاف الإعلانات,إيقاف الكل,ستوب",
	"أوقف,أوقفوا,أوقف الرسائل,أوقفوا الرسائل,أوقف الاشتراك,أوقفوا الإعلانات,وقف,وقفوا,وقف الرسائل,وقفوا الرسائل",
	"توقف,توقفوا,توقفوا عن الإرسال,توقف عن الإرسال",
	"إلغاء,الغاء,إلغاء الاشتراك,إلغاء الرسائل,ألغي,ألغ,ألغوا,ألغي الاشتراك,ألغ الاشتراك,ألغوا الاشتراك,ألغوا اشتراكي,إلغاء اشتراكي",
	"لا ترسل,لا ترسلوا,لا ترسلون,لا ترسلوا لي,لا ترسلوا رسائل,لا أريد رسائل,لا أريد رسائل منكم,لا أرغب بالرسائل",
	"ما أبغى رسائل,ما أبي رسائل,مابي رسائل,مابغى رسائل,بدون رسائل,كفى رسائل",
	"unsubscribe all,unsubscribe from all,leave me alone,take me off,take me off your list,remove my number",
	"إلغاء اشتراك,لا تراسلوني,لا تراسلني,لا تراسلونا,لا تزعجوني,لا تزعجني,لا تزعجونا,لا تتواصلوا معي,لا تتواصل معي",
)
# What an opt-out may begin with: it is one when only words about messages follow, and words between them.
OPT_OUT_BEGINNINGS = _folded(
	"stop,stop sending,stop all,unsubscribe,unsubscribe me,remove me,no more,do not,don't,do not send,don't send,i do not want,i don't want",
	"لا ترسل,لا ترسلوا,لا ترسلون,لا أريد,لا نريد,لا أرغب,لا أود,ما أبغى,ما أبي,مابي,مابغى,ما أريد,مو حاب,كفى,كفاية,يكفي",
	"أوقف,أوقفوا,وقف,وقفوا,إيقاف,توقف,توقفوا,بطلوا,إلغاء,ألغوا,ألغي",
)
ABOUT_MESSAGES = _folded(
	"message,messages,messaging,text,texts,texting,sms,whatsapp,email,emails,emailing,mail,mails,spam,spamming,contact,contacting",
	"ads,advertising,adverts,promotions,promotional,marketing,offers,surveys,notifications,subscription,mailing",
	"رسالة,رسائل,رسايل,الرسائل,الرسايل,رسائلكم,رسايلكم,الإزعاج,إزعاج,إزعاجي,إزعاجنا,إعلانات,الإعلانات,إعلاناتكم,مراسلتي",
	"اشتراك,الاشتراك,اشتراكي,الإشعارات,إشعارات,استبيانات,الاستبيانات,التسويق,الترويجية",
)
BETWEEN = _folded(
	"all,the,these,those,this,your,any,any more,anymore,more,sending,receive,receiving,get,getting,want,to,me,us,my,number,from",
	"with,on,by,and,it,again,ever,list,of,phone,via,at",
	"لي,لنا,إلي,علي,منكم,بعد,اليوم,مرة,أخرى,ثانية,أي,كل,جميع,استقبال,استلام,تلقي,وصول,إرسال,عن,في,على,إلى,من,رقمي,هذا,هذه,الرقم,أبدا",
	"نهائيا,تماما,مجددا,هنا,هالرقم,الجوال,جوالي",
)
OPT_OUT_SIGNS = frozenset("🛑⛔")
OPT_IN_WORDS = _folded(
	"start,subscribe,subscribe me,unstop,resume,opt in,optin,opt-in,start messages,resume messages",
	"اشتراك,اشترك,الاشتراك,أريد الاشتراك,أرغب بالاشتراك,إعادة الاشتراك,تفعيل,تفعيل الاشتراك,تفعيل الرسائل",
	"استئناف,استئناف الرسائل,ستارت,بدء,بدء الرسائل,تشغيل الرسائل",
)
POLITE_WORDS = _folded(
	"please,pls,plz,kindly,thanks,thank,you,thx,ty,hi,hello,hey,dear,sir,now,ok,okay",
	"من فضلك,من فضلكم".replace(" ", ","),
	"لو سمحت,لو سمحتم,لو سمحتوا".replace(" ", ","),
	"رجاء,رجاءً,الرجاء,أرجو,أرجوك,أرجوكم,شكرا,شكراً,لك,لكم,جزيلا,مشكور,مشكورين,مرحبا,أهلا,هلا,السلام,عليكم,الآن,فورا,حالا,يرجى",
)
BEFORE_A_RATING = _folded(
	"rating,rate,score,my,is,a,i,give,تقييم,التقييم,تقييمي,درجة,الدرجة,درجتي,أعطيكم,أعطيك"
)
STAR_WORDS = _folded("star,stars,نجمة,نجوم,نجمات")
_NUMBER_WORDS = (
	"zero,صفر",
	"one,واحد,واحدة",
	"two,اثنان,اثنين,اثنتان,ثنين",
	"three,ثلاثة,ثلاث",
	"four,أربعة,أربع,اربعه",
	"five,خمسة,خمس",
	"six,ستة,ست",
	"seven,سبعة,سبع",
	"eight,ثمانية,ثمان,ثماني",
	"nine,تسعة,تسع",
	"ten,عشرة,عشر",
)
NUMBERS = {word: number for number, words in enumerate(_NUMBER_WORDS) for word in _folded(words)}
