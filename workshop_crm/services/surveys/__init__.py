"""Asking customers after a visit.

forms        the Survey record as core's form
invitations  one an invoice, when there is a way to reach the customer; the only writer of Survey Invitation
answers      what a guest sends; the only writer of Survey Response
follow_ups   an Issue for each bad answer
reports      answers and figures as staff see them
guest_limit, guest_page   how often a guest may ask, and what keeps a link secret
"""
