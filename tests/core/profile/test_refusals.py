"""Broken inputs of every kind: each is refused with exactly the message that says what is wrong with it."""

import ast
import inspect
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from string import Formatter

import pytest

from workshop_crm.core.common import fields, languages
from workshop_crm.core.common.errors import Conflict, InvalidInput, WorkshopError
from workshop_crm.core.customers import customer, notes, preferences
from workshop_crm.core.customers.customer import check_customer
from workshop_crm.core.customers.notes import safe_notes
from workshop_crm.core.customers.preferences import read_preferences
from workshop_crm.core.messaging import history, interactions
from workshop_crm.core.messaging.history import read_cursor, read_kinds
from workshop_crm.core.messaging.interactions import check_interaction
from workshop_crm.core.names import phones, plates
from workshop_crm.core.names.phones import parse_phone
from workshop_crm.core.names.plates import parse_plate
from workshop_crm.core.vehicles import odometer, ownership, plate, vehicle, vin
from workshop_crm.core.vehicles.odometer import check_reading
from workshop_crm.core.vehicles.ownership import (
	Ownership,
	check_rows,
	check_theirs,
	current,
	ending,
	owned_by,
	sale,
)
from workshop_crm.core.vehicles.vehicle import check_vehicle
from workshop_crm.core.vehicles.vin import check_vin

TODAY = date(2026, 3, 1)
NOW = datetime(2026, 3, 1, 10, 20)
TOMORROW = TODAY + timedelta(days=1)
VIN = "1M8GDM9AXKP042788"
CAR = "JBA 1234"
MODULES = (
	customer,
	fields,
	history,
	interactions,
	languages,
	notes,
	odometer,
	ownership,
	phones,
	plate,
	plates,
	preferences,
	vehicle,
	vin,
)

