"""What is said to and by customers.

messages      written, withdrawn, sent again; with what follows, the only writer of Customer Message
sending       hands what waits to the providers, in jobs; `sending_job` asks for one
decisions     whether a message may go now, and on which channel
attachments   the PDF that goes with the e-mail of an invoice
fallbacks     the next channel for what could not be delivered
aftermath     what is done beside a message that failed
outgoing      a message as its provider gets it
senders       who sends on a channel; `host_senders` are Frappe's own ways, `providers` the accounts in the settings
rules         the owner's choices and rules of countries
webhooks      the calls of providers: `statuses` of messages, the `inbox` of what customers write
listing       the page of messages
pictures      photos that customers send, fetched and kept as private files
replies       what staff write themselves
stopping      a customer who asks at the counter for no more messages
trial         a test message, and what a provider says about settings and templates
email_queue   e-mails that Frappe could not send after all
prices        what messages have cost
consents      opt-outs by address; the only writer of Consent Event
templates     Message Template as core knows it
people        who is told when something has to be looked at
interactions  calls, visits and notes; the only writer of Customer Interaction
history       messages and interactions, newest first, a page at a time
history_rows  the latest of both as rows of the Customer's form, print and REST resource
"""
