"""Asking customers after a visit.

forms        the Survey record as core's form
invitations  one an invoice, when there is a way to reach the customer; the only writer of Survey Invitation
answers      what a guest sends; the only writer of Survey Response
reports      what staff see
"""