# Single values
TOO_LONG = "Please use at most {most} characters: {text}"
NOT_TEXT = "Please enter text instead of {value}."
NOT_A_DATE = "{date} is not a date. Use year-month-day."
NOT_A_MOMENT = "{moment} is not a date and time. Use year-month-day hour:minute."
NOT_A_NUMBER = "{number} is not a whole number from {lowest} to {highest}."
NOT_A_MAIL = "{email} is not an e-mail address."
NOT_A_PHONE = "{phone} is not a phone number. Type it as 055 123 4567 or with its country code."
NOT_A_PLATE = "{plate} is not a plate. Type its letters and digits, up to {longest} characters."
PLATE_TAKEN = "Another vehicle has the plate {plate} ({origin}) already. Compare it with the car, and open that vehicle if it is this one."
PLATE_TAKEN_SOMEWHERE = "Another vehicle has the plate {plate} already. Compare it with the car, and open that vehicle if it is this one."
VIN_TAKEN = "The chassis number {vin} is that of {vehicle} already. Open that vehicle, or check the number."
CHASSIS_NUMBER = "{vin} is a chassis number. The car is kept under it until it has a plate."
NEITHER = "Type the plate. For a car that has none yet, type its chassis number, and add the plate later."
NO_PLATE_YET = "{plate} is not a number plate. Enter a car that has none yet with its chassis number, and add the plate later."
NO_DIGIT = "{plate} has no digit, and every plate has one. Type the whole plate; for a car that has none yet, type its chassis number and leave the plate empty."
TWO_SCRIPTS = "{plate} mixes Arabic and Latin letters. Type the letters of the plate in one script."
# Customers
NO_NAME = "Please enter the customer's name."
LANGUAGE = "{language} is not one of the languages ar and en."
NO_ROWS = "The channels must be a list of rows."
TWICE = "Every channel may be listed only once."
CHANNEL = "{channel} is not one of WhatsApp, SMS, Email and Phone."
NO_CONSENT_DATE = "Please enter the date of the customer's consent to {channel}."
CONSENT_TO_COME = (
	"The customer's consent to {channel} is in the future. Enter the day on which the customer agreed."
)
NO_MAIL = "Please enter an e-mail address, or remove the channel Email."
NO_PHONE = "Please enter a phone number, or remove the channel {channel}."
EMERGENCY = "The emergency contact must have a name and a phone number."
EMERGENCY_NAME = "Please enter the name of the emergency contact, or remove the phone number."
EMERGENCY_PHONE = "Please enter the phone number of the emergency contact, or remove the name."
LONG_NOTES = "The notes have {count} characters. Please keep to {most}; pictures cannot be pasted here."
# Preferences
PREFERENCE_JSON = "The service preferences cannot be read. Choose them again in the customer's form."
PREFERENCE_OBJECT = "The service preferences must be an object of keys and values, such as {example}."
PREFERENCE_KEY = "{key} is not a service preference. Use one of these: {known}."
PREFERENCE_CHOICE = "{value} cannot be chosen for {field}. Use one of these: {options}."
PREFERENCE_TEXT = "Please enter text for {field} instead of {value}."
PREFERENCE_LONG = "Please use at most {most} characters for {field}."
PREFERENCE_AMOUNT = "{value} is not an amount from {lowest} to {highest} for {field}."
PREFERENCE_FLAG = "Please answer yes or no for {field}, not {value}."
# Cars
VIN_SIGNS = "{vin} is not a chassis number. Type its letters A to Z and its digits only."
VIN_LENGTH = "{vin} has {count} characters. A VIN has 17, and the chassis number of an older car 5 to 16."
VIN_LETTER = "No VIN has the letter {letter}. Check whether it is the digit {digit} in {vin}."
# Remarks alone: nothing is refused for them.
VIN_REPEATED = "{vin} is one character repeated. Type the number on the car, or leave it empty."
VIN_UNCHECKED = "{vin} has no check digit, so a mistake in it cannot be noticed. Compare it with the car."
VIN_SHORT = (
	"{vin} has {count} of the 17 characters of a VIN. Complete it, or give the reason why it is shorter."
)
VIN_CHECK = "The ninth character of {vin} should be {expected} and is {found}. Compare it with the car, or give the reason why it is right."
BACKWARDS = "The odometer showed {known} km before; {odometer} km is less. Check the reading, or give the reason why it is lower."
# Owners
GONE_BEFORE = "The ownership of {vehicle} cannot end on {to_date}: it began on {from_date}."
CAR_TWICE = "{vehicle} is twice among the current vehicles. Remove one of the rows."
SOMEBODYS = (
	'{vehicle} belongs to {owner}. Open {owner} and use "Transfer to another customer" to change its owner.'
)
ANOTHERS = '{vehicle} belongs to another customer. Open the vehicle and use "Transfer to another customer" to change its owner.'
SEVERAL = "{vehicle} has several current owners: {owners}. Correct their lists of vehicles first."
NOT_THEIRS = "{vehicle} is not a vehicle of this customer. Choose another one, or change its owner first."
THEIRS_ALREADY = "{vehicle} belongs to this customer already."
NOBODYS = "{vehicle} has no current owner."
FUTURE_DAY = "{date} is in the future. Choose today or an earlier day."
CHANGED_HANDS = "{vehicle} changed hands on {last}. Choose that day or a later one instead of {date}."
# Interactions and history
NO_KIND = "Please choose the kind: a call, a visit or a note."
KIND = "{kind} is not one of Call, Visit and Note."
DIRECTION = "{direction} is not one of Incoming and Outgoing."
FUTURE_MOMENT = "{moment} is in the future. Write down what has happened."
NO_TEXT = "Please enter the text: what was said or done."
LONG_TEXT = "The text has {count} characters. Please use at most {most}."
NO_PLACE = '"{place}" is not a place in the history. Please load the history again.'
HISTORY_KIND = "{kind} is not one of Message, Call, Visit and Note."

Check = Callable[[], object]
Case = tuple[str, Check, str]

LONG = "x" * 141
PHONE = {"phone": "0551234567"}
CONSENT = "2026-01-05"


def row(channel: object, consent_date: object = CONSENT, source: object = "Counter") -> dict[str, object]:
	return {"channel": channel, "consent_date": consent_date, "source": source}


