"""Value, retention and satisfaction of a workshop's customers, computed from columns of numbers (numpy, scipy).

A host loads its records into `facts.DashboardFacts` and calls

	scores.score_customers(transactions, customers, as_of, horizon_months, monthly_discount, thresholds) -> Scores
	trend.value_trend(transactions, customers, as_of, rules, months=12) -> ValueTrend
	filters.FilterArguments(from_date, to_date, segment, service_type).read() -> Filters
	dashboard.build(facts, filters) -> dict
	customers.customers_page(facts, filters, order_by="clv", limit=100, offset=0) -> dict
	export.table_rows(document, table, translate) -> rows; export.file_of(...) -> bytes
		(document: a dashboard, or a customers_page for the table "customers")
"""
