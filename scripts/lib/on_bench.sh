# What every verb needs that works on a bench.

. scripts/lib/say.sh
. scripts/lib/options.sh
. scripts/lib/debian.sh
. scripts/lib/bench.sh
. scripts/lib/background.sh
. scripts/lib/app.sh
. scripts/lib/services.sh
. scripts/lib/database.sh
. scripts/lib/site.sh
. scripts/lib/serve.sh

# Leaves the machine as it was found: nothing of ours runs on, and what others use runs on.
clean_up() {
	stop_background
	forget_database_admin
	stop_services
}
