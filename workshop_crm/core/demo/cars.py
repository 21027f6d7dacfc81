"""Cars of the made-up workshop: makes and models of the Gulf, Saudi plates and chassis numbers."""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from workshop_crm.core.names.vins import CHECK_POSITION, check_digit


class CarModel(NamedTuple):
	"""A model, its share on the road, and the first letters of its chassis number."""

	make: str
	model: str
	weight: int
	vin_start: str


MODELS = (
	CarModel("Toyota", "Camry", 14, "6T1"),
	CarModel("Toyota", "Corolla", 10, "JTD"),
	CarModel("Toyota", "Land Cruiser", 8, "JTM"),
	CarModel("Toyota", "Hilux", 9, "MR0"),
	CarModel("Hyundai", "Accent", 9, "KMH"),
	CarModel("Hyundai", "Elantra", 8, "KMH"),
	CarModel("Hyundai", "Tucson", 5, "KM8"),
	CarModel("Kia", "Cerato", 4, "KNA"),
	CarModel("Kia", "Sportage", 4, "KND"),
	CarModel("Nissan", "Patrol", 6, "JN8"),
	CarModel("Nissan", "Sunny", 6, "MDH"),
	CarModel("Nissan", "X-Trail", 4, "JN1"),
	CarModel("Ford", "Taurus", 4, "1FA"),
	CarModel("Ford", "Explorer", 3, "1FM"),
	CarModel("Chevrolet", "Tahoe", 4, "1GN"),
	CarModel("GMC", "Yukon", 4, "1GK"),
	CarModel("Mazda", "6", 3, "JM6"),
	CarModel("Honda", "Accord", 4, "1HG"),
	CarModel("Isuzu", "D-Max", 3, "MPA"),
	CarModel("Lexus", "ES 350", 3, "JTH"),
	CarModel("MG", "5", 3, "LSJ"),
	CarModel("Changan", "CS75 Plus", 3, "LS5"),
	CarModel("Geely", "Coolray", 3, "L6T"),
	CarModel("Mitsubishi", "L200", 3, "MMB"),
)
FLEET_MODELS = tuple(
	car for car in MODELS if car.model in {"Hilux", "Accent", "Sunny", "D-Max", "L200", "Camry"}
)
_PLATE_LETTERS = "ABDEGHJKLNRSTUVXZ"
_VIN_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"


def new_plate(random: Random, taken: set[str]) -> str:
	"""A Saudi plate in Latin letters that is not in `taken`, and is added to it."""
	while True:
		letters = "".join(random.choice(_PLATE_LETTERS) for _ in range(3))
		plate = f"{letters} {random.randrange(1, 10_000)}"
		if plate not in taken:
			taken.add(plate)
			return plate


def new_vin(random: Random, car: CarModel, serial: int) -> str:
	"""A VIN with a right check digit, unique by its serial."""
	middle = "".join(random.choice(_VIN_LETTERS) for _ in range(8))
	vin = f"{car.vin_start}{middle}{serial:06d}"
	return f"{vin[:CHECK_POSITION]}{check_digit(vin)}{vin[CHECK_POSITION + 1 :]}"
