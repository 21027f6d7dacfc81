"""Why a customer was found: the codes of Hit.reason and their labels."""

from __future__ import annotations

from workshop_crm.core.common.errors import N_

NAME = "name"
NAME_SOUND = "name_sound"
KEYBOARD = "keyboard"
PHONE = "phone"
PLATE = "plate"
VIN = "vin"
CODE = "code"
EMAIL = "email"
INVOICE = "invoice"
MODEL = "model"
MAKE = "make"
NOTES = "notes"
RECENT = "recent"

LABELS = {
	NAME: N_("Name"),
	NAME_SOUND: N_("Sounds like"),
	KEYBOARD: N_("Typed on the other keyboard"),
	PHONE: N_("Phone"),
	PLATE: N_("Plate"),
	VIN: N_("Chassis number"),
	CODE: N_("Customer ID"),
	EMAIL: N_("Email"),
	INVOICE: N_("Invoice"),
	MODEL: N_("Car model"),
	MAKE: N_("Make"),
	NOTES: N_("In the notes"),
	RECENT: N_("Recent"),
}
