"""Versions as a site keeps them, what its form refuses, and the page beside the form: the preview has no Survey form."""

from __future__ import annotations

import json

import frappe
from frappe.utils import now_datetime

from workshop_crm.api import surveys
from workshop_crm.core.surveys.defaults import DEFAULT_CADENCE, DEFAULT_TRIGGERS
from workshop_crm.patches.v0_6 import pin_survey_versions
from workshop_crm.services.platform.survey_links import token_of
from workshop_crm.services.surveys import answers, invitations, submissions, versions
from workshop_crm.tests.records import make_user
from workshop_crm.tests.test_surveys import SurveyTestCase

OPTIONS = "wait: The wait | الانتظار\nprice: The price | السعر"


def make_survey(*questions: dict) -> frappe.model.document.Document:
	"""A survey that is asked instead of the workshop's own."""
	frappe.db.set_value("Survey", {"enabled": 1}, "enabled", 0)
	survey = {
		"doctype": "Survey",
		"survey_name": frappe.generate_hash(length=10),
		"title_en": "How was it?",
		"title_ar": "كيف كانت؟",
		"questions": [question(**one) for one in questions],
		"triggers": list(DEFAULT_TRIGGERS),
		"cadence": list(DEFAULT_CADENCE),
	}
	return frappe.get_doc(survey).insert()


def question(question_id: str, kind: str, **more) -> dict:
	return {"question_id": question_id, "kind": kind, "text_en": "Why?", "text_ar": "لماذا؟", **more}


class VersionTestCase(SurveyTestCase):
	def setUp(self):
		super().setUp()
		self.survey = make_survey(
			{"question_id": "stars", "kind": "rating"},
			{"question_id": "place", "kind": "single", "options": OPTIONS},
		)

	def versions(self) -> list[str]:
		return frappe.get_all(
			versions.VERSION, {"survey": self.survey.name}, pluck="name", order_by="version"
		)


