"""Which of the invitations that were written have asked somebody: SQL on `invitation`."""

from workshop_crm.core.surveys.funnel import LEFT

# Handed over, answered or opened, or a message left.
HAS_ASKED = f"""(invitation.contacts = 0 OR invitation.source IN ('Handover', 'Print')
	OR invitation.status = 'Answered' OR invitation.opened_on IS NOT NULL
	OR EXISTS (SELECT 1 FROM "tabCustomer Message" AS sent WHERE sent.reference_doctype = 'Survey Invitation'
		AND sent.reference_name = invitation.name AND sent.status IN {LEFT}))"""
