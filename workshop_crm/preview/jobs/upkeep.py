"""What the passing of a day changes: points expire, unanswered invitations too, figures and index are brought up to date."""

from __future__ import annotations

import sqlite3
from datetime import date

from workshop_crm.core.search.errors import IndexUnavailable
from workshop_crm.preview import records
from workshop_crm.preview.analytics import analytics_store
from workshop_crm.preview.jobs import kinds, queue
from workshop_crm.preview.loyalty import accounts, rewards
from workshop_crm.preview.messaging import messages
from workshop_crm.preview.search import updates
from workshop_crm.preview.settings import read_settings
from workshop_crm.preview.surveys import follow_ups, survey_store
from workshop_crm.preview.visits import drafts
from workshop_crm.preview.workshop import Workshop


def begin_day(workshop: Workshop) -> None:
	"""At the start of the program and of each day; a second time on one day changes nothing."""
	now = workshop.clock()
	with workshop.writing() as connection:
		accounts.pass_time(connection, read_settings(connection), now)
		rewards.expire(connection, now)
		survey_store.expire(connection, now)
		drafts.purge(connection, now)
		messages.withdraw_expired(connection, now)
		follow_ups.escalate_late(connection, read_settings(connection), now)
		queue.enqueue(connection, kinds.KEEP_SERVICES_DUE, now=now)
		queue.enqueue(connection, kinds.REMIND_OF_SERVICES, now=now)
		queue.enqueue(connection, kinds.TELL_MEMBERS, now=now)
		if records.exists(connection, "Survey Response", {}):
			queue.enqueue(connection, kinds.KEEP_SURVEY_MONTHS, now=now)
		if _figures_are_stale(connection, now.date()):
			queue.enqueue(connection, kinds.ANALYSE, now=now)
		# Behind the values, by which the rules choose.
		queue.enqueue(connection, kinds.FIND_ACTIONS, now=now)
		if records.exists(connection, updates.UPDATE, {}):
			queue.enqueue(connection, kinds.UPDATE_SEARCH, now=now)
		if _needs_index(workshop):
			queue.enqueue(connection, kinds.REBUILD_SEARCH, now=now)


def _figures_are_stale(connection: sqlite3.Connection, today: date) -> bool:
	"""Segments and values depend on the date."""
	run = analytics_store.last_run(connection)
	return records.exists(connection, "Customer", {}) and (run is None or run.computed_on != today)


def _needs_index(workshop: Workshop) -> bool:
	try:
		found = workshop.index.status()
		return found.is_worn_out or found.is_unfinished
	except IndexUnavailable:
		return True
