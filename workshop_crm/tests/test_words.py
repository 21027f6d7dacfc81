"""The app's Arabic sentences have the site's digits, refusals and all others alike."""

from frappe.tests.utils import FrappeTestCase, change_settings

from workshop_crm.core.analytics.actions.words import SCORED
from workshop_crm.services.platform import digits
from workshop_crm.services.platform.words import _


class TestWords(FrappeTestCase):
	def setUp(self):
		digits.set_up()

	def test_a_sentence_has_the_digits_of_the_site(self):
		with change_settings("Workshop CRM Settings", digits="Western"):
			self.assertIn("100", _(SCORED, "ar"))
		with change_settings("Workshop CRM Settings", digits="Arabic-Indic"):
			self.assertIn("١٠٠", _(SCORED, "ar"))

	def test_an_english_sentence_stays_as_it_is(self):
		self.assertEqual(_(SCORED, "en"), SCORED)
