"""Who built a car and where, by the first characters of its VIN (ISO 3780; the makers' codes as SAE and they publish them).

A code of three characters counts before one of two. Codes that several makes share name them all, the usual one first.
"""

from __future__ import annotations

from workshop_crm.core.common.errors import N_

# First and last pair of characters, in the order of `ORDER`.
ORDER = "ABCDEFGHJKLMNPRSTUVWXYZ1234567890"
COUNTRIES: tuple[tuple[str, str, str], ...] = (
	("AA", "AH", N_("South Africa")),
	("CL", "CR", N_("Tunisia")),
	("DA", "DE", N_("Egypt")),
	("DF", "DK", N_("Morocco")),
	("JA", "J0", N_("Japan")),
	("KL", "KR", N_("South Korea")),
	("LA", "L0", N_("China")),
	("MA", "ME", N_("India")),
	("MY", "M0", N_("India")),
	("MF", "MK", N_("Indonesia")),
	("ML", "MR", N_("Thailand")),
	("NA", "NE", N_("Iran")),
	("NF", "NK", N_("Pakistan")),
	("NL", "NR", N_("Turkey")),
	("PA", "PE", N_("Philippines")),
	("PL", "PR", N_("Malaysia")),
	("RA", "RE", N_("United Arab Emirates")),
	("RF", "RK", N_("Taiwan")),
	("RL", "RR", N_("Vietnam")),
	("RS", "R0", N_("Saudi Arabia")),
	("SA", "SM", N_("United Kingdom")),
	("SN", "ST", N_("Germany")),
	("SU", "SZ", N_("Poland")),
	("TA", "TH", N_("Switzerland")),
	("TJ", "TP", N_("Czechia")),
	("TR", "TV", N_("Hungary")),
	("TW", "T1", N_("Portugal")),
	("UU", "UZ", N_("Romania")),
	("U5", "U7", N_("Slovakia")),
	("VA", "VE", N_("Austria")),
	("VF", "VR", N_("France")),
	("VS", "VW", N_("Spain")),
	("VX", "V2", N_("Serbia")),
	("WA", "W0", N_("Germany")),
	("XL", "XR", N_("Netherlands")),
	("XS", "XW", N_("Russia")),
	("X3", "X0", N_("Russia")),
	("YA", "YE", N_("Belgium")),
	("YF", "YK", N_("Finland")),
	("YS", "YW", N_("Sweden")),
	("ZA", "ZR", N_("Italy")),
	("ZX", "Z2", N_("Slovenia")),
	("Z6", "Z0", N_("Russia")),
	("1A", "10", N_("United States")),
	("4A", "40", N_("United States")),
	("5A", "50", N_("United States")),
	("7F", "70", N_("United States")),
	("2A", "20", N_("Canada")),
	("3A", "3W", N_("Mexico")),
	("6A", "6W", N_("Australia")),
	("8A", "8E", N_("Argentina")),
	("9A", "9E", N_("Brazil")),
	("93", "99", N_("Brazil")),
)

