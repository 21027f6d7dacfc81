"""Makes and models on the roads of the Gulf, the Levant and Egypt, in both scripts: what the forms suggest and search knows.

A row is a make in English and in Arabic, other spellings people use for it, and its models, each in English and in Arabic.
"""

from __future__ import annotations

ROWS: tuple[tuple[str, str, str, str], ...] = (
	(
		"Toyota",
		"تويوتا",
		"تايوتا, تيوتا",
		"Camry كامري, Corolla كورولا, Yaris يارس, Land Cruiser لاند كروزر, Prado برادو, Hilux هايلكس, Fortuner فورتشنر,"
		" Innova إنوفا, RAV4 راف فور, Avalon أفالون, Hiace هايس, Coaster كوستر, FJ Cruiser إف جي كروزر, Rush رش, Raize رايز,"
		" Highlander هايلاندر, Sequoia سيكويا, Tundra تندرا, Crown كراون, Aurion أوريون, Prius بريوس, Echo إيكو, Veloz فيلوز,"
		" Urban Cruiser أوربان كروزر, Corolla Cross كورولا كروس, Cressida كريسيدا",
	),
	(
		"Hyundai",
		"هيونداي",
		"هونداي, Hundai",
		"Accent أكسنت, Elantra إلنترا, Sonata سوناتا, Tucson توسان, Santa Fe سنتافي, Creta كريتا, Azera أزيرا, Verna فيرنا,"
		" Palisade باليسيد, Kona كونا, Venue فينيو, Staria ستاريا, H1 إتش ون, i10 آي تن, Veloster فيلوستر, Matrix ماتريكس,"
		" Avante أفانتي",
	),
	(
		"Kia",
		"كيا",
		"",
		"Cerato سيراتو, Rio ريو, Sportage سبورتاج, Sorento سورنتو, Optima أوبتيما, K5 كي فايف, Pegas بيجاس, Picanto بيكانتو,"
		" Carnival كرنفال, Seltos سيلتوس, Telluride تيلورايد, Cadenza كادينزا, Carens كارينز, Mohave موهافي, Soul سول,"
		" Sonet سونيت, Cerato Koup سيراتو كوب",
	),
	(
		"Nissan",
		"نيسان",
		"نيصان",
		"Patrol باترول, Sunny صني, Altima ألتيما, Maxima ماكسيما, X-Trail إكس تريل, Pathfinder باثفايندر, Navara نافارا,"
		" Kicks كيكس, Sentra سنترا, Tiida تيدا, Micra ميكرا, Juke جوك, Qashqai قشقاي, Armada أرمادا, Murano مورانو,"
		" Urvan أورفان, Xterra إكستيرا, Magnite ماجنايت, Datsun ددسن",
	),
	(
		"Honda",
		"هوندا",
		"",
		"Accord أكورد, Civic سيفيك, CR-V سي آر في, City سيتي, HR-V إتش آر في, Pilot بايلوت, Odyssey أوديسي, Jazz جاز",
	),
	(
		"Lexus",
		"لكزس",
		"ليكزس, لكسس, لكزز",
		"ES إي إس, LX إل إكس, RX آر إكس, GX جي إكس, LS إل إس, IS, NX إن إكس, GS جي إس, UX يو إكس",
	),
	(
		"Mazda",
		"مازدا",
		"",
		"3 مازدا ٣, 6 مازدا ٦, CX-3 سي إكس ٣, CX-5 سي إكس ٥, CX-9 سي إكس ٩, CX-30 سي إكس ٣٠, CX-60 سي إكس ٦٠, BT-50 بي تي ٥٠",
	),
	(
		"Mitsubishi",
		"ميتسوبيشي",
		"متسوبيشي, ميتسبيشي",
		"Lancer لانسر, Pajero باجيرو, Montero مونتيرو, Outlander أوتلاندر, L200 إل ٢٠٠, Attrage أتراج, ASX إيه إس إكس,"
		" Eclipse Cross إكليبس كروس, Montero Sport مونتيرو سبورت, Xpander إكسباندر, Galant جالانت, Mirage ميراج, Canter كانتر",
	),
	(
		"Suzuki",
		"سوزوكي",
		"",
		"Swift سويفت, Dzire ديزاير, Jimny جيمني, Vitara فيتارا, Ciaz سياز, Ertiga إرتيجا, Baleno بالينو, Alto ألتو,"
		" Celerio سيليريو, S-Presso إس بريسو, Fronx فرونكس",
	),
	("Isuzu", "إيسوزو", "", "D-Max دي ماكس, MU-X إم يو إكس, NPR إن بي آر, Trooper تروبر"),
	("Subaru", "سوبارو", "", "Forester فورستر, Impreza إمبريزا, Outback أوتباك, Legacy ليجاسي, XV إكس في"),
	(
		"Infiniti",
		"إنفينيتي",
		"انفنتي",
		"QX80 كيو إكس ٨٠, QX60 كيو إكس ٦٠, QX50 كيو إكس ٥٠, Q50 كيو ٥٠, Q70 كيو ٧٠",
	),
	("Daihatsu", "دايهاتسو", "", "Terios تيريوس, Sirion سيريون, Gran Max جران ماكس"),
	(
		"Ford",
		"فورد",
		"",
		"Taurus تورس, Explorer إكسبلورر, Expedition إكسبديشن, F-150 إف ١٥٠, Edge إيدج, Crown Victoria كراون فيكتوريا,"
		" Mustang موستنج, Ranger رينجر, Escape إسكيب, Focus فوكس, Fusion فيوجن, EcoSport إيكو سبورت, Territory تيريتوري,"
		" Fiesta فييستا, Everest إيفرست, Bronco برونكو",
	),
	(
		"Chevrolet",
		"شيفروليه",
		"شفروليه, شفر, Chevy",
		"Tahoe تاهو, Suburban سوبربان, Malibu ماليبو, Caprice كابريس, Silverado سلفرادو, Captiva كابتيفا, Cruze كروز,"
		" Impala إمبالا, Camaro كامارو, Traverse ترافيرس, Blazer بليزر, Groove جروف, Optra أوبترا, Aveo أفيو, Lumina لومينا,"
		" Epica إبيكا, Spark سبارك, Equinox إكوينوكس, Trax تراكس, TrailBlazer تريل بليزر, Lanos لانوس",
	),
	(
		"GMC",
		"جي إم سي",
		"جمس, جيمس",
		"Yukon يوكن, Sierra سييرا, Terrain تيرين, Acadia أكاديا, Savana سافانا, Envoy إنفوي",
	),
	(
		"Cadillac",
		"كاديلاك",
		"كدلك",
		"Escalade إسكاليد, XT5 إكس تي ٥, XT4 إكس تي ٤, CT5 سي تي ٥, SRX إس آر إكس",
	),
	(
		"Dodge",
		"دودج",
		"",
		"Charger تشارجر, Challenger تشالنجر, Durango دورانجو, Caravan كرفان, Journey جيرني, Neon نيون",
	),
	("Chrysler", "كرايسلر", "كرايزلر", "300C سي ٣٠٠, Pacifica باسيفيكا, Voyager فوياجر"),
	(
		"Jeep",
		"جيب",
		"",
		"Wrangler رانجلر, Grand Cherokee جراند شيروكي, Cherokee شيروكي, Compass كومباس, Renegade رينيجيد,"
		" Gladiator جلادييتور, Liberty ليبرتي",
	),
	("Lincoln", "لينكولن", "", "Navigator نافيجيتور, MKZ إم كيه زد, Aviator أفييتور, Town Car تاون كار"),
	("RAM", "رام", "Dodge Ram, دودج رام", "1500 رام ١٥٠٠, 2500 رام ٢٥٠٠"),
	("Tesla", "تسلا", "تيسلا", "Model 3 موديل ٣, Model Y موديل واي, Model S موديل إس, Model X موديل إكس"),
	("Lucid", "لوسيد", "", "Air إير, Gravity جرافيتي"),
	(
		"Mercedes-Benz",
		"مرسيدس",
		"Mercedes, Benz, Merc, مرسيدس بنز, مرسيديس, بنز",
		"C-Class الفئة سي, E-Class الفئة إي, S-Class الفئة إس, G-Class الفئة جي, A-Class الفئة إيه, GLE جي إل إي,"
		" GLC جي إل سي, GLS جي إل إس, GLA جي إل إيه, CLA سي إل إيه, Vito فيتو, Sprinter سبرنتر, Actros أكتروس",
	),
	(
		"BMW",
		"بي إم دبليو",
		"بيمر",
		"3 Series الفئة الثالثة, 5 Series الفئة الخامسة, 7 Series الفئة السابعة, X1 إكس ١, X3 إكس ٣, X5 إكس ٥, X6 إكس ٦, X7 إكس ٧",
	),
	("Audi", "أودي", "", "A3 إيه ٣, A4 إيه ٤, A6 إيه ٦, A8 إيه ٨, Q3 كيو ٣, Q5 كيو ٥, Q7 كيو ٧, Q8 كيو ٨"),
	(
		"Volkswagen",
		"فولكس واجن",
		"VW, Volkswagon, فولكسفاجن, فولكس",
		"Passat باسات, Jetta جيتا, Golf جولف, Tiguan تيجوان, Touareg طوارق, Teramont تيرامونت, Polo بولو, T-Roc تي روك",
	),
	("Porsche", "بورشه", "بورش", "Cayenne كايين, Macan ماكان, Panamera باناميرا, 911 ٩١١, Taycan تايكان"),
	("MINI", "ميني", "Mini Cooper, ميني كوبر", "Cooper كوبر, Countryman كنتري مان, Clubman كلوب مان"),
	(
		"Opel",
		"أوبل",
		"",
		"Astra أسترا, Corsa كورسا, Vectra فيكترا, Insignia إنسيجنيا, Mokka موكا, Grandland جراند لاند",
	),
	(
		"Skoda",
		"سكودا",
		"شكودا",
		"Octavia أوكتافيا, Fabia فابيا, Superb سوبيرب, Kodiaq كودياك, Karoq كاروك, Rapid رابيد",
	),
	("Seat", "سيات", "", "Ibiza إيبيزا, Leon ليون, Ateca أتيكا, Toledo توليدو, Tarraco تاراكو"),
	("Cupra", "كوبرا", "", "Formentor فورمنتور, Terramar تيرامار"),
	(
		"Renault",
		"رينو",
		"",
		"Duster داستر, Logan لوجان, Megane ميجان, Fluence فلوانس, Symbol سيمبول, Koleos كوليوس, Sandero سانديرو,"
		" Captur كابتشر, Clio كليو, Safrane سافران, Kadjar كادجار, Talisman تاليسمان, Austral أوسترال",
	),
	("Dacia", "داسيا", "", "Sandero سانديرو, Duster داستر, Logan لوجان"),
	(
		"Peugeot",
		"بيجو",
		"",
		"208 ٢٠٨, 301 ٣٠١, 307 ٣٠٧, 308 ٣٠٨, 405 ٤٠٥, 407 ٤٠٧, 408 ٤٠٨, 508 ٥٠٨, 2008 ٢٠٠٨, 3008 ٣٠٠٨, 5008 ٥٠٠٨,"
		" Partner بارتنر",
	),
	("Citroen", "ستروين", "سيتروين", "C3 سي ٣, C4 سي ٤, C5 سي ٥, C-Elysee سي إليزيه, Berlingo برلنجو"),
	(
		"Fiat",
		"فيات",
		"",
		"Tipo تيبو, 500 ٥٠٠, Punto بونتو, Siena سيينا, Doblo دوبلو, 128 ١٢٨, Linea لينيا, Uno أونو",
	),
	("Alfa Romeo", "ألفا روميو", "", "Giulia جوليا, Stelvio ستيلفيو, Giulietta جولييتا"),
	("Land Rover", "لاند روفر", "", "Defender ديفندر, Discovery ديسكفري, Freelander فريلاندر"),
	("Range Rover", "رينج روفر", "رنج روفر, رنج", "Vogue فوج, Sport سبورت, Evoque إيفوك, Velar فيلار"),
	("Jaguar", "جاكوار", "جاغوار, جاجوار", "XF إكس إف, XJ إكس جيه, XE إكس إي, F-Pace إف بيس, E-Pace إي بيس"),
	("Bentley", "بنتلي", "", "Bentayga بنتايجا, Continental كونتيننتال, Flying Spur فلاينج سبير"),
	("Rolls-Royce", "رولز رويس", "", "Ghost جوست, Phantom فانتوم, Cullinan كولينان, Wraith رايث"),
	("Maserati", "مازيراتي", "", "Ghibli جيبلي, Levante ليفانتي, Quattroporte كواتروبورتي"),
	("Ferrari", "فيراري", "", ""),
	("Lamborghini", "لامبورجيني", "لمبرجيني", "Urus أوروس, Huracan هوراكان, Aventador أفينتادور"),
	("Aston Martin", "أستون مارتن", "", ""),
	("Volvo", "فولفو", "", "S60 إس ٦٠, S80 إس ٨٠, S90 إس ٩٠, XC40 إكس سي ٤٠, XC60 إكس سي ٦٠, XC90 إكس سي ٩٠"),
	("Genesis", "جينيسيس", "جنسس, جنيسيس", "G70 جي ٧٠, G80 جي ٨٠, G90 جي ٩٠, GV70 جي في ٧٠, GV80 جي في ٨٠"),
	("SsangYong", "سانج يونج", "KGM", "Rexton ركستون, Korando كوراندو, Tivoli تيفولي, Musso موسو"),
	("Daewoo", "دايو", "", "Lanos لانوس, Nubira نوبيرا, Leganza ليجانزا, Matiz ماتيز, Espero إسبيرو"),
	(
		"MG",
		"إم جي",
		"",
		"5 إم جي ٥, 6 إم جي ٦, GT جي تي, ZS زد إس, HS إتش إس, RX5 آر إكس ٥, RX8 آر إكس ٨, One وان, T60 تي ٦٠, Whale ويل",
	),
	(
		"Changan",
		"شانجان",
		"تشانجان, شانقان",
		"Eado إيدو, Alsvin ألسفن, CS35 Plus سي إس ٣٥, CS55 Plus سي إس ٥٥, CS75 Plus سي إس ٧٥, CS85 سي إس ٨٥, CS95 سي إس ٩٥,"
		" UNI-K يوني كي, UNI-T يوني تي, UNI-V يوني في, Hunter هانتر",
	),
	(
		"Geely",
		"جيلي",
		"",
		"Emgrand إمجراند, Coolray كولراي, Tugella توجيلا, Monjaro مونجارو, Okavango أوكافانجو, Azkarra أزكارا,"
		" Starray ستاراي, GC6 جي سي ٦, Imperial إمبريال",
	),
	(
		"Chery",
		"شيري",
		"",
		"Tiggo 3 تيجو ٣, Tiggo 4 تيجو ٤, Tiggo 7 تيجو ٧, Tiggo 8 تيجو ٨, Arrizo 5 أريزو ٥, Arrizo 6 أريزو ٦, Arrizo 8 أريزو ٨",
	),
	("Exeed", "إكسيد", "", "VX في إكس, LX إل إكس, TXL تي إكس إل, RX آر إكس"),
	("Jetour", "جيتور", "", "X70 إكس ٧٠, X90 إكس ٩٠, Dashing داشينج, T2 تي ٢, X50 إكس ٥٠"),
	("Omoda", "أومودا", "", "C5 سي ٥, C7 سي ٧"),
	("Jaecoo", "جايكو", "", "J7 جيه ٧, J8 جيه ٨, J5 جيه ٥"),
	("Haval", "هافال", "", "H6 إتش ٦, H9 إتش ٩, Jolion جوليان, Dargo دارجو, H2 إتش ٢"),
	("GWM", "جريت وول", "Great Wall", "Poer باور, Tank 300 تانك ٣٠٠, Tank 500 تانك ٥٠٠, Wingle وينجل"),
	("JAC", "جاك", "", "J7 جيه ٧, S3 إس ٣, JS4 جيه إس ٤, T8 تي ٨, S4 إس ٤"),
	(
		"BYD",
		"بي واي دي",
		"",
		"F3 إف ٣, Han هان, Song Plus سونج بلس, Atto 3 أتو ٣, Seal سيل, Qin Plus تشين بلس, Shark شارك",
	),
	(
		"GAC",
		"جي إيه سي",
		"Trumpchi",
		"GS3 جي إس ٣, GS4 جي إس ٤, GS8 جي إس ٨, GA6 جي إيه ٦, Empow إمباو, Emzoom إمزوم, M8 إم ٨",
	),
	("Hongqi", "هونشي", "هونغتشي", "H5 إتش ٥, H9 إتش ٩, HS5 إتش إس ٥, E-HS9 إي إتش إس ٩"),
	("Bestune", "بيستون", "FAW, فاو", "T77 تي ٧٧, B70 بي ٧٠, T33 تي ٣٣"),
	("BAIC", "بايك", "", "X7 إكس ٧, X35 إكس ٣٥, BJ40 بي جيه ٤٠, X55 إكس ٥٥, D20 دي ٢٠"),
	("Dongfeng", "دونج فينج", "دونغ فنغ", "AX7 إيه إكس ٧, Shine شاين, T5 تي ٥, 580 ٥٨٠"),
	("Foton", "فوتون", "", "Tunland تونلاند, View فيو"),
	("Brilliance", "بريليانس", "", "V5 في ٥, V6 في ٦, FRV إف آر في, Galena جالينا, Splendor سبلندر"),
	("Kaiyi", "كايي", "", "X3 إكس ٣, E5 إي ٥, X7 إكس ٧"),
	("Proton", "بروتون", "", "Saga ساجا, Gen-2 جين ٢, Persona برسونا, X70 إكس ٧٠, Waja واجا"),
	("Lada", "لادا", "", "Granta جرانتا, Niva نيفا, 2107 ٢١٠٧, Largus لارجوس"),
	("Tata", "تاتا", "", "Xenon زينون, Telcoline تيلكولاين"),
	("Mahindra", "ماهيندرا", "", "Scorpio سكوربيو, XUV500 إكس يو في ٥٠٠, Pik Up بيك أب"),
	("Hino", "هينو", "", "300 هينو ٣٠٠, 500 هينو ٥٠٠"),
	("Fuso", "فوسو", "", "Canter كانتر, Rosa روزا"),
	("MAN", "مان", "", "TGX تي جي إكس, TGS تي جي إس"),
	("Scania", "سكانيا", "", ""),
	("Iveco", "إيفيكو", "افيكو", "Daily ديلي"),
)
