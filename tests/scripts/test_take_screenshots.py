"""Every screen has its picture."""

import re
from pathlib import Path

from workshop_crm.preview.session.endpoints import SCREENS

SCREENS_FILE = Path(__file__).parents[2] / "scripts" / "screens.py"


def test_no_screen_of_the_preview_is_left_out():
	taken = set(re.findall(r'Screen\("(\w+)"', SCREENS_FILE.read_text(encoding="utf-8")))
	assert set(SCREENS) <= taken
