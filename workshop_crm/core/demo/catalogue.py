"""What the made-up workshop sells: service types, items with prices in SAR, and how services become invoice lines."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from workshop_crm.core.demo.model import DemoItem


def _item(code: str, name: str, name_ar: str, rate: str, service_type: str) -> DemoItem:
	return DemoItem(code, name, name_ar, Decimal(rate), service_type)


ITEMS = (
	_item("OIL-5W30", "Engine oil 5W-30, litre", "زيت محرك 5W-30، لتر", "38.00", "Oil Change"),
	_item("OIL-FILTER", "Oil filter", "فلتر زيت", "35.00", "Oil Change"),
	_item("LAB-OIL", "Oil change labour", "أجرة تغيير الزيت", "40.00", "Oil Change"),
	_item("AIR-FILTER", "Air filter", "فلتر هواء", "65.00", "Periodic Maintenance"),
	_item("SPARK-PLUG", "Spark plug", "بوجيه", "55.00", "Periodic Maintenance"),
	_item("COOLANT", "Coolant, litre", "سائل تبريد، لتر", "22.00", "Periodic Maintenance"),
	_item(
		"LAB-SERVICE", "Periodic maintenance labour", "أجرة الصيانة الدورية", "280.00", "Periodic Maintenance"
	),
	_item("PAD-FRONT", "Front brake pads, set", "فحمات أمامية، طقم", "240.00", "Brakes"),
	_item("PAD-REAR", "Rear brake pads, set", "فحمات خلفية، طقم", "210.00", "Brakes"),
	_item("DISC-SKIM", "Brake disc skimming", "خرط هوبات", "60.00", "Brakes"),
	_item("LAB-BRAKE", "Brake labour", "أجرة الفرامل", "120.00", "Brakes"),
	_item("TYRE-17", "Tyre 17 inch", "إطار مقاس 17", "365.00", "Tyres"),
	_item("BALANCE", "Wheel balancing", "ترصيص إطار", "20.00", "Tyres"),
	_item("ALIGN", "Wheel alignment", "ميزان أذرعة", "110.00", "Tyres"),
	_item("BATTERY-70", "Battery 70 Ah", "بطارية 70 أمبير", "345.00", "Battery"),
	_item("LAB-BATTERY", "Battery fitting", "تركيب بطارية", "30.00", "Battery"),
	_item("AC-GAS", "A/C gas refill", "تعبئة فريون", "160.00", "Air Conditioning"),
	_item("CABIN-FILTER", "Cabin filter", "فلتر مكيف", "70.00", "Air Conditioning"),
	_item("AC-COMPRESSOR", "A/C compressor", "كمبروسر مكيف", "1250.00", "Air Conditioning"),
	_item("INSPECT-150", "150-point inspection", "فحص 150 نقطة", "199.00", "Inspection"),
	_item("COMPUTER", "Computer diagnosis", "فحص كمبيوتر", "100.00", "Inspection"),
	_item("ALTERNATOR", "Alternator", "دينمو", "780.00", "Repair"),
	_item("WATER-PUMP", "Water pump", "طرمبة ماء", "420.00", "Repair"),
	_item("LAB-HOUR", "Mechanic, hour", "ميكانيكي، ساعة", "150.00", "Repair"),
)
RATES = {item.code: item.rate for item in ITEMS}


class Part(NamedTuple):
	"""A possible line: how often it is on the invoice, and the quantities to choose from."""

	item: str
	chance: float
	quantities: tuple[int, ...] = (1,)


RECIPES = {
	"Oil Change": (
		Part("OIL-5W30", 1, (4, 4, 5, 6)),
		Part("OIL-FILTER", 0.95),
		Part("LAB-OIL", 1),
		Part("AIR-FILTER", 0.2),
	),
	"Periodic Maintenance": (
		Part("LAB-SERVICE", 1),
		Part("OIL-5W30", 1, (4, 5, 6)),
		Part("OIL-FILTER", 1),
		Part("AIR-FILTER", 0.9),
		Part("SPARK-PLUG", 0.5, (4, 6)),
		Part("COOLANT", 0.4, (2, 4)),
	),
	"Brakes": (
		Part("PAD-FRONT", 1),
		Part("PAD-REAR", 0.5),
		Part("DISC-SKIM", 0.5, (2, 4)),
		Part("LAB-BRAKE", 1),
	),
	"Tyres": (Part("TYRE-17", 1, (2, 4, 4)), Part("BALANCE", 1, (4,)), Part("ALIGN", 0.7)),
	"Battery": (Part("BATTERY-70", 1), Part("LAB-BATTERY", 1)),
	"Air Conditioning": (Part("AC-GAS", 1), Part("CABIN-FILTER", 0.6), Part("AC-COMPRESSOR", 0.12)),
	"Inspection": (Part("INSPECT-150", 1), Part("COMPUTER", 0.4)),
	"Repair": (
		Part("LAB-HOUR", 1, (1, 2, 3)),
		Part("ALTERNATOR", 0.25),
		Part("WATER-PUMP", 0.25),
		Part("COMPUTER", 0.5),
	),
}

POPULARITY = {
	"Oil Change": 40,
	"Periodic Maintenance": 12,
	"Brakes": 10,
	"Tyres": 7,
	"Battery": 6,
	"Air Conditioning": 8,
	"Inspection": 7,
	"Repair": 10,
}
SUMMER = frozenset({5, 6, 7, 8, 9})
SUMMER_FACTOR = {"Air Conditioning": 4.0, "Battery": 1.8, "Tyres": 1.3}
"""In the Gulf's summer air conditioning fails first, then batteries and tyres."""