CUSTOMERS: list[tuple[dict[str, object], str]] = [
	({"name": ""}, NO_NAME),
	({"name": None}, NO_NAME),
	({"name": " \t\n "}, NO_NAME),
	({"name": "\x00\x07"}, NO_NAME),
	({"name": "\u00a0", "name_ar": "\u3000"}, NO_NAME),
	({"name": LONG}, TOO_LONG),
	({"name": "ح" * 141}, TOO_LONG),
	({"name": "Huda " * 40}, TOO_LONG),
	({"name": ["Huda"]}, NOT_TEXT),
	({"name": {"first": "Huda"}}, NOT_TEXT),
	({"name": True}, NOT_TEXT),
	({"name": b"Huda"}, NOT_TEXT),
	({"name_ar": "هدى " * 50}, TOO_LONG),
	({"name_ar": ("هدى",)}, NOT_TEXT),
	({"language": "fr"}, LANGUAGE),
	({"language": "AR"}, LANGUAGE),
	({"language": "Arabic"}, LANGUAGE),
	({"language": "عربي"}, LANGUAGE),
	({"language": 1}, LANGUAGE),
	({"language": ["ar"]}, NOT_TEXT),
	({"language": LONG}, TOO_LONG),
	({"email": "huda"}, NOT_A_MAIL),
	({"email": "huda@"}, NOT_A_MAIL),
	({"email": "@example.com"}, NOT_A_MAIL),
	({"email": "huda@example"}, NOT_A_MAIL),
	({"email": "huda@example.c"}, NOT_A_MAIL),
	({"email": "huda@@example.com"}, NOT_A_MAIL),
	({"email": "huda@example..com"}, NOT_A_MAIL),
	({"email": "huda@.com"}, NOT_A_MAIL),
	({"email": "hu da@example.com"}, NOT_A_MAIL),
	({"email": "a@b.com, c@d.com"}, NOT_A_MAIL),
	({"email": "a@b.com;c@d.com"}, NOT_A_MAIL),
	({"email": "Huda <huda@example.com>"}, NOT_A_MAIL),
	({"email": '"huda"@example.com'}, NOT_A_MAIL),
	({"email": "0551234567"}, NOT_A_MAIL),
	({"email": "x" * 140 + "@example.com"}, TOO_LONG),
	({"email": ["a@b.com"]}, NOT_TEXT),
	({"phone": ["0551234567"]}, NOT_TEXT),
	({"phone": "5" * 141}, TOO_LONG),
	({"phone": "12"}, NOT_A_PHONE),
	({"phone": -551234567.5}, NOT_A_PHONE),
]

CHANNELS: list[tuple[dict[str, object], str]] = [
	({"channels": "SMS"}, NO_ROWS),
	({"channels": 5}, NO_ROWS),
	({"channels": True}, NO_ROWS),
	({"channels": {"channel": "SMS"}}, NO_ROWS),
	({"channels": ["SMS"]}, NO_ROWS),
	({"channels": [None]}, NO_ROWS),
	({"channels": [[("channel", "SMS")]]}, NO_ROWS),
	({**PHONE, "channels": [row("SMS"), row("SMS")]}, TWICE),
	({**PHONE, "channels": [row("Phone", None), row("Phone")]}, TWICE),
	({**PHONE, "channels": [row(" SMS "), row("SMS")]}, TWICE),
	({**PHONE, "channels": [row("Pigeon")]}, CHANNEL),
	({**PHONE, "channels": [row("sms")]}, CHANNEL),
	({**PHONE, "channels": [row("")]}, CHANNEL),
	({**PHONE, "channels": [{}]}, CHANNEL),
	({**PHONE, "channels": [row("واتساب")]}, CHANNEL),
	({**PHONE, "channels": [row(7)]}, CHANNEL),
	({**PHONE, "channels": [row(["SMS"])]}, NOT_TEXT),
	({**PHONE, "channels": [row(LONG)]}, TOO_LONG),
	({**PHONE, "channels": [row("SMS", None)]}, NO_CONSENT_DATE),
	({**PHONE, "channels": [row("WhatsApp", "")]}, NO_CONSENT_DATE),
	({**PHONE, "channels": [{"channel": "WhatsApp"}]}, NO_CONSENT_DATE),
	({**PHONE, "channels": [row("SMS", TOMORROW)]}, CONSENT_TO_COME),
	({**PHONE, "channels": [row("Phone", "2027-01-01")]}, CONSENT_TO_COME),
	({"email": "a@b.com", "channels": [row("Email", "2026-03-02")]}, CONSENT_TO_COME),
	({**PHONE, "channels": [row("SMS", "yesterday")]}, NOT_A_DATE),
	({**PHONE, "channels": [row("SMS", "2026-02-30")]}, NOT_A_DATE),
	({**PHONE, "channels": [row("SMS", "2026-13-01")]}, NOT_A_DATE),
	({**PHONE, "channels": [row("SMS", "05/01/2026")]}, NOT_A_DATE),
	({**PHONE, "channels": [row("SMS", "20260105")]}, NOT_A_DATE),
	({**PHONE, "channels": [row("SMS", 20260105)]}, NOT_A_DATE),
	({**PHONE, "channels": [row("SMS", True)]}, NOT_A_DATE),
	({**PHONE, "channels": [row("Phone", "soon")]}, NOT_A_DATE),
	({**PHONE, "channels": [row("SMS", CONSENT, LONG)]}, TOO_LONG),
	({**PHONE, "channels": [row("SMS", CONSENT, ["Counter"])]}, NOT_TEXT),
	({"channels": [row("SMS")]}, NO_PHONE),
	({"channels": [row("WhatsApp")]}, NO_PHONE),
	({"channels": [row("Phone", None)]}, NO_PHONE),
	({"email": "a@b.com", "channels": [row("Email"), row("Phone")]}, NO_PHONE),
	({"phone": " ", "channels": [row("SMS")]}, NO_PHONE),
	({"channels": [row("Email")]}, NO_MAIL),
	({**PHONE, "channels": [row("Email", None)]}, NO_MAIL),
]

