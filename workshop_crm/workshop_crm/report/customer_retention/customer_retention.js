// {% include "workshop_crm/workshop_crm/report/dashboard_filters.js" %}

frappe.query_reports["Customer Retention"] = frappe.workshop_crm.dashboardReport();
