"""What is said to and by customers.

messages      the only writer of Customer Message
interactions  calls, visits and notes; the only writer of Customer Interaction
history       both, newest first, a page at a time
history_rows  the latest of both as rows of the Customer's form, print and REST resource
"""
