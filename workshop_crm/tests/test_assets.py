"""What every page of the desk loads of the app."""

from __future__ import annotations

import unittest
from pathlib import Path

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import get_assets_json

MAX_BYTES = 60_000


class TestAssets(FrappeTestCase):
	def test_a_page_without_our_screens_loads_little_of_the_app(self):
		built = get_assets_json()
		if "workshop_crm.bundle.js" not in built:
			raise unittest.SkipTest("the app's assets are not built")
		hooks = frappe.get_hooks(app_name="workshop_crm")
		every_page = [*hooks["app_include_js"], *hooks["app_include_css"]]
		sizes = {
			name: Path(frappe.local.sites_path, built[name].lstrip("/")).stat().st_size for name in every_page
		}
		self.assertLess(sum(sizes.values()), MAX_BYTES, sizes)
		self.assertIn("workshop_screens.bundle.js", built)
