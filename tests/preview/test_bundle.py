import subprocess
from pathlib import Path
from shutil import which

import pytest

from workshop_crm.preview.http.assets import PUBLIC_FOLDER
from workshop_crm.preview.http.bundle import bundle

FILES = {
	"kit/base.js": "const hidden = 1;\nexport const shown = hidden + 1;\n",
	"kit/words.js": 'export function word(n) {\n\treturn "w".repeat(n);\n}\n\nexport async function later() {}\n',
	"vendor.js": "function purify() {\n\treturn 7;\n}\n\nexport { purify as default };\n",
	"main.js": 'import vendor from "./vendor.js";\nimport { shown } from "./kit/base.js";\n'
	'import {\n\tlater,\n\tword as named,\n} from "./kit/words.js";\n\n'
	"const hidden = 40;\nconsole.log(vendor(), shown, named(3), hidden, typeof later);\n",
}


def written(folder: Path, files: dict[str, str]) -> Path:
	for name, text in files.items():
		path = folder / name
		path.parent.mkdir(parents=True, exist_ok=True)
		path.write_text(text)
	return folder / "main.js"


@pytest.mark.skipif(which("node") is None, reason="node is not on this machine")
def test_a_bundle_runs_as_its_modules_would(tmp_path):
	script = tmp_path / "bundle.mjs"
	script.write_text(bundle(written(tmp_path, FILES)))
	done = subprocess.run(["node", script], capture_output=True, text=True, check=True)
	assert done.stdout == "7 2 www 40 function\n"


def test_a_module_is_in_the_bundle_once(tmp_path):
	files = {**FILES, "kit/words.js": 'import { shown } from "./base.js";\n\nexport const word = shown;\n'}
	assert bundle(written(tmp_path, files)).count("const hidden = 1;") == 1


def test_modules_that_import_each_other_are_refused_by_name(tmp_path):
	files = {
		"main.js": 'import { other } from "./other.js";\n\nexport const main = other;\n',
		"other.js": 'import { main } from "./main.js";\n\nexport const other = main;\n',
	}
	with pytest.raises(ValueError, match=r"main\.js imports itself by way of other\.js"):
		bundle(written(tmp_path, files))


def test_no_import_or_export_of_the_screens_is_left():
	lines = bundle(PUBLIC_FOLDER / "js" / "preview" / "main.js").splitlines()
	assert [line for line in lines if line.startswith(("import", "export"))] == []