# A make as `car_table` names it, and its codes; another make after "/" is built under the same code.
_ROWS = """
Toyota: JT JTD JTE JTF JTG JTK JTL JTM JTN JTB 4T1 4T3 4T4 5TD 5TE 5TF 5TB 5YF 2T1 2T3 3TM 3TY 6T1 MR0 MR1 MR2 MHF MHK MBJ SB1 VNK NMT AHT LTV LVG LFM RL4 PN1 8AJ 9BR
Lexus: JTH JTJ 58A 2T2
Hyundai: KMH KMF KMJ KM8 5NP 5NM NLH MAL TMA NLJ LBE 9BH Z94 3KP 5XY
Genesis: KMT KMU
Kia: KNA KNC KND KNE KNF KNH 5XX 5XY U5Y U6Y 3KP LJD MZB Z94
Nissan: JN1 JN3 JN6 JN8 1N4 1N6 3N1 3N6 5N1 5BZ MDH MNT SJN VSK ADN LGB MBH
Infiniti: JNK JNR 5N3 SJK 3PC
Honda: JHM JHL JHG 1HG 2HG 2HK 2HJ 19X 5J6 5FN 5FP SHH SHS MRH MAK MHR NLA LHG LVH 3HG 3CZ
Mazda: JMZ JM1 JM3 JM6 JM7 1YV 3MZ 3MV MM7 MM8 LVR
Mitsubishi: JA3 JA4 JMB JMY JMA 4A3 4A4 MMB MMC MMD MMT ML3 MK2
Suzuki: JS1 JS2 JS3 JSA MA3 MBH TSM MHY MMS
Isuzu: JAA JAB JAC JAL JAM MPA MP1 NNA
Subaru: JF1 JF2 4S3 4S4
Daihatsu: JDA MHK
Hino: JHD JHF
Fuso: JL5 JL6 JL7 JLF JLC
Ford: 1FA 1FB 1FC 1FD 1FM 1FT 2FA 2FM 2FT 3FA 3FE 3FM MAJ MNB MNC MPB NM0 WF0 AFA LVS 6FP LVR MNA
Lincoln: 1LN 2LM 3LN 5LM 5LT
Chevrolet: 1G1 1GC 1GN 1GB 2G1 2GN 3G1 3GC 3GN KL1 KLA KLY MMM 6G1 8AG 9BG LSG LZW
GMC: 1GK 1GT 2GK 2GT 3GK 3GT
Cadillac: 1G6 1GY 3GY
Dodge: 1B3 1C3 1D3 1D4 1D7 2B3 2C3 2D4 2D8 3C3 3D4 3D7 1C4 3C4
Chrysler: 1A4 1A8 1C3 2C3 2C4 2A4 2A8 3A4
Jeep: 1C4 1J4 1J8 3C4 ZAC
RAM: 1C6 3C6 3D7
Tesla: 5YJ 7SA LRW XP7
Lucid: 50E
Mercedes-Benz: WDB WDC WDD WDF WDY WDZ W1K W1N W1V W1T W1Y 4JG 55S 8AC 9BM MHL LE4 ADB NMB
BMW: WBA WBS WBX WBY WB1 4US 5UX 5UM 5YM LBV
MINI: WMW
Audi: WAU WA1 WUA TRU LFV
Volkswagen: WVW WVG WV1 WV2 WV3 1VW 3VW 9BW AAV LFV LSV XW8
Porsche: WP0 WP1
Opel: W0L W0V VXK
Skoda: TMB XW8
Seat: VSS
Cupra: VSS
Renault: VF1 VF2 VF6 KNM MEE 8A1 93Y
Dacia: UU1
Peugeot: VF3 VR3
Citroen: VF7 VR7
Fiat: ZFA ZFC NM4 3C3
Alfa Romeo: ZAR ZAS
Land Rover: SAL
Range Rover: SAL
Jaguar: SAJ SAD
Bentley: SCB SJA
Rolls-Royce: SCA SLA
Maserati: ZAM ZN6
Ferrari: ZFF
Lamborghini: ZHW ZPB
Aston Martin: SCF
Volvo: YV1 YV4 LVY LYV 7JR YV2
SsangYong: KPT KPA KPB
Daewoo: KLA
MG: LSJ SDP MZ7 MML
Changan: LS4 LS5 LS6
Geely: L6T LB3
Chery: LVV LVT
GWM: LGW
Haval: LGW
JAC: LJ1
BYD: LGX LC0
GAC: LMG
Hongqi: LFP LFB
Bestune: LFP
BAIC: LNB LHB
Dongfeng: LGJ LVZ
Foton: LVA LVB LVC
Brilliance: LSY
Proton: PL1
Lada: XTA
Tata: MAT
Mahindra: MA1
MAN: WMA
Scania: YS2 XLE
Iveco: ZCF
"""


def _makers() -> dict[str, tuple[str, ...]]:
	makers: dict[str, tuple[str, ...]] = {}
	for row in filter(None, _ROWS.split("\n")):
		make, codes = row.split(":")
		for code in codes.split():
			makers[code] = (*makers.get(code, ()), make)
	return makers


MAKERS = _makers()

# Makes that are sold under another one's codes, or were: they contradict none of these.
RELATED: dict[str, tuple[str, ...]] = {
	"Toyota": ("Lexus", "Daihatsu", "Hino"),
	"Lexus": ("Toyota",),
	"Daihatsu": ("Toyota",),
	"Hyundai": ("Genesis",),
	"Genesis": ("Hyundai",),
	"Nissan": ("Infiniti",),
	"Infiniti": ("Nissan",),
	"Chevrolet": ("GMC", "Cadillac", "Opel", "Daewoo"),
	"GMC": ("Chevrolet", "Cadillac"),
	"Cadillac": ("GMC", "Chevrolet"),
	"Daewoo": ("Chevrolet",),
	"Ford": ("Lincoln",),
	"Lincoln": ("Ford",),
	"Dodge": ("Chrysler", "Jeep", "RAM"),
	"Chrysler": ("Dodge", "Jeep", "RAM"),
	"Jeep": ("Dodge", "Chrysler", "RAM"),
	"RAM": ("Dodge", "Chrysler"),
	"Land Rover": ("Range Rover",),
	"Renault": ("Dacia", "Nissan"),
	"Dacia": ("Renault",),
	"Peugeot": ("Citroen", "Opel"),
	"Citroen": ("Peugeot", "Opel"),
	"Opel": ("Chevrolet", "Peugeot", "Citroen"),
	"Seat": ("Cupra",),
	"Mitsubishi": ("Fuso", "Dodge"),
	"Chery": ("Exeed", "Jetour", "Omoda", "Jaecoo", "Kaiyi"),
	"GWM": ("Haval",),
	"Hongqi": ("Bestune",),
	"BMW": ("MINI", "Rolls-Royce"),
}
