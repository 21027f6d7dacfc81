"""What each kind of job does. Every handler may run twice for the same subject: the second time changes nothing."""

from __future__ import annotations

from collections.abc import Callable

from workshop_crm.preview.analytics.actions import finding
from workshop_crm.preview.jobs import kinds
from workshop_crm.preview.loyalty import points_messages, posting, rewards
from workshop_crm.preview.profile import bulk_messages
from workshop_crm.preview.search import indexing
from workshop_crm.preview.settings import read_settings
from workshop_crm.preview.surveys import cadence, follow_ups, invitations
from workshop_crm.preview.vehicles import kept_due, reminder_runs, service_reminders
from workshop_crm.preview.workshop import Workshop


def invite(workshop: Workshop, invoice: str) -> None:
	now = workshop.clock()
	with workshop.writing() as connection:
		if invitation := invitations.invite(connection, read_settings(connection), invoice, now):
			cadence.wait(connection, invitation, now)


def contact(workshop: Workshop, invitation: str) -> None:
	now = workshop.clock()
	with workshop.writing() as connection:
		cadence.contact(connection, read_settings(connection), invitation, now)
		cadence.wait(connection, invitation, now)


def escalate(workshop: Workshop, follow_up: str) -> None:
	with workshop.writing() as connection:
		now = workshop.clock()
		follow_ups.escalate_late(connection, read_settings(connection), now)
		follow_ups.wait_on(connection, follow_up, now)


def settle_points(workshop: Workshop, invoice: str) -> None:
	with workshop.writing() as connection:
		settings = read_settings(connection)
		posting.settle(connection, settings, invoice, workshop.clock())
		rewards.settle(connection, settings, invoice, workshop.clock())


def update_search(workshop: Workshop, _subject: str) -> None:
	indexing.update(workshop)


def rebuild_search(workshop: Workshop, purpose: str) -> None:
	indexing.rebuild(workshop, purpose)


def analyse(workshop: Workshop, _subject: str) -> None:
	# numpy is loaded with the first computation, not with the server.
	from workshop_crm.preview.analytics import analyses

	analyses.compute(workshop)


def find_actions(workshop: Workshop, _subject: str) -> None:
	finding.run(workshop)


def keep_survey_months(workshop: Workshop, _subject: str) -> None:
	from workshop_crm.preview.surveys import figures, kept_invitations  # see analyse

	with workshop.writing() as connection:
		figures.keep_months(connection, workshop.clock())
		kept_invitations.keep_months(connection, workshop.clock())


def remind_of_services(workshop: Workshop, _subject: str) -> None:
	service_reminders.remind_due(workshop)


def tell_members(workshop: Workshop, _subject: str) -> None:
	points_messages.tell_members(workshop)


def tell_tiers(workshop: Workshop, _subject: str) -> None:
	points_messages.tell_tiers(workshop)


HANDLERS: dict[str, Callable[[Workshop, str], None]] = {
	kinds.INVITE: invite,
	kinds.CONTACT: contact,
	kinds.ESCALATE: escalate,
	kinds.SETTLE_POINTS: settle_points,
	kinds.UPDATE_SEARCH: update_search,
	kinds.REBUILD_SEARCH: rebuild_search,
	kinds.ANALYSE: analyse,
	kinds.FIND_ACTIONS: find_actions,
	kinds.TELL_MEMBERS: tell_members,
	kinds.TELL_TIERS: tell_tiers,
	kinds.REMIND_OF_SERVICES: remind_of_services,
	kinds.KEEP_SERVICES_DUE: kept_due.run,
	kinds.REMIND_MANY: reminder_runs.work,
	kinds.MESSAGE_MANY: bulk_messages.work,
	kinds.KEEP_SURVEY_MONTHS: keep_survey_months,
}
