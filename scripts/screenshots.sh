# ./dev screenshots: pictures of every screen of the preview, and how they differ from those of an earlier run.
set -euo pipefail
cd "$PROJECT_ROOT"
. scripts/lib/say.sh
. scripts/lib/options.sh
. scripts/lib/debian.sh
. scripts/lib/python.sh

usage() {
	cat <<-'TEXT'
		./dev screenshots FOLDER                      every screen of the preview, in both languages, 360 and 1366 pixels wide
		./dev screenshots FOLDER --against EARLIER    the same, compared with the pictures of an earlier run
		./dev screenshots --compare EARLIER LATER     compares two folders of pictures
		./dev screenshots --readme                    the pictures of the README, in docs/screenshots
		./dev screenshots --guide                     those of docs/front-desk.md, in docs/screenshots/front-desk

		--most SHARE   which share of a picture may differ; none otherwise

		The workshop is made up, and its clock stands still: two runs of the same checkout on one machine give the same
		pictures. What changed is in LATER/differences, with a report. The exit code is 1 when a picture changed or is missing.
	TEXT
}

take() {
	install_packages fonts-noto-core libatomic1 || true
	command -v chromium-headless-shell >/dev/null || install_packages chromium-headless-shell || install_packages chromium ||
		fail "there is no Chromium, and this user may not install it"
	use_python dev
	say "taking pictures"
	python scripts/take_screenshots.py "$@"
}

compare() {
	use_python dev
	python scripts/compare_screenshots.py "$@"
}

is_folder() {
	[ -d "$1" ] || misuse "there is no folder \"$1\"."
}

answer_help "$@"
case ${1:-} in
	--readme | --guide)
		take_no_more "${@:2}"
		take "$1"
		;;
	--compare)
		[ $# -ge 3 ] || misuse "--compare takes two folders."
		is_folder "$2"
		is_folder "$3"
		compare "${@:2}"
		;;
	"") misuse "into which folder?" ;;
	-*) misuse "there is no option \"$1\"." ;;
	*)
		folder=$1
		shift
		if [ $# = 0 ]; then
			take "$folder"
		else
			[ "$1" = --against ] || misuse "\"$1\" is not known here."
			[ $# -ge 2 ] || misuse "--against which folder?"
			is_folder "$2"
			take "$folder"
			compare "$2" "$folder" "${@:3}"
		fi
		;;
esac