EMERGENCIES: list[tuple[object, str]] = [
	("Omar", EMERGENCY),
	(["Omar", "0551234567"], EMERGENCY),
	(5, EMERGENCY),
	(True, EMERGENCY),
	({"name": "Omar"}, EMERGENCY_PHONE),
	({"name": "عمر", "phone": " "}, EMERGENCY_PHONE),
	({"name": "Omar", "phone": None}, EMERGENCY_PHONE),
	({"phone": "0551234567"}, EMERGENCY_NAME),
	({"name": " ", "phone": "+971501234567"}, EMERGENCY_NAME),
	({"name": "Omar", "phone": "99"}, NOT_A_PHONE),
	({"name": "", "phone": "at work"}, NOT_A_PHONE),
	({"name": LONG, "phone": "0551234567"}, TOO_LONG),
	({"name": ["Omar"], "phone": "0551234567"}, NOT_TEXT),
	({"name": "Omar", "phone": {"e164": "+966551234567"}}, NOT_TEXT),
]

NOTES: list[tuple[object, str]] = [
	("x" * 20_001, LONG_NOTES),
	("<p>" + "ح" * 20_000 + "</p>", LONG_NOTES),
	('<img src="data:image/png;base64,' + "A" * 30_000 + '">', LONG_NOTES),
	(" " * 20_001, LONG_NOTES),
	(["<p>x</p>"], NOT_TEXT),
	({"html": "x"}, NOT_TEXT),
	(False, NOT_TEXT),
	(b"<p>x</p>", NOT_TEXT),
]

PHONES: list[tuple[str, str]] = [
	(text, NOT_A_PHONE)
	for text in (
		"",
		" ",
		"0",
		"055",
		"12",
		"05512345",
		"055123456",
		"05512345678",
		"055 123 45678",
		"٠٥٥١٢",
		"٠٥٥١٢٣٤٥٦٧٨",
		"call me",
		"0551ABC567",
		"+",
		"++966551234567",
		"+966",
		"+966 55",
		"+9660551234567890",
		"00966",
		"0096655123456",
		"+999 12345678",
		"+000551234567",
		"0551234567/0557654321",
		"0551234567, 0557654321",
		"0551234567 ext 5",
		"0" * 50,
		"05512345678901",
		"\ud800",
		"{phone}",
		"<b>0551234567</b>",
	)
]

PLATES: list[tuple[str, str]] = [
	("", NOT_A_PLATE),
	("   ", NOT_A_PLATE),
	("-", NOT_A_PLATE),
	("!!! ---", NOT_A_PLATE),
	("؟؟", NOT_A_PLATE),
	("ـــ", NOT_A_PLATE),
	("\u200f", NOT_A_PLATE),
	("\ud800", NOT_A_PLATE),
	("{}", NOT_A_PLATE),
	("A" * 21, NOT_A_PLATE),
	("ABJ 1234 5678 9012 3456", NOT_A_PLATE),
	("أ" * 21, NOT_A_PLATE),
	("1" * 21, NOT_A_PLATE),
	("ABح 1234", TWO_SCRIPTS),
	("أ B ح ١٢٣٤", TWO_SCRIPTS),
	("1234 Aب", TWO_SCRIPTS),
	("هـ U 7", TWO_SCRIPTS),
	("د A 1", TWO_SCRIPTS),
	("د A", NO_DIGIT),
	("ABJ", NO_DIGIT),
	("NEW", NO_PLATE_YET),
	("بدون لوحة", NO_PLATE_YET),
]

