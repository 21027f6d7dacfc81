# ./dev preview: the preview host, with its data kept between starts.
set -euo pipefail
cd "$PROJECT_ROOT"
. scripts/lib/say.sh
. scripts/lib/debian.sh
. scripts/lib/python.sh

use_python preview
case ${1:-} in
	serve | import | demo | reindex | analytics | search | check-points | import-points | backtest-loyalty | loyalty-template | -h | --help) exec python -m workshop_crm.preview "$@" ;;
	*) exec python -m workshop_crm.preview serve "$@" ;;
esac
