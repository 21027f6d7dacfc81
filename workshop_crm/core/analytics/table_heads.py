"""What the columns of the dashboard's tables are called, in files and on paper alike."""

from workshop_crm.core.common.errors import N_

SEGMENT_HEADS = (N_("Segment"), N_("Customers"), N_("Revenue"), N_("Lifetime value"))
RATING_HEADS = (N_("Rating"), N_("Answers"))
FUNNEL_HEADS = (N_("Step"), N_("Customers"), N_("Invitations"), N_("Share of those asked"))
VALUE_GROUP_HEADS = (
	N_("Tenth of the customers"),
	N_("Customers"),
	N_("From"),
	N_("To"),
	N_("Lifetime value"),
	N_("Share of all"),
)
FORECAST_HEADS = (
	N_("From"),
	N_("To"),
	N_("Expected visits"),
	N_("Visits that came"),
	N_("Error"),
	N_("Ranking (AUC)"),
)
# Before the shares that came again within so many days each.
RETURN_HEADS = (N_("After"), N_("Visits"), N_("Median days"))
CAME_AGAIN = N_("Came again within {days} days")
