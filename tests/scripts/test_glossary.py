"""The glossary's Arabic is the screens' Arabic."""

import importlib.util
import sys
from pathlib import Path

from babel.messages.catalog import Catalog

PATH = Path(__file__).resolve().parents[2] / "scripts" / "check_translations.py"
SPEC = importlib.util.spec_from_file_location("check_translations", PATH)
check = importlib.util.module_from_spec(SPEC)
sys.modules["check_translations"] = check
SPEC.loader.exec_module(check)

GLOSSARY = (
	"| term | Arabic | meaning |\n|---|---|---|\n| Tier | المستوى | a rank |\n| lot | دفعة | points |\n"
)


def faults(**translations):
	catalogue = Catalog(locale="ar")
	for term, arabic in translations.items():
		catalogue.add(term, arabic)
	return list(check.glossary_faults(catalogue, GLOSSARY))


def test_a_term_that_is_translated_otherwise_is_found():
	(line,) = faults(Tier="الدرجة")
	assert "Tier" in line


def test_the_same_arabic_and_a_term_that_no_screen_shows_pass():
	assert faults(Tier="المستوى") == []
	assert faults() == []


def test_most_terms_of_the_real_glossary_are_shown_somewhere():
	catalogue = check.load_catalogue()
	terms = [term for term, _arabic in check.TERM.findall(check.GLOSSARY.read_text("utf-8"))]
	assert len([term for term in terms if term in catalogue]) >= 35
