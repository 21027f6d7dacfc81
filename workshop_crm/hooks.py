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
fixtures = [{"dt": "Role", "filters": [["name", "in", ["Workshop Front Desk", "Workshop Manager"]]]}]
export_python_type_annotations = True

# Desk
app_include_js = "workshop_crm.bundle.js"
app_include_css = "workshop_crm.bundle.css"
doctype_js = {"Customer": "public/js/customer.js"}
add_to_apps_screen = [
	{
		"name": "workshop_crm",
		"logo": "/assets/workshop_crm/images/workshop-crm.svg",
		"title": "Workshop CRM",
		"route": "/app/workshop-crm",
		"has_permission": "workshop_crm.workshop_crm.access.may_open_app",
	}
]

# Guest pages
website_route_rules = [{"from_route": "/s/<token>", "to_route": "s"}]

# Personal data: an erasure by e-mail address reaches these too
user_data_fields = [
	{"doctype": "Customer", "filter_by": "email_id", "redact_fields": ["customer_name_ar", "mobile_no"]},
	{"doctype": "Customer Message", "filter_by": "recipient", "redact_fields": ["subject", "text"]},
]
default_log_clearing_doctypes = {"Customer Search Update": 30}