VINS: list[tuple[str, str, str]] = [
	# number, reason, message
	("1", "", VIN_LENGTH),
	("12AB", "", VIN_LENGTH),
	("12AB", "Seen", VIN_LENGTH),
	(VIN + "1", "", VIN_LENGTH),
	(VIN + "1", "Seen", VIN_LENGTH),
	(VIN + VIN, "Seen", VIN_LENGTH),
	("O" * 18, "", VIN_LENGTH),
	("IM8GDM9AXKP042788", "", VIN_LETTER),
	("1M8GDM9AXKPO42788", "", VIN_LETTER),
	("1M8GDM9AXKPO42788", "Seen", VIN_LETTER),
	("QM8GDM9AXKP042788", "", VIN_LETTER),
	("1m8gdm9axkpo42788", "", VIN_LETTER),
	("I" * 17, "Seen", VIN_LETTER),
	("1M8GDM9AXKP04278?", "", VIN_SIGNS),
	("1M8GDM9AXKP04278?", "Seen", VIN_SIGNS),
	("1M8GDM9AXKP_042788", "", VIN_SIGNS),
	("رقم الهيكل", "", VIN_SIGNS),
	("1М8GDM9AXKP042788", "Cyrillic", VIN_SIGNS),
	("É" * 17, "", VIN_SIGNS),
	("{vin}", "", VIN_SIGNS),
	("BJ40-001234", "", VIN_SHORT),
	("12345", "", VIN_SHORT),
	(VIN[:16], "", VIN_SHORT),
	(VIN[:16], "  ", VIN_SHORT),
	("١٢٣٤٥٦٧", "", VIN_SHORT),
	("IOQIOQ", "", VIN_SHORT),
	("1M8GDM9A1KP042788", "", VIN_CHECK),
	("1M8GDM9A1KP042788", " ", VIN_CHECK),
	("1M8GDM9AXKP042787", "", VIN_CHECK),
	("1M8GDM9AXPK042788", "", VIN_CHECK),
	("LVWZZZ1K26W000001", "", VIN_CHECK),
	("0" * 17, "", VIN_REPEATED),
	("1VWZZZ1KZ6W000001", "", VIN_CHECK),
	("1m8 gdm9-a0kp 042788", "", VIN_CHECK),
	(LONG, "", TOO_LONG),
	(VIN, LONG, TOO_LONG),
]

VEHICLES: list[tuple[dict[str, object], str]] = [
	({"plate": ""}, NEITHER),
	({"plate": None}, NEITHER),
	({"plate": "no plate"}, NEITHER),
	({"plate": "no plate", "vin": "12"}, VIN_LENGTH),
	({"plate": "ABJ", "vin": VIN}, NO_DIGIT),
	({"plate": LONG}, TOO_LONG),
	({"plate": ["ABJ 1234"]}, NOT_TEXT),
	({"plate": "ABح 1234"}, TWO_SCRIPTS),
	({"make": LONG}, TOO_LONG),
	({"make": ["Toyota"]}, NOT_TEXT),
	({"model": LONG}, TOO_LONG),
	({"model": {"name": "Camry"}}, NOT_TEXT),
	({"year": 1899}, NOT_A_NUMBER),
	({"year": 2028}, NOT_A_NUMBER),
	({"year": 0}, NOT_A_NUMBER),
	({"year": "new"}, NOT_A_NUMBER),
	({"year": "20 26 27"}, NOT_A_NUMBER),
	({"year": 2024.5}, NOT_A_NUMBER),
	({"year": [2024]}, NOT_A_NUMBER),
	({"odometer": -1}, NOT_A_NUMBER),
	({"odometer": "-5"}, NOT_A_NUMBER),
	({"odometer": 10_000_000}, NOT_A_NUMBER),
	({"odometer": 123_456_789_012}, NOT_A_NUMBER),
	({"odometer": "far"}, NOT_A_NUMBER),
	({"odometer": "12.5"}, NOT_A_NUMBER),
	({"odometer": Decimal("0.1")}, NOT_A_NUMBER),
	({"odometer": True}, NOT_A_NUMBER),
	({"odometer": float("nan")}, NOT_A_NUMBER),
	({"odometer": float("inf")}, NOT_A_NUMBER),
	({"odometer": "1e5"}, NOT_A_NUMBER),
	({"odometer": "١٢٫٥"}, NOT_A_NUMBER),
	({"vin": VIN[:12]}, VIN_SHORT),
	({"vin": [VIN]}, NOT_TEXT),
	({"vin_reason": LONG}, TOO_LONG),
	({"vin": VIN, "vin_reason": {"why": 1}}, NOT_TEXT),
	({"odometer_reason": "x" * 501}, TOO_LONG),
	({"odometer_reason": [1]}, NOT_TEXT),
]

READINGS: list[tuple[tuple[int | None, int, str], str]] = [
	((50_000, 49_999, ""), BACKWARDS),
	((50_000, 0, ""), BACKWARDS),
	((1, 0, "  "), BACKWARDS),
	((9_999_999, 1, "\n"), BACKWARDS),
	((50_000, -1, "Seen"), NOT_A_NUMBER),
	((None, -1, ""), NOT_A_NUMBER),
	((None, 10_000_000, ""), NOT_A_NUMBER),
	((50_000, 99_999_999, "Seen"), NOT_A_NUMBER),
]

