"""The fields of a file of opening balances, and the headings under which files bring them."""

from workshop_crm.core.common.errors import N_
from workshop_crm.core.imports.field import Field

BALANCE_FIELDS = (
	Field(
		"customer",
		N_("Customer ID"),
		(
			"Customer",
			"Customer ID",
			"Customer Code",
			"Customer No",
			"Member",
			"Member ID",
			"Member No",
			"ID",
			"العميل",
			"رقم العميل",
			"رمز العميل",
			"المعرف",
			"رقم العضوية",
			"الزبون",
		),
	),
	Field(
		"points",
		N_("Points"),
		(
			"Points",
			"Loyalty Points",
			"Points Balance",
			"Balance of Points",
			"النقاط",
			"رصيد النقاط",
			"نقاط الولاء",
			"عدد النقاط",
		),
	),
	Field(
		"expires",
		N_("Last day of the points"),
		(
			"Expires",
			"Expires On",
			"Expiry Date",
			"Expiry",
			"Valid Until",
			"Valid To",
			"تنتهي في",
			"تاريخ الانتهاء",
			"تاريخ الصلاحية",
			"صالحة حتى",
		),
	),
	Field(
		"spent",
		N_("Spending that counts towards the tier"),
		(
			"Spent",
			"Total Spent",
			"Lifetime Spend",
			"Spending",
			"Purchases",
			"الإنفاق",
			"إجمالي الإنفاق",
			"المشتريات",
			"إجمالي المشتريات",
		),
	),
)
