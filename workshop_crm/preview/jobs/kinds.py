"""The kinds of jobs, and how patient they are."""

from datetime import timedelta

INVITE = "invite"  # subject: the invoice
CONTACT = "send invitation"  # subject: the invitation
ESCALATE = "escalate follow-ups"  # subject: the follow-up
SETTLE_POINTS = "settle points"  # subject: the invoice
UPDATE_SEARCH = "update search"
REBUILD_SEARCH = "rebuild search"
ANALYSE = "analyse"
FIND_ACTIONS = "find actions"
TELL_MEMBERS = "tell members of their points"
TELL_TIERS = "tell of tiers"
REMIND_OF_SERVICES = "remind of services"
REMIND_MANY = "remind many"  # subject: the run
MESSAGE_MANY = "message many"  # subject: the run
KEEP_SERVICES_DUE = "keep services due"  # subject: the vehicle, or empty for all
KEEP_SURVEY_MONTHS = "keep survey months"

# Many sales in a row need one computation.
ANALYTICS_DELAY = timedelta(seconds=5)
