-- The tables of the DocTypes take over: every row is copied under the fields' names of ERPNext.
-- Money was in hundredths and is in millionths; what was NULL where nobody knew a number is 0; moment() is that of the step.

INSERT INTO "tabSeries" (
	name, current
)
SELECT
	prefix, last
FROM series;

INSERT INTO "tabCustomer" (
	name, customer_name, customer_name_ar, disabled, imported, emergency_contact, emergency_contact_phone,
	service_preferences, customer_notes, erased_on, creation, modified, preferred_language, mobile_no, email_id
)
SELECT
	name, customer_name, customer_name_ar, disabled, imported, emergency_contact, emergency_contact_phone,
	service_preferences, customer_notes, erased_on, moment(created_at), moment(created_at),
	CASE preferred_language WHEN 'ar' THEN 'Arabic' WHEN 'en' THEN 'English' ELSE '' END, phone, email
FROM customer
ORDER BY rowid;

INSERT INTO "tabCustomer Communication Channel" (
	name, parent, parenttype, parentfield, idx, channel, consent_date, source
)
SELECT
	lower(hex(randomblob(5))), customer, 'Customer', 'communication_channels',
	row_number() OVER (PARTITION BY customer ORDER BY channel), channel, consent_date, source
FROM customer_channel;

INSERT INTO "tabVehicle" (
	plate_latin, plate_ar, plate_key, make, model, vin_reason, customer, name, license_plate, chassis_no,
	model_year, last_odometer, last_odometer_on
)
SELECT
	plate_latin, plate_ar, plate_key, make, model, vin_reason, customer, vehicle.name, plate_latin, vin,
	coalesce(model_year, 0), coalesce(odometer, 0), odometer_on
FROM vehicle LEFT JOIN customer_vehicle AS owned ON owned.vehicle = vehicle.name AND owned.is_current = 1
ORDER BY vehicle.rowid;

INSERT INTO "tabCustomer Vehicle" (
	name, parent, parenttype, parentfield, idx, vehicle, from_date, to_date, is_current
)
SELECT
	lower(hex(randomblob(5))), customer, 'Customer', 'vehicle_ownership',
	row_number() OVER (PARTITION BY customer ORDER BY id), vehicle, from_date, to_date, is_current
FROM customer_vehicle
ORDER BY id;

INSERT INTO "tabOdometer Correction" (
	name, vehicle, known, reading, reason, corrected_on
)
SELECT
	lower(hex(randomblob(5))), vehicle, known, reading, reason, moment(corrected_at)
FROM odometer_correction
ORDER BY id;

INSERT INTO "tabService Type" (
	name, name_ar, disabled, service_type_name, interval_km, interval_months
)
SELECT
	name, name_ar, disabled, name, coalesce(interval_km, 0), coalesce(interval_months, 0)
FROM service_type;

INSERT INTO "tabItem" (
	name, item_name, item_name_ar, service_type, item_code, standard_rate
)
SELECT
	name, item_name, item_name_ar, service_type, name, rate * 10000
FROM item
ORDER BY rowid;

INSERT INTO "tabSales Invoice" (
	name, customer, posting_date, vehicle, odometer_reason, service_type, is_return, return_against, imported,
	creation, modified, docstatus, posting_time, workshop_request_id, loyalty_points, odometer, net_total,
	total_taxes_and_charges, grand_total, loyalty_amount
)
SELECT
	name, customer, posting_date, vehicle, odometer_reason, service_type, is_return, return_against, imported,
	moment(created_at), moment(created_at), cancelled + 1, posting_time || ':00', request_id, redeem_points,
	coalesce(odometer, 0), subtotal * 10000, tax * 10000, total * 10000, redeem_amount * 10000
FROM invoice
ORDER BY rowid;

INSERT INTO "tabSales Invoice Item" (
	name, parent, parenttype, parentfield, idx, item_code, qty, rate, amount
)
SELECT
	lower(hex(randomblob(5))), invoice, 'Sales Invoice', 'items',
	row_number() OVER (PARTITION BY invoice ORDER BY position), item, CAST(qty AS REAL), rate * 10000,
	amount * 10000
