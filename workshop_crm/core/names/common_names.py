"""Usual Latin spellings of common Arabic names, by their folded form; the short vowels of a name cannot be derived."""

from __future__ import annotations

_PAIRS = """
محمد Mohammed  احمد Ahmed  محمود Mahmoud  حامد Hamed  حمد Hamad  حمود Hamoud  حميد Hameed  ماجد Majed  مجد Majd
علي Ali  عمر Omar  عثمان Othman  حسن Hassan  حسين Hussain  خالد Khalid  فهد Fahad  سعد Saad  سعود Saud  سعيد Saeed
سلطان Sultan  سلمان Salman  سليمان Sulaiman  سليم Saleem  سالم Salem  سامي Sami  سمير Samir  صالح Saleh  صلاح Salah
يوسف Yousef  يونس Younis  يعقوب Yaqoub  يحيي Yahya  ابراهيم Ibrahim  اسماعيل Ismail  اسحاق Ishaq  موسي Musa  عيسي Isa
ناصر Nasser  نصر Nasr  نايف Nayef  نواف Nawaf  نادر Nader  نبيل Nabil  طلال Talal  طارق Tariq  طه Taha  تركي Turki
بندر Bandar  بدر Badr  بسام Bassam  بلال Bilal  باسم Basem  فيصل Faisal  فواز Fawaz  فارس Fares  فاروق Farouq  فؤاد Fouad
عادل Adel  عارف Aref  عامر Amer  عمار Ammar  عماد Imad  عصام Essam  عدنان Adnan  مشعل Mishal  مشاري Mishari  منصور Mansour
مازن Mazen  مالك Malik  مروان Marwan  مصطفي Mustafa  مبارك Mubarak  مساعد Musaed  ماهر Maher  هشام Hisham  هاني Hani
هاشم Hashim  جمال Jamal  جاسم Jassim  جابر Jaber  جعفر Jaafar  رائد Raed  رايد Raed  راشد Rashid  رشيد Rasheed  ريان Rayan
زياد Ziyad  زيد Zaid  زكريا Zakaria  شريف Sharif  شاكر Shaker  عبده Abdu  عبدالله Abdullah  عبدالرحمن Abdulrahman
عبدالعزيز Abdulaziz  عبدالرحيم Abdulrahim  عبدالملك Abdulmalik  عبدالكريم Abdulkarim  عبدالمجيد Abdulmajeed  عبداللطيف Abdullatif
عبدالاله Abdulelah  عبدالمحسن Abdulmohsen  عبدالهادي Abdulhadi  عبدالسلام Abdulsalam  عبدالقادر Abdulqader  عبدالوهاب Abdulwahab
انس Anas  انور Anwar  ايمن Ayman  اسامه Osama  امين Amin  اكرم Akram  اشرف Ashraf  وليد Waleed  وائل Wael  وايل Wael
غازي Ghazi  غسان Ghassan  قاسم Qasim  كمال Kamal  كريم Karim  لؤي Luay  معاذ Muath  مهند Muhannad  متعب Miteb  ثامر Thamer
فاطمه Fatimah  عائشه Aisha  عايشه Aisha  مريم Mariam  نوره Noura  ساره Sarah  هند Hind  هدي Huda  مني Mona  ريم Reem
لطيفه Latifa  موضي Moudi  منيره Munira  حصه Hessa  الجوهره Aljawhara  شيخه Shaikha  خديجه Khadija  زينب Zainab  اسماء Asma
اسما Asma  امل Amal  اميره Amira  ليلي Layla  سلمي Salma  سميره Samira  نجلاء Najla  نجلا Najla  هيفاء Haifa  هيفا Haifa  رنا Rana
عتيبي Otaibi  قحطاني Qahtani  غامدي Ghamdi  زهراني Zahrani  شهري Shehri  شمري Shammari  دوسري Dosari  مطيري Mutairi
حربي Harbi  عنزي Anazi  سبيعي Subaie  عسيري Asiri  بقمي Buqami  رشيدي Rashidi  خالدي Khaldi  جهني Juhani  بلوي Balawi
سلمي Sulami  يامي Yami  مالكي Malki  هاجري Hajri  مري Marri  عجمي Ajmi  كعبي Kaabi  نعيمي Nuaimi  شامسي Shamsi  مزروعي Mazrouei
بلوشي Balushi  كندي Kindi  حارثي Harthi  سيابي Siyabi  كواري Kuwari  مهيري Muhairi  ظاهري Dhaheri  منصوري Mansoori  شرقي Sharqi
قرشي Qurashi  هاشمي Hashimi  سيد Sayed  مصري Masri  يمني Yamani  شامي Shami  حداد Haddad  نجار Najjar  خطيب Khatib  انصاري Ansari
"""


def _table() -> dict[str, str]:
	tokens = _PAIRS.split()
	table: dict[str, str] = {}
	for arabic, latin in zip(tokens[::2], tokens[1::2], strict=True):
		table.setdefault(arabic, latin)
	return table


COMMON_NAMES = _table()
