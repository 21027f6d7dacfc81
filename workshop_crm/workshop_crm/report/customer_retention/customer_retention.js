// {% include "workshop_crm/workshop_crm/report/dashboard_filters.js" %}

frappe.query_reports["Customer Retention"] = { filters: frappe.workshop_crm.dashboardFilters() };