FROM invoice_line
ORDER BY invoice, position;

INSERT INTO "tabLoyalty Program" (
	name, loyalty_program_name, conversion_factor, expiry_duration
)
SELECT
	name, name, CAST(point_value AS REAL), expiry_days
FROM loyalty_program;

INSERT INTO "tabLoyalty Program Collection" (
	name, parent, parenttype, parentfield, idx, tier_name, min_spent, collection_factor
)
SELECT
	lower(hex(randomblob(5))), program, 'Loyalty Program', 'collection_rules',
	row_number() OVER (PARTITION BY program ORDER BY CAST(min_spent AS REAL)), name,
	CAST(round(min_spent * 1e6) AS INTEGER), CAST(round(spend_per_point * 1e6) AS INTEGER)
FROM loyalty_tier;

INSERT INTO "tabLoyalty Point Entry" (
	name, customer, posting_date, expiry_date, invoice, redeem_against, idempotency_key, creation, modified,
	loyalty_program, entry_kind, loyalty_points, invoice_type, entry_reason, loyalty_program_tier, earning_rate,
	purchase_amount
)
SELECT
	name, customer, posting_date, expiry_date, invoice, redeem_against, idempotency_key, moment(created_at),
	moment(created_at), program, kind, points, CASE WHEN invoice IS NOT NULL THEN 'Sales Invoice' END, reason,
	tier, coalesce(CAST(earning_rate AS REAL), 0), spend * 10000
FROM loyalty_entry
ORDER BY rowid;

INSERT INTO "tabSurvey" (
	name, title_en, title_ar, intro_en, intro_ar, thanks_en, thanks_ar, survey_name
)
SELECT
	name, title_en, title_ar, intro_en, intro_ar, thanks_en, thanks_ar, name
FROM survey;

INSERT INTO "tabSurvey Question" (
	name, parent, parenttype, parentfield, idx, kind, text_en, text_ar, required, question_id, options
)
SELECT
	lower(hex(randomblob(5))), survey, 'Survey', 'questions',
	row_number() OVER (PARTITION BY survey ORDER BY position), kind, text_en, text_ar, required, id,
	coalesce((SELECT group_concat(value, char(10)) FROM json_each(options)), '')
FROM survey_question
ORDER BY survey, position;

INSERT INTO "tabSurvey Invitation" (
	survey, token_hash, reason, service_type, vehicle, creation, modified, name, customer, reference_doctype,
	reference_name, status, send_after, expires_on, sent_on, channel, language
)
SELECT
	survey, token_hash, reason, service_type, vehicle, moment(invited.created_at), moment(invited.created_at),
	invited.name, invited.customer, 'Sales Invoice', invited.invoice, state, moment(send_at), moment(expires_at),
	moment(min(message.created_at)), coalesce(message.channel, ''), coalesce(message.language, 'ar')
FROM survey_invitation AS invited JOIN invoice ON invoice.name = invited.invoice
	LEFT JOIN customer_message AS message ON message.invitation = invited.name
GROUP BY invited.name
ORDER BY invited.rowid;

INSERT INTO "tabIssue" (
	name, customer, status, description, creation, modified, subject, opening_date, resolution_date,
	resolution_details
)
SELECT
	name, customer, status, description, moment(opened_on), moment(opened_on), title, opened_on, closed_on, note
FROM follow_up
ORDER BY rowid;

INSERT INTO "tabToDo" (
	name, creation, modified, reference_type, reference_name, allocated_to, status
)
SELECT
	lower(hex(randomblob(5))), moment(opened_on), moment(opened_on), 'Issue', name, assigned_to, status
FROM follow_up WHERE assigned_to <> '';

