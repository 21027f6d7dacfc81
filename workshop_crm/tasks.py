"""What the scheduler runs. Each part alone: one that fails does not keep the others from running."""

from __future__ import annotations

from workshop_crm.services.analytics.actions import finding
from workshop_crm.services.loyalty import (
	checks,
	figures,
	liability,
	passing_time,
	points_messages,
	referrals,
	upkeep,
)
from workshop_crm.services.loyalty.rewards import by_hand
from workshop_crm.services.messaging import email_queue, pictures, prices, runs, sending
from workshop_crm.services.printing import subscriptions
from workshop_crm.services.search import upkeep as search_upkeep
from workshop_crm.services.surveys import cadence, escalation, lost
from workshop_crm.services.vehicles import kept_due, service_reminders
from workshop_crm.services.visits import drafts


def apply_search_updates() -> None:
	"""Every few minutes: what the queue has not brought to the search index, and an index that is damaged."""
	search_upkeep.catch_up()


def send_messages() -> None:
	"""Every minute: messages that wait, those that a dead worker or the e-mail queue left behind, and those that are obsolete."""
	sending.withdraw_expired()
	sending.recover()
	email_queue.take_over()
	sending.send_due()


def send_invitations() -> None:
	"""Every few minutes: messages to many whose job was lost, pictures that were not fetched, invitations to cancelled visits, those whose time has come, and visits nobody was asked about."""
	lost.withdraw_cancelled()
	runs.resume()
	pictures.fetch_lost()
	cadence.contact_due()
	lost.invite_missing()


def escalate_follow_ups() -> None:
	"""Every few minutes: follow-ups that are late go to somebody else too."""
	escalation.escalate_late()


def fetch_prices() -> None:
	"""Hourly: what messages have cost."""
	prices.fetch()


def repair_points() -> None:
	"""Hourly: points that could not be posted with their invoice."""
	upkeep.repair()
	referrals.repair()


def value_customers() -> None:
	"""Hourly: lifetime values, when somebody came since the last time."""
	# numpy is not loaded with every process of the scheduler
	from workshop_crm.services.analytics import scoring

	scoring.run_if_stale()


def value_all_customers() -> None:
	"""Daily: time passes for those who did not come, too; who is to be called because of that comes after."""
	from workshop_crm.services.analytics import scoring

	scoring.run()
	finding.run()


def count_loyalty_figures() -> None:
	"""Daily: the figures that the loyalty screen opens with."""
	figures.count_by_night()


def expire_points() -> None:
	"""Daily: points expire or can be spent from now on, tiers end, and codes of rewards."""
	passing_time.pass_time()
	by_hand.expire()
	liability.post_all()


def keep_services_due() -> None:
	"""Daily: which cars need which service."""
	kept_due.keep_all()


def remind_of_services() -> None:
	"""Daily: customers whose car needs a service."""
	service_reminders.remind_due()


def tell_members() -> None:
	"""Daily: statements of points, points about to expire, and tiers that were reached."""
	points_messages.tell_members()


def purge_baskets() -> None:
	"""Daily: delete open baskets that were left alone."""
	drafts.purge()


def send_dashboards() -> None:
	"""Daily: the dashboard by e-mail to managers who asked for it."""
	subscriptions.send_due()


def check_points() -> None:
	"""Daily: whether every customer's points are what the ledger says."""
	checks.report()


def keep_survey_months() -> None:
	"""Daily: answers and invitations as columns for the reports."""
	# numpy is not loaded with every process of the scheduler
	from workshop_crm.services.surveys import figures as survey_figures
	from workshop_crm.services.surveys import kept_invitations

	survey_figures.keep_months()
	kept_invitations.keep_months()