PREFERENCES: list[tuple[object, str]] = [
	("{", PREFERENCE_JSON),
	('{"oil": ', PREFERENCE_JSON),
	("oil", PREFERENCE_JSON),
	("{'oil': '5W-30'}", PREFERENCE_JSON),
	("[" * 5_000, PREFERENCE_JSON),
	('{"oil": "' + "x" * 10_000 + '"}', PREFERENCE_JSON),
	('["oil"]', PREFERENCE_OBJECT),
	('"oil"', PREFERENCE_OBJECT),
	("5", PREFERENCE_OBJECT),
	("true", PREFERENCE_OBJECT),
	(["oil"], PREFERENCE_OBJECT),
	(5, PREFERENCE_OBJECT),
	(b"{}", PREFERENCE_OBJECT),
	({"colour": "red"}, PREFERENCE_KEY),
	({"Oil": "5W-30"}, PREFERENCE_KEY),
	({"": ""}, PREFERENCE_KEY),
	({7: 7}, PREFERENCE_KEY),
	({"oil": "5W-30", "{0}": "x"}, PREFERENCE_KEY),
	('{"الزيت": "5W-30"}', PREFERENCE_KEY),
	({"parts": "stolen"}, PREFERENCE_CHOICE),
	({"parts": "Genuine"}, PREFERENCE_CHOICE),
	({"parts": 1}, PREFERENCE_CHOICE),
	({"parts": ["genuine"]}, PREFERENCE_CHOICE),
	({"waiting": "sleeps"}, PREFERENCE_CHOICE),
	({"waiting": True}, PREFERENCE_CHOICE),
	({"contact_time": "midnight"}, PREFERENCE_CHOICE),
	({"contact_time": {"from": "9"}}, PREFERENCE_CHOICE),
	({"oil": 5}, PREFERENCE_TEXT),
	({"oil": ["5W-30"]}, PREFERENCE_TEXT),
	({"advisor": {"name": "Salem"}}, PREFERENCE_TEXT),
	({"remarks": True}, PREFERENCE_TEXT),
	({"oil": "x" * 81}, PREFERENCE_LONG),
	({"advisor": "س" * 81}, PREFERENCE_LONG),
	({"remarks": "x" * 281}, PREFERENCE_LONG),
	({"approval_limit": "plenty"}, PREFERENCE_AMOUNT),
	({"approval_limit": -5}, PREFERENCE_AMOUNT),
	({"approval_limit": 1_000_001}, PREFERENCE_AMOUNT),
	({"approval_limit": "500.1234"}, PREFERENCE_AMOUNT),
	({"approval_limit": "5e2"}, PREFERENCE_AMOUNT),
	({"approval_limit": float("nan")}, PREFERENCE_AMOUNT),
	({"approval_limit": float("inf")}, PREFERENCE_AMOUNT),
	({"approval_limit": True}, PREFERENCE_AMOUNT),
	({"approval_limit": [500]}, PREFERENCE_AMOUNT),
	({"approval_limit": "500 SAR"}, PREFERENCE_AMOUNT),
	({"wash": 7}, PREFERENCE_FLAG),
	({"wash": "perhaps"}, PREFERENCE_FLAG),
	({"wash": []}, PREFERENCE_FLAG),
	({"keep_old_parts": "نعم"}, PREFERENCE_FLAG),
	({"keep_old_parts": {"yes": True}}, PREFERENCE_FLAG),
]

