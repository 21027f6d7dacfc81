"""Customers of the made-up workshop: people and companies with names in both scripts, phones and consents."""

from __future__ import annotations

import re
from datetime import date
from random import Random

from workshop_crm.core.demo import words
from workshop_crm.core.demo.model import DemoConsent, DemoCustomer

_PHONE_SERIES = "+9665000"
"""Mobile numbers that count up from zeros, unmistakably not drawn from real ones."""
_COMPANY_SHARE = 0.08
_WOMEN_SHARE = 0.22
_CONSENT_SHARES = (("WhatsApp", 0.8), ("SMS", 0.5), ("Email", 0.6))


def new_customer(random: Random, number: int, joined: date) -> DemoCustomer:
	"""The customer with this number (from 1); consents are given on the day of joining."""
	is_company = random.random() < _COMPANY_SHARE
	name, name_ar = _company_name(random) if is_company else _person_name(random)
	email = _email(name, number) if is_company or random.random() < 0.45 else ""
	return DemoCustomer(
		code=f"DEMO-CUST-{number:05d}",
		kind="Company" if is_company else "Individual",
		name=name,
		name_ar=name_ar,
		language="ar" if random.random() < 0.7 else "en",
		phone=f"{_PHONE_SERIES}{number:05d}",
		email=email,
		consents=_consents(random, joined, bool(email)),
		emergency_contact=None,
		preferences={},
		notes="",
	)


def _person_name(random: Random) -> tuple[str, str]:
	given = random.choice(words.WOMEN if random.random() < _WOMEN_SHARE else words.MEN)
	parts = [given, random.choice(words.FAMILIES)]
	if random.random() < 0.45:
		parts.insert(1, random.choice(words.MEN))
	return " ".join(random.choice(part.latin) for part in parts), " ".join(part.arabic for part in parts)


def _company_name(random: Random) -> tuple[str, str]:
	form = random.choice(words.COMPANY_FORMS)
	name, trade = random.choice(words.COMPANY_NAMES), random.choice(words.COMPANY_TRADES)
	return (
		f"{name.latin[0]} {trade.latin[0]} {form.latin[0]}",
		f"{form.arabic} {name.arabic} {trade.arabic}",
	)


def _email(name: str, number: int) -> str:
	return f"{re.sub('[^a-z]+', '.', name.lower()).strip('.')}.{number}@example.com"


def _consents(random: Random, joined: date, has_email: bool) -> tuple[DemoConsent, ...]:
	source = random.choice(words.CONSENT_SOURCES)
	given = [channel for channel, share in _CONSENT_SHARES if random.random() < share]
	return tuple(DemoConsent(channel, joined, source) for channel in given if channel != "Email" or has_email)
