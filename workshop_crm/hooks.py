app_name = "workshop_crm"
app_title = "Workshop CRM"
app_publisher = "workshop_crm contributors"
app_description = "Customer relationships for vehicle workshops, in Arabic and English"
app_email = "workshop-crm@example.com"
app_license = "gpl-3.0"
app_logo_url = "/assets/workshop_crm/images/workshop-crm.svg"

required_apps = ["frappe/erpnext"]

# Installation
after_install = "workshop_crm.install.after_install"
after_migrate = "workshop_crm.install.after_migrate"
before_uninstall = "workshop_crm.uninstall.before_uninstall"
after_uninstall = "workshop_crm.uninstall.after_uninstall"
before_tests = "workshop_crm.install.before_tests"
fixtures = [
	{"dt": "Role", "filters": [["name", "in", ["Workshop Front Desk", "Workshop Manager"]]]},
	{"dt": "Custom HTML Block", "filters": [["name", "=", "Workshop Customer Search"]]},
]
export_python_type_annotations = True

# Desk
app_include_js = "workshop_crm.bundle.js"
app_include_css = "workshop_crm.bundle.css"
doctype_js = {
	"Customer": "public/js/desk/forms/customer.js",
	"Contact": "public/js/desk/forms/contact.js",
	"Lead": "public/js/desk/forms/lead.js",
	"Sales Invoice": "public/js/desk/forms/sales_invoice.js",
	"Vehicle": "public/js/desk/forms/vehicle.js",
	"Loyalty Program": "public/js/desk/forms/loyalty_program.js",
}
page_js = {"point-of-sale": "public/js/desk/forms/point_of_sale.js"}
add_to_apps_screen = [
	{
		"name": "workshop_crm",
		"logo": "/assets/workshop_crm/images/workshop-crm.svg",
		"title": "Workshop CRM",
		"route": "/app/workshop-crm",
		"has_permission": "workshop_crm.workshop_crm.access.may_open_app",
	}
]

# Documents of ERPNext
override_doctype_class = {
	"Customer": "workshop_crm.overrides.customer.WorkshopCustomer",
	"Sales Invoice": "workshop_crm.overrides.sales_invoice.WorkshopSalesInvoice",
	"POS Invoice": "workshop_crm.overrides.pos_invoice.WorkshopPOSInvoice",
	"Personal Data Download Request": "workshop_crm.overrides.personal_data_requests.WorkshopDownloadRequest",
	"Personal Data Deletion Request": "workshop_crm.overrides.personal_data_requests.WorkshopDeletionRequest",
}
_invoice_events = {
	"onload": "workshop_crm.overrides.sales_invoice.onload",
	"validate": "workshop_crm.overrides.sales_invoice.validate",
	"on_submit": "workshop_crm.overrides.sales_invoice.on_submit",
	"on_cancel": "workshop_crm.overrides.sales_invoice.on_cancel",
}
doc_events = {
	"*": {
		"validate": "workshop_crm.services.platform.customer_records.rows_alone.check_saved",
		"on_trash": "workshop_crm.services.platform.customer_records.rows_alone.check_saved",
		"on_change": "workshop_crm.services.surveys.triggers.on_change",
		"after_rename": [
			"workshop_crm.services.surveys.kept_months.forget_renamed",
			"workshop_crm.services.analytics.changes.note_renamed",
		],
	},
	"Consent Event": {"after_insert": "workshop_crm.services.surveys.opt_outs.note"},
	"Sales Invoice": _invoice_events,
	"POS Invoice": _invoice_events,
	"POS Invoice Merge Log": {
		"before_submit": "workshop_crm.overrides.pos_invoice_merge_log.before_submit",
		"on_submit": "workshop_crm.overrides.pos_invoice_merge_log.on_submit",
	},
	"Customer": {
		"onload": "workshop_crm.overrides.customer.onload",
		"before_print": "workshop_crm.overrides.customer.before_print",
		"before_validate": "workshop_crm.overrides.customer.before_validate",
		"on_update": "workshop_crm.overrides.customer.on_update",
		"before_rename": "workshop_crm.overrides.customer.before_rename",
		"after_rename": "workshop_crm.overrides.customer.after_rename",
		"on_trash": "workshop_crm.overrides.customer.on_trash",
	},
	"Contact": {
		"onload": "workshop_crm.overrides.contact.onload",
		"before_validate": "workshop_crm.overrides.contact.before_validate",
		"validate": "workshop_crm.overrides.contact.validate",
		"on_update": "workshop_crm.overrides.contact.on_update",
		"on_trash": "workshop_crm.overrides.contact.on_trash",
	},
	"Vehicle": {
		"onload": "workshop_crm.overrides.vehicle.onload",
		"before_insert": "workshop_crm.overrides.vehicle.before_insert",
		"before_validate": "workshop_crm.overrides.vehicle.before_validate",
		"on_update": "workshop_crm.overrides.vehicle.on_update",
		"before_rename": "workshop_crm.overrides.vehicle.before_rename",
		"after_rename": "workshop_crm.overrides.vehicle.after_rename",
		"on_trash": "workshop_crm.overrides.vehicle.on_trash",
	},
	"Issue": {
		"validate": "workshop_crm.overrides.issue.validate",
		"on_update": "workshop_crm.overrides.issue.on_update",
		"on_change": "workshop_crm.overrides.issue.on_change",
	},
	"Email Unsubscribe": {"after_insert": "workshop_crm.overrides.email_unsubscribe.after_insert"},
	"User": {"on_trash": "workshop_crm.overrides.user.on_trash"},
	"Lead": {"onload": "workshop_crm.overrides.lead.onload"},
	"Loyalty Program": {
		"validate": "workshop_crm.overrides.loyalty_program.validate",
		"on_update": "workshop_crm.overrides.loyalty_program.on_update",
	},
	"Company": {"after_insert": "workshop_crm.overrides.company.after_insert"},
}

