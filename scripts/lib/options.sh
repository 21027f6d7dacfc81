# Arguments of the verbs. Each verb has its own `usage`.

# answer_help ARGUMENTS...: prints the usage and ends the verb when one of them asks for it.
answer_help() {
	local argument
	for argument in "$@"; do
		case $argument in
			-h | --help)
				usage
				exit 0
				;;
		esac
	done
}

# misuse TEXT: ends the verb before it has done anything.
misuse() {
	usage >&2
	printf '\033[1;31mdev:\033[0m %s\n' "$*" >&2
	exit 2
}

take_no_more() {
	[ $# = 0 ] || misuse "\"$1\" is not known here."
}

# take_site_name NAME: a name that can be an address, and no option.
take_site_name() {
	[[ $1 != -* ]] || misuse "there is no option \"$1\"."
	[[ $1 =~ ^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$ ]] ||
		misuse "\"$1\" cannot be a site's name: lower-case letters, digits, dots and hyphens."
}

take_port() {
	if ! [[ ${1:-} =~ ^[1-9][0-9]{0,4}$ ]] || [ "$1" -gt 65535 ]; then
		misuse "a port is a number up to 65535, not \"${1:-}\"."
	fi
}
