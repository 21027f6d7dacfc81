"""Asking customers after a visit.

forms        the Survey record as core's form
invitations  one an invoice, when there is a way to reach the customer; the only writer of Survey Invitation
cadence      the messages of an invitation, in the light of `earlier_messages`, until the answer or one of the `opt_outs`
cadence_rows, trigger_rows   what of a survey's rows is refused when it is saved
answers      what a guest sends; the only writer of Survey Response
follow_ups   an Issue for each bad answer; follow_up_list shows them, follow_up_work is what staff do with them
reports      answers and figures as staff see them
"""