# Permissions: what belongs to a customer is seen by those who may read the customer
has_permission = {"*": "workshop_crm.services.platform.customer_records.checks.has_permission"}
has_website_permission = {"Issue": "workshop_crm.overrides.issue.has_website_permission"}
permission_query_conditions = {
	"*": "workshop_crm.services.platform.customer_records.queries.query_conditions"
}
_points = "get_loyalty_program_details_with_points"
_chart = "frappe.desk.doctype.dashboard_chart"
override_whitelisted_methods = {
	f"erpnext.accounts.doctype.loyalty_program.loyalty_program.{_points}": (
		f"workshop_crm.overrides.loyalty_points.{_points}"
	),
	"frappe.client.bulk_update": "workshop_crm.overrides.bulk_update.bulk_update",
	"erpnext.selling.page.point_of_sale.point_of_sale.set_customer_info": (
		"workshop_crm.overrides.point_of_sale.set_customer_info"
	),
	"frappe.client.get_count": "workshop_crm.overrides.counting.get_count",
	f"{_chart}.dashboard_chart.get": "workshop_crm.overrides.charts.get",
	"frappe.desk.like.toggle_like": "workshop_crm.overrides.single_records.toggle_like",
	"frappe.desk.search.get_link_title": "workshop_crm.overrides.single_records.get_link_title",
	"frappe.desk.search.search_link": "workshop_crm.overrides.link_search.search_link",
	"frappe.desk.search.search_widget": "workshop_crm.overrides.link_search.search_widget",
	"frappe.utils.global_search.search": "workshop_crm.overrides.global_search.search",
	# The same methods under the names by which other modules import them: Frappe serves those too.
	f"erpnext.accounts.doctype.loyalty_program.test_loyalty_program.{_points}": (
		f"workshop_crm.overrides.loyalty_points.{_points}"
	),
	f"erpnext.accounts.doctype.sales_invoice.sales_invoice.{_points}": (
		f"workshop_crm.overrides.loyalty_points.{_points}"
	),
	"erpnext.templates.pages.search_help.search": "workshop_crm.overrides.global_search.search",
	f"{_chart}.test_dashboard_chart.get": "workshop_crm.overrides.charts.get",
	"frappe.email.doctype.document_follow.test_document_follow.toggle_like": (
		"workshop_crm.overrides.single_records.toggle_like"
	),
	"frappe.tests.test_search.search_link": "workshop_crm.overrides.link_search.search_link",
	"frappe.tests.test_search.search_widget": "workshop_crm.overrides.link_search.search_widget",
}

# The first place in which a request has its user
auth_hooks = ["workshop_crm.services.platform.customer_records.rows_alone.check_asked"]

# What customers write: who may take a message before a person does
workshop_crm_inbound_message = ["workshop_crm.services.surveys.replies.take"]

# What link fields offer
standard_queries = {"Customer": "workshop_crm.api.search.link_query"}

# Print formats
jinja = {
	"methods": [
		"workshop_crm.services.printing.workshop_invoice_page",
		"workshop_crm.services.printing.workshop_profile_card",
	]
}

# Jobs
scheduler_events = {
	"cron": {
		"* * * * *": ["workshop_crm.tasks.send_messages"],
		"*/5 * * * *": [
			"workshop_crm.tasks.apply_search_updates",
			"workshop_crm.tasks.send_invitations",
			"workshop_crm.tasks.escalate_follow_ups",
		],
	},
	"hourly_long": [
		"workshop_crm.tasks.fetch_prices",
		"workshop_crm.tasks.repair_points",
		"workshop_crm.tasks.value_customers",
	],
	"daily_long": [
		"workshop_crm.tasks.expire_points",
		"workshop_crm.tasks.check_points",
		"workshop_crm.tasks.value_all_customers",
		"workshop_crm.tasks.send_dashboards",
		"workshop_crm.tasks.keep_survey_months",
		"workshop_crm.tasks.count_loyalty_figures",
		"workshop_crm.tasks.keep_services_due",
		"workshop_crm.tasks.remind_of_services",
		"workshop_crm.tasks.tell_members",
		"workshop_crm.tasks.purge_baskets",
	],
}

# Guest pages
website_route_rules = [
	{"from_route": "/s/<token>", "to_route": "s"},
	{"from_route": "/p/<token>", "to_route": "p"},
	{"from_route": "/i/<token>", "to_route": "i"},
]

# Requests
before_request = [
	"workshop_crm.services.platform.odd_requests.hide_tracebacks",
	"workshop_crm.services.platform.digits.set_up",
]
before_job = ["workshop_crm.services.platform.digits.set_up"]
after_request = [
	"workshop_crm.services.platform.guest_page.add_headers",
	"workshop_crm.services.platform.odd_requests.refuse_unreadable",
	"workshop_crm.services.platform.lost_races.answer",
]

# Personal data: Frappe's requests reach these by e-mail address; people's customers are erased as a whole before that
user_data_fields = [
	{"doctype": "Customer", "filter_by": "email_id", "redact_fields": ["email_id"]},
	{
		"doctype": "Customer Message",
		"filter_by": "recipient",
		"redact_fields": ["recipient", "subject", "text", "parameters"],
	},
]