INSERT INTO "tabSurvey Response" (
	invitation, survey, language, comment, service_type, vehicle, creation, modified, name, customer,
	reference_doctype, reference_name, answered_on, score, is_low, follow_up, rating
)
SELECT
	invitation, survey, language, comment, service_type, vehicle, moment(answered_at), moment(answered_at),
	response.name, response.customer, 'Sales Invoice', response.invoice, moment(answered_at), CAST(score AS REAL),
	low, follow_up.name, coalesce(rating, 0)
FROM survey_response AS response JOIN survey_invitation AS invited ON invited.name = response.invitation
	JOIN invoice ON invoice.name = response.invoice
	LEFT JOIN follow_up ON follow_up.response = response.name
ORDER BY response.rowid;

INSERT INTO "tabSurvey Answer" (
	name, parent, parenttype, parentfield, idx, question_id, question, kind, value
)
SELECT
	lower(hex(randomblob(5))), answer.response, 'Survey Response', 'answers',
	row_number() OVER (PARTITION BY answer.response ORDER BY asked.position), answer.question,
	coalesce(asked.text_en, ''), coalesce(asked.kind, ''),
	CASE json_type(value) WHEN 'text' THEN json_extract(value, '$') ELSE value END
FROM survey_answer AS answer JOIN survey_response AS response ON response.name = answer.response
	JOIN survey_invitation AS invited ON invited.name = response.invitation
	LEFT JOIN survey_question AS asked ON asked.survey = invited.survey AND asked.id = answer.question;

INSERT INTO "tabCustomer Message" (
	name, customer, channel, recipient, language, status, subject, text, creation, modified, reference_doctype,
	reference_name
)
SELECT
	name, customer, channel, recipient, language, status, subject, text, moment(created_at), moment(created_at),
	CASE WHEN invitation IS NOT NULL THEN 'Survey Invitation' END, invitation
FROM customer_message
ORDER BY rowid;

INSERT INTO "tabCustomer Interaction" (
	name, customer, kind, direction, text, creation, modified, happened_on, owner
)
SELECT
	name, customer, kind, direction, text, moment(created_at), moment(created_at), moment(happened_on), author
FROM customer_interaction
ORDER BY rowid;

INSERT INTO "tabCustomer Analytics" (
	customer, visits, expected_visits, p_alive, method, name, segment, monetary_value, clv, last_visit,
	computed_on, recency_days
)
SELECT
	customer, visits, expected_visits, p_alive, method, customer, coalesce(segment, ''),
	CAST(round(monetary_value * 1e6) AS INTEGER), CAST(round(clv * 1e6) AS INTEGER),
	date(computed_on, -recency_days || ' days'), moment(computed_on), coalesce(recency_days, 0)
FROM customer_analytics JOIN analytics_run AS run;

INSERT INTO "tabBackground Job" (
	name, kind, subject, state, attempts, error, creation, modified, run_at
)
SELECT
	id, kind, subject, state, attempts, error, moment(created_at), moment(created_at), moment(run_at)
FROM job;

INSERT INTO "tabCustomer Search Update" (
	name, customer, engine
)
SELECT
	id, customer, 'embedded'
FROM search_update;

DROP TABLE survey_answer;
DROP TABLE survey_question;
DROP TABLE follow_up;
DROP TABLE survey_response;
DROP TABLE customer_message;
DROP TABLE survey_invitation;
DROP TABLE survey;
DROP TABLE loyalty_entry;
DROP TABLE loyalty_tier;
DROP TABLE loyalty_program;
DROP TABLE invoice_line;
DROP TABLE invoice;
DROP TABLE item;
DROP TABLE service_type;
DROP TABLE odometer_correction;
DROP TABLE customer_vehicle;
DROP TABLE vehicle;
DROP TABLE customer_interaction;
DROP TABLE customer_channel;
DROP TABLE customer_analytics;
DROP TABLE value_snapshot;
DROP TABLE analytics_run;
DROP TABLE customer;
DROP TABLE job;
DROP TABLE search_update;
DROP TABLE series;
