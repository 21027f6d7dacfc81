"""Names of the weekdays as the figures count them, for those who only write them: without numpy."""

from workshop_crm.core.common.errors import N_

WEEKDAY_NAMES = (
	N_("Sunday"),
	N_("Monday"),
	N_("Tuesday"),
	N_("Wednesday"),
	N_("Thursday"),
	N_("Friday"),
	N_("Saturday"),
)
