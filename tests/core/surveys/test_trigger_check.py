"""A trigger that can never work is refused when the survey is saved, with what to do."""

from dataclasses import replace

import pytest

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.surveys.trigger_check import DocumentType, Field, check_trigger
from workshop_crm.core.surveys.triggers import Trigger

FIELDS = {
	"customer": Field("Link", "Customer"),
	"supplier": Field("Link", "Supplier"),
	"car": Field("Link", "Vehicle"),
	"status": Field("Select", "Open\nDelivered"),
	"workflow_state": Field("Link", "Workflow State"),
	"grand_total": Field("Currency"),
}
JOB = DocumentType("Job Card", is_submittable=False, has_documents=True, fields=FIELDS)
INVOICE = replace(JOB, name="Invoice", is_submittable=True)
DELIVERED = Trigger("1", "S", "Job Card", "State", "status", "Delivered", vehicle_field="car")
SUBMITTED = Trigger("2", "S", "Invoice")


@pytest.mark.parametrize(
	("trigger", "of"),
	[
		(DELIVERED, JOB),
		(replace(DELIVERED, state_field="workflow_state", state_value="Handed Out"), JOB),
		(SUBMITTED, INVOICE),
		(replace(SUBMITTED, condition="doc.grand_total > 100 and doc.get('customer')"), INVOICE),
		(
			replace(SUBMITTED, condition="doc.owner == 'x'", cap_count=1, cap_days=30, sample_percent=0.5),
			INVOICE,
		),
	],
)
def test_a_trigger_that_can_work_is_taken(trigger, of):
	check_trigger(trigger, of)


@pytest.mark.parametrize(
	("trigger", "of", "field", "says"),
	[
		(SUBMITTED, replace(INVOICE, has_documents=False), "document_type", "no documents"),
		(SUBMITTED, JOB, "event", "cannot be submitted"),
		(replace(DELIVERED, state_value=""), JOB, "state_field", "which value"),
		(replace(DELIVERED, state_field="progress"), JOB, "state_field", "no field progress"),
		(replace(DELIVERED, state_value="Done"), JOB, "state_value", "Open, Delivered"),
		(replace(SUBMITTED, customer_field="client"), INVOICE, "customer_field", "no field client"),
		(
			replace(SUBMITTED, customer_field="supplier"),
			INVOICE,
			"customer_field",
			"is not a link to Customer",
		),
		(replace(SUBMITTED, vehicle_field="customer"), INVOICE, "vehicle_field", "is not a link to Vehicle"),
		(replace(SUBMITTED, condition="doc.grand_total >"), INVOICE, "condition", "cannot be read"),
		(replace(SUBMITTED, condition="frappe.db.sql('select 1')"), INVOICE, "condition", "cannot have this"),
		(replace(SUBMITTED, condition="doc['nosuch'] > 1"), INVOICE, "condition", "no field nosuch"),
		(replace(SUBMITTED, condition="doc.grand_total > 'a'"), INVOICE, "condition", "numbers with numbers"),
		(replace(SUBMITTED, condition="doc.total > 1"), INVOICE, "condition", "no field total"),
		(replace(SUBMITTED, condition="x = 1"), INVOICE, "condition", "cannot be read"),
		(replace(SUBMITTED, condition="\0"), INVOICE, "condition", "cannot be read"),
		(replace(SUBMITTED, condition="(" * 5000), INVOICE, "condition", "cannot be read"),
		(replace(SUBMITTED, cap_count=1), INVOICE, "cap_count", "in how many days"),
		(replace(SUBMITTED, cap_days=30), INVOICE, "cap_count", "in how many days"),
		(replace(SUBMITTED, sample_percent=0), INVOICE, "sample_percent", "percent"),
		(replace(SUBMITTED, sample_percent=101), INVOICE, "sample_percent", "percent"),
		(replace(SUBMITTED, delay_minutes=-1), INVOICE, "delay_minutes", "60 days"),
	],
)
def test_a_trigger_that_never_works_is_refused_at_its_field(trigger, of, field, says):
	with pytest.raises(InvalidInput, match=says) as refused:
		check_trigger(trigger, of)
	assert refused.value.field == field
