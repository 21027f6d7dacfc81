"""What answers and follow-ups from before 0.6.0 get, in SQL that MariaDB and SQLite read alike.

Until then the score of an answer without a scored question was stored as 0. The kinds of questions were rating, nps,
yes_no and text.
"""

_ANSWERED = (
	"SELECT {what} FROM `tabSurvey Answer` AS answer WHERE answer.parent = `tabSurvey Response`.name"
	" AND answer.kind {kinds}"
)
_SCORED = _ANSWERED.format(what="1", kinds="IN ('rating', 'nps', 'yes_no')")
_NPS = _ANSWERED.format(what="MIN(answer.value + 0)", kinds="= 'nps'")
_OF_ISSUE = "FROM `tabSurvey Response` AS response WHERE response.follow_up = `tabIssue`.name"

_OF_ANSWER = "FROM `tabSurvey Response` AS response WHERE response.invitation = `tabSurvey Invitation`.name"

WORK_OF_ANSWERED = f"""UPDATE `tabSurvey Invitation` SET
	language = (SELECT response.language {_OF_ANSWER}), technician = (SELECT response.technician {_OF_ANSWER}), adviser = (SELECT response.adviser {_OF_ANSWER}),
	branch_doctype = (SELECT response.branch_doctype {_OF_ANSWER}), branch = (SELECT response.branch {_OF_ANSWER})
	WHERE EXISTS (SELECT 1 {_OF_ANSWER})"""
"""Gives an invitation the language, the people and the branch of its answer. Those of the others stand in the documents of their visits."""

STATEMENTS = (
	f"""UPDATE `tabSurvey Response` SET
		has_score = CASE WHEN EXISTS ({_SCORED}) THEN 1 ELSE 0 END,
		satisfaction = CASE WHEN rating >= 4 THEN 'Satisfied' WHEN rating > 0 THEN 'Not satisfied' ELSE '' END,
		nps_group = CASE WHEN ({_NPS}) >= 9 THEN 'Promoter' WHEN ({_NPS}) >= 7 THEN 'Passive'
			WHEN ({_NPS}) >= 0 THEN 'Detractor' ELSE '' END,
		channel = COALESCE((SELECT invitation.channel FROM `tabSurvey Invitation` AS invitation
			WHERE invitation.name = `tabSurvey Response`.invitation), '')""",
	f"""UPDATE `tabIssue` SET
		survey_response = (SELECT MIN(response.name) {_OF_ISSUE}),
		follow_up_opened_on = (SELECT MIN(response.answered_on) {_OF_ISSUE})
	WHERE EXISTS (SELECT 1 {_OF_ISSUE})""",
	"""UPDATE `tabIssue` SET follow_up_reason = 'Other', follow_up_closed_on = modified
	WHERE survey_response IS NOT NULL AND survey_response <> '' AND status IN ('Closed', 'Resolved')""",
)
