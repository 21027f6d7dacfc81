"""The Customer record and its primary Contact.

customer_record  saved from the profile, kept in shape when saved from anywhere else
contacts         phone numbers and e-mail addresses of the primary Contact
"""
