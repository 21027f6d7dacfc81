"""What the app holds of a person: handed out, or erased for good.

Erased: the customer's names (and the record's, where the site names customers by their name), phone, e-mail, every
text and date on the Customer record and on the Lead it came from, consents, emergency contact, preferences, notes;
Contacts and Addresses that belong to this customer alone; calls, visits and notes that staff wrote down; the words
and addresses of messages, survey comments, follow-ups and e-mails; attachments; what Frappe keeps beside the
records: comments, versions, logs, deleted documents, search entries. In records that stay because they are about
something else (quotations, orders, tasks, comments on a car) the person's names, phone numbers and e-mail addresses
are blotted out.

Kept, and why:
- submitted and cancelled invoices, payments and the general ledger, word for word: tax law requires them to be kept
  (in Saudi Arabia for six years: Article 66 of the VAT Implementing Regulations), with the name they were made out to
- the points ledger and scores without comments: figures that belong to nobody once the name is gone
- the car, its plates, VIN and service history, which belong to whoever owns it next; this ownership is closed
- Error Logs and prepared reports, which Frappe deletes after some weeks; the site's backups, which are the
  administrator's to let expire
- Contacts and Addresses that another customer, supplier or company uses too: only the link is cut
- a User account with the same e-mail address: Frappe's Personal Data Deletion Request erases it, and calls this package

person         who the person is: records, former names, words that name them
words          blotting those words out of a text
export         everything as one JSON document
erase          the order of erasing, and what is told at the end
records        the Customer, its Contacts and Addresses, its cars
conversations  messages, interactions, survey answers, follow-ups, e-mails
traces         what Frappe keeps beside the records
mentions       records that stay and name the person
texts          blotting in the text columns of a table
requests       Frappe's own download and deletion requests
"""