class TestVersions(VersionTestCase):
	def test_a_version_is_made_when_somebody_is_asked_and_only_when_something_changed(self):
		self.assertEqual(self.versions(), [])
		self.survey.update({"title_en": "Changed before anybody was asked"}).save()
		first, second = self.invited(), self.invited()
		self.assertEqual(self.versions(), [first.version])
		self.assertEqual(second.version, first.version)
		self.survey.update({"title_en": "How did we do?"}).save()
		third = self.invited()
		self.assertEqual(self.versions(), [first.version, third.version])
		self.assertEqual(
			answers.show_form(token_of(first.name))["survey"]["en"]["title"],
			"Changed before anybody was asked",
		)
		self.assertEqual(answers.show_form(token_of(third.name))["survey"]["en"]["title"], "How did we do?")

	def test_a_survey_that_is_renamed_keeps_its_version(self):
		first = self.invited()
		name = frappe.rename_doc("Survey", self.survey.name, f"{self.survey.name} renamed", show_alert=False)
		self.survey = frappe.get_doc("Survey", name)
		self.assertEqual(self.invited().version, first.version)
		self.assertEqual(answers.show_form(token_of(first.name))["state"], "open")

	def test_an_answered_question_keeps_its_kind_and_its_options(self):
		invitation = self.invited()
		self.survey.reload().questions[0].kind = "nps"
		self.survey.save()
		self.survey.questions[0].kind = "rating"
		self.survey.save()
		answers.answer(token_of(invitation.name), {"stars": 5, "place": "wait"})
		for change, says in (
			(lambda rows: rows[0].update({"kind": "nps"}), "stars_2"),
			(lambda rows: rows[0].update({"highest": 10}), "stars_2"),
			(lambda rows: rows[1].update({"options": OPTIONS.replace("wait:", "waiting:")}), "place_2"),
		):
			self.survey.reload()
			change(self.survey.questions)
			with self.assertRaisesRegex(frappe.ValidationError, says):
				self.survey.save()
		self.survey.reload().questions[1].options = f"{OPTIONS}\nstaff: Staff | الموظفون"
		self.survey.questions[0].text_en = "How satisfied are you?"
		self.survey.save()
		self.survey.remove(self.survey.questions[1])
		self.survey.save()

	def test_what_cannot_be_asked_is_refused_on_the_form(self):
		for change, says in (
			({"question_id": "why", "kind": "single", "options": "odd"}, "key: English"),
			(
				{"question_id": "why", "kind": "text", "show_if_question": "later", "show_if_value": "1"},
				"before it",
			),
			({"question_id": "stars", "kind": "text"}, "Two questions"),
		):
			self.survey.reload().append("questions", question(**change))
			with self.assertRaisesRegex(frappe.ValidationError, says):
				self.survey.save()

	def test_the_update_pins_what_was_sent_and_answered_before(self):
		open_one, answered = self.invited(), self.invited()
		answers.answer(token_of(answered.name), {"stars": 5})
		for doctype in (invitations.INVITATION, answers.RESPONSE):
			frappe.db.set_value(doctype, {"survey": self.survey.name}, "version", None)
		frappe.db.delete(versions.VERSION, {"survey": self.survey.name})
		self.assertEqual(answers.show_form(token_of(open_one.name))["survey"]["en"]["title"], "How was it?")
		pin_survey_versions.execute()
		(version,) = self.versions()
		self.assertEqual(frappe.db.get_value(invitations.INVITATION, open_one.name, "version"), version)
		self.assertEqual(
			frappe.db.get_value(answers.RESPONSE, {"invitation": answered.name}, "version"), version
		)

	def test_a_look_is_noted_once_and_an_answer_is_a_look_too(self):
		invitation = self.invited()
		submissions.note_opened(token_of(invitation.name))
		seen = invitation.reload().opened_on
		self.assertLessEqual(seen, now_datetime())
		submissions.note_opened(token_of(invitation.name))
		self.assertEqual(invitation.reload().opened_on, seen)
		other = self.invited()
		answers.answer(token_of(other.name), {"stars": 5})
		self.assertTrue(other.reload().opened_on)
		submissions.note_opened("x" * 22)


class TestFormPreview(VersionTestCase):
	def preview(self, **changes) -> dict:
		typed = {**json.loads(self.survey.as_json()), **changes}
		return surveys.form_preview(survey=typed)

	def test_what_is_typed_is_shown_in_both_languages_and_nothing_is_saved(self):
		shown = self.preview(title_en="Typed <b>just</b> now", title_ar="كُتب الآن")
		self.assertEqual(shown["problem"], "")
		self.assertIn("Typed &lt;b&gt;just&lt;/b&gt; now", shown["pages"]["en"])
		self.assertIn('dir="rtl"', shown["pages"]["ar"])
		self.assertIn("كُتب الآن", shown["pages"]["ar"])
		self.assertNotIn("<script", shown["pages"]["en"])
		self.assertEqual(self.survey.reload().title_en, "How was it?")

	def test_the_reason_of_a_refusal_is_told_before_the_save(self):
		self.assertIn("title in English", self.preview(title_en="")["problem"])
		invitation = self.invited()
		answers.answer(token_of(invitation.name), {"stars": 5})
		rows = [{**row.as_dict(no_default_fields=True), "kind": "nps"} for row in self.survey.questions]
		self.assertIn("stars_2", self.preview(questions=rows)["problem"])

	def test_half_typed_rows_and_odd_values_make_a_page_all_the_same(self):
		for rows in (
			[],
			None,
			"x",
			[{}],
			[None, 5],
			[{"kind": "photo"}],
			[{"kind": [1], "highest": "9" * 50}] * 200,
		):
			shown = self.preview(questions=rows, title_en=None, intro_ar=["x"])
			self.assertIn("<main", shown["pages"]["ar"])
			self.assertTrue(shown["problem"])

	def test_only_staff_see_it(self):
		frappe.set_user(make_user("Fleet Manager"))
		with self.assertRaises(frappe.PermissionError):
			self.preview()
