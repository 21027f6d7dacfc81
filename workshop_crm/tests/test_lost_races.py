"""Two requests want the same rows: the loser runs again, and is refused with a sentence after too many tries.

Only MariaDB gives up a transaction that lost a race.
"""

from __future__ import annotations

import json
from unittest.mock import patch

from werkzeug.wrappers import Response

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.core.common.errors import Conflict
from workshop_crm.services.platform import lost_races


class TestLostRaces(FrappeTestCase):
	def setUp(self):
		frappe.db.commit()
		sleeping = patch("workshop_crm.services.platform.lost_races.time.sleep")
		sleeping.start()
		self.addCleanup(sleeping.stop)
		self.tries = 0

	def losing(self, times: int, error: type[Exception] = frappe.QueryDeadlockError) -> str:
		self.tries += 1
		if self.tries <= times:
			frappe.msgprint("what the lost try wanted to say")
			raise error
		return "done"

	def test_a_lost_race_is_run_again_and_its_messages_are_forgotten(self):
		frappe.clear_messages()
		self.assertEqual(lost_races.retried(lambda: self.losing(lost_races.MAX_TRIES - 1)), "done")
		self.assertEqual((self.tries, frappe.local.message_log), (lost_races.MAX_TRIES, []))

	def test_a_record_that_changed_between_reading_and_saving_is_read_again(self):
		self.assertEqual(lost_races.retried(lambda: self.losing(1, frappe.TimestampMismatchError)), "done")

	def test_who_loses_each_time_is_refused(self):
		with self.assertRaises(Conflict):
			lost_races.retried(lambda: self.losing(lost_races.MAX_TRIES))

	def test_a_lock_that_was_waited_for_in_vain_is_not_waited_for_again(self):
		with self.assertRaises(Conflict):
			lost_races.retried(lambda: self.losing(1, frappe.QueryTimeoutError))
		self.assertEqual(self.tries, 1)

	def test_the_loser_on_any_form_gets_a_conflict_and_a_sentence(self):
		for kind in lost_races.LOST:
			lost = Response(json.dumps({"exc_type": kind, "exc": "trace"}), 500, mimetype="application/json")
			lost_races.answer(lost, None)
			self.assertEqual(lost.status_code, 409)
			told = json.loads(json.loads(lost.get_json()["_server_messages"])[0])["message"]
			self.assertIn("nothing was saved", told)
			self.assertNotIn("exc", lost.get_json())

	def test_other_answers_stay_as_they_are(self):
		for body, status in (({"exc_type": "ValueError"}, 500), ({"message": 1}, 200), (["x"], 500)):
			given = Response(json.dumps(body), status, mimetype="application/json")
			lost_races.answer(given, None)
			self.assertEqual((given.status_code, given.get_json()), (status, body))
