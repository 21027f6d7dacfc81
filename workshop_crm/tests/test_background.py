"""Jobs that start after the commit."""

from __future__ import annotations

from unittest.mock import patch

from rq.job import JobStatus

from frappe.tests.utils import FrappeTestCase

from workshop_crm.services import background

METHOD, JOB = "workshop_crm.services.search.upkeep.apply_notes", "workshop_crm.test.job"


class TestBackground(FrappeTestCase):
	def queued_while(self, status: JobStatus | None) -> str:
		with (
			patch("workshop_crm.services.background.get_job_status", return_value=status),
			patch("frappe.enqueue") as enqueue,
		):
			background.now(METHOD, JOB)
		return enqueue.call_args.kwargs["job_id"]

	def test_a_job_that_waits_or_is_over_serves_for_this_commit_too(self):
		for status in (None, JobStatus.QUEUED, JobStatus.FINISHED, JobStatus.FAILED):
			self.assertEqual(self.queued_while(status), JOB)

	def test_a_job_that_runs_may_have_missed_this_commit_so_another_one_waits(self):
		self.assertEqual(self.queued_while(JobStatus.STARTED), f"{JOB}.next")
