import subprocess
import sys

READS = """
import sys
import workshop_crm.core.analytics.dashboard
print(sorted({name.partition(".")[0] for name in sys.modules} & {"scipy", "numpy"}))
"""


def test_a_page_that_is_read_from_what_was_fitted_before_loads_no_scipy():
	done = subprocess.run([sys.executable, "-c", READS], capture_output=True, text=True, check=True)
	assert done.stdout == "['numpy']\n"