INTERACTIONS: list[tuple[dict[str, object], str]] = [
	({"kind": ""}, NO_KIND),
	({"kind": None}, NO_KIND),
	({"kind": "  "}, NO_KIND),
	({"kind": "Telegram"}, KIND),
	({"kind": "call"}, KIND),
	({"kind": "Message"}, KIND),
	({"kind": "مكالمة"}, KIND),
	({"kind": ["Call"]}, NOT_TEXT),
	({"kind": LONG}, TOO_LONG),
	({"direction": "Sideways"}, DIRECTION),
	({"direction": "incoming"}, DIRECTION),
	({"direction": 1}, DIRECTION),
	({"direction": {"in": True}}, NOT_TEXT),
	({"happened_on": "tomorrow"}, NOT_A_MOMENT),
	({"happened_on": "2026-02-30 10:00"}, NOT_A_MOMENT),
	({"happened_on": "2026-02-28 25:00"}, NOT_A_MOMENT),
	({"happened_on": "2026-02-28 10:60"}, NOT_A_MOMENT),
	({"happened_on": "2026-02-28 10"}, NOT_A_MOMENT),
	({"happened_on": "28/02/2026 10:00"}, NOT_A_MOMENT),
	({"happened_on": "2026-02-28T10:00:00+03:00"}, NOT_A_MOMENT),
	({"happened_on": "2026-02-28T10:00:00Z"}, NOT_A_MOMENT),
	({"happened_on": 1772000000}, NOT_A_MOMENT),
	({"happened_on": True}, NOT_A_MOMENT),
	({"happened_on": ["2026-02-28"]}, NOT_A_MOMENT),
	({"happened_on": NOW + timedelta(minutes=6)}, FUTURE_MOMENT),
	({"happened_on": "2099-01-01"}, FUTURE_MOMENT),
	({"happened_on": "٢٠٢٦-٠٣-٠٢ ٠٠:٠٠"}, FUTURE_MOMENT),
	({"text": ""}, NO_TEXT),
	({"text": None}, NO_TEXT),
	({"text": " \n\t "}, NO_TEXT),
	({"text": "\x00"}, NO_TEXT),
	({"text": "x" * 2001}, LONG_TEXT),
	({"text": "ح " * 1001}, LONG_TEXT),
	({"text": ["x"]}, NOT_TEXT),
	({"text": {"x": 1}}, NOT_TEXT),
	({"text": True}, NOT_TEXT),
]

HUDA = Ownership(CAR, "Huda", date(2025, 1, 10), None, True)
OMAR = Ownership(CAR, "Omar", date(2025, 2, 1), None, True)
FORMER = Ownership(CAR, "Saleh", date(2023, 1, 1), date(2024, 12, 31), False)

OWNERS: list[tuple[Check, str]] = [
	(lambda: check_rows([Ownership(CAR, "Huda", TODAY, date(2025, 1, 1), False)], []), GONE_BEFORE),
	(lambda: check_rows([HUDA, Ownership("HUV 7", "Huda", TODAY, date(2025, 1, 1), True)], []), GONE_BEFORE),
	(lambda: check_rows([HUDA, HUDA], []), CAR_TWICE),
	(lambda: check_rows([HUDA, FORMER, Ownership(CAR, "Huda", None, None, True)], []), CAR_TWICE),
	(lambda: check_rows([HUDA], [OMAR]), SOMEBODYS),
	(lambda: check_rows([HUDA], [FORMER, OMAR], {"Omar": "عمر {owner}"}), SOMEBODYS),
	(lambda: check_rows([HUDA], [OMAR], {}), ANOTHERS),
	(lambda: check_theirs(CAR, "Omar", "Huda"), NOT_THEIRS),
	(lambda: check_rows([HUDA], [OMAR], {"Omar": ""}), ANOTHERS),
	(lambda: refuse(owned_by(CAR, "Omar")), SOMEBODYS),
	(lambda: refuse(owned_by(CAR, "")), ANOTHERS),
	(lambda: current([HUDA, OMAR]), SEVERAL),
	(lambda: sale(CAR, [HUDA, OMAR], "Saleh", TODAY, TODAY), SEVERAL),
	(lambda: ending(CAR, [HUDA, OMAR], TODAY, TODAY), SEVERAL),
	(lambda: sale(CAR, [HUDA], "Huda", TODAY, TODAY), THEIRS_ALREADY),
	(lambda: sale(CAR, [FORMER, HUDA], "Huda", date(2001, 1, 1), TODAY), THEIRS_ALREADY),
	(lambda: sale(CAR, [HUDA], "Omar", TOMORROW, TODAY), FUTURE_DAY),
	(lambda: sale(CAR, [], "Omar", date(2099, 1, 1), TODAY), FUTURE_DAY),
	(lambda: ending(CAR, [HUDA], TOMORROW, TODAY), FUTURE_DAY),
	(lambda: sale(CAR, [HUDA], "Omar", date(2025, 1, 9), TODAY), CHANGED_HANDS),
	(lambda: sale(CAR, [FORMER], "Omar", date(2024, 12, 30), TODAY), CHANGED_HANDS),
	(lambda: sale(CAR, [FORMER, HUDA], "Saleh", date(2001, 2, 3), TODAY), CHANGED_HANDS),
	(lambda: ending(CAR, [HUDA], date(2025, 1, 9), TODAY), CHANGED_HANDS),
	(lambda: ending(CAR, [], TODAY, TODAY), NOBODYS),
	(lambda: ending(CAR, [FORMER], TODAY, TODAY), NOBODYS),
]

