"""The steps from the invitation to the answer, and what they are called: without numpy, for those who only name them."""

from workshop_crm.core.common.errors import N_

STEPS = ("asked", "delivered", "opened", "answered")
"""Who took one has taken those before it: an answer says that the message arrived, whatever the provider knows."""
FUNNEL_WORDS = {
	"asked": N_("Asked"),
	"delivered": N_("Delivered"),
	"opened": N_("Opened"),
	"answered": N_("Answered"),
}