CURSORS: list[tuple[str, str]] = [
	(text, NO_PLACE)
	for text in (
		"page two",
		"|",
		"|E-1",
		"2026-03-01T10:00:00",
		"2026-03-01T10:00:00|",
		"2026-02-30T10:00:00|E-1",
		"2026-03-01T10:00:00+03:00|E-1",
		"5|E-1",
		"{place}",
	)
]
HISTORY_KINDS: list[tuple[object, str]] = [
	(value, HISTORY_KIND)
	for value in ("Telegram", "note", ["Note", "Fax"], "Note,Fax", 5, {"Fax": True}, [None], "{kind}")
]


def refuse(error: WorkshopError) -> None:
	raise error


def cases() -> Iterator[Case]:
	def named(group: str, rows: list, check: Callable[[object], object]) -> Iterator[Case]:
		for number, (given, template) in enumerate(rows, 1):
			yield f"{group} {number}", lambda given=given: check(given), template

	def check_the_customer(values: dict[str, object]) -> object:
		return check_customer({"name": "Huda", **values}, "SA", TODAY)

	def check_the_vehicle(values: dict[str, object]) -> object:
		return check_vehicle({"plate": CAR, **values}, TODAY)

	def check_the_entry(values: dict[str, object]) -> object:
		return check_interaction({"kind": "Call", "text": "x", **values}, NOW)

	yield from named("customer", CUSTOMERS, check_the_customer)
	yield from named("channels", CHANNELS, check_the_customer)
	yield from named(
		"emergency contact", EMERGENCIES, lambda given: check_the_customer({"emergency_contact": given})
	)
	yield from named("preferences", PREFERENCES, read_preferences)
	yield from named(
		"preferences of a customer",
		PREFERENCES,
		lambda given: check_the_customer({"service_preferences": given}),
	)
	yield from named("notes", NOTES, safe_notes)
	yield from named("phone", PHONES, parse_phone)
	yield from named("plate", PLATES, parse_plate)
	yield from named(
		"VIN",
		[((number, reason), template) for number, reason, template in VINS],
		lambda given: check_vin(*given),
	)
	yield from named("vehicle", VEHICLES, check_the_vehicle)
	yield from named("odometer", READINGS, lambda given: check_reading(*given))
	yield from named("interaction", INTERACTIONS, check_the_entry)
	yield from named("owners", OWNERS, lambda check: check())
	yield from named("place in the history", CURSORS, read_cursor)
	yield from named("kinds of the history", HISTORY_KINDS, read_kinds)


CASES = list(cases())


@pytest.mark.parametrize(("check", "template"), [pytest.param(*case[1:], id=case[0]) for case in CASES])
def test_a_broken_input_is_refused_with_its_own_message(check, template):
	with pytest.raises(WorkshopError) as refusal:
		check()
	error = refusal.value
	assert error.template == template
	assert type(error) is (Conflict if template in (SOMEBODYS, ANOTHERS) else InvalidInput)
	places = {name for _, name, _, _ in Formatter().parse(template) if name}
	assert set(error.values) == places
	assert error.text() == re.sub(r"\{(\w+)\}", lambda place: as_said(error.values[place[1]]), template)


def as_said(value: object) -> str:
	return ", ".join(value) if isinstance(value, tuple) else str(value)


@pytest.mark.parametrize(("check", "template"), [pytest.param(*case[1:], id=case[0]) for case in CASES])
def test_a_refusal_is_short_enough_for_a_message_box_and_is_told_in_another_language(check, template):
	with pytest.raises(WorkshopError) as refusal:
		check()
	arabic = {template: "مرفوض: " + " ".join(re.findall(r"\{\w+\}", template))}
	told = refusal.value.text(lambda text: arabic.get(text, text))
	assert told.startswith("مرفوض")
	assert len(refusal.value.text()) <= 400


def test_there_are_at_least_two_hundred_broken_inputs():
	assert len(CASES) - len(PREFERENCES) >= 200  # those of a customer are the same once more


def test_every_refusal_in_these_modules_is_among_them():
	said = {
		call.args[0].args[0].value
		for module in MODULES
		for call in ast.walk(ast.parse(inspect.getsource(module)))
		if isinstance(call, ast.Call)
		and getattr(call.func, "id", "") in ("InvalidInput", "Conflict")
		and isinstance(call.args[0], ast.Call)
	} | {PREFERENCE_CHOICE, PREFERENCE_TEXT, PREFERENCE_LONG, PREFERENCE_AMOUNT, PREFERENCE_FLAG}
	hosts_ask = {CHASSIS_NUMBER, VIN_REPEATED, VIN_UNCHECKED, PLATE_TAKEN, PLATE_TAKEN_SOMEWHERE, VIN_TAKEN}
	assert said == {template for _, _, template in CASES} | hosts_ask
