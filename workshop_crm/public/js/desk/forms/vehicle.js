/** The Vehicle form shows the plate in both scripts as it is typed, and what was done on the car. */

const VIN_LENGTH = 17;

frappe.ui.form.on("Vehicle", {
	refresh(form) {
		workshop_crm.showRemarks(form);
		if (!form.doc.__onload?.workshop_remarks?.length) hintVin(form);
		if (!workshop_crm.isStaff()) return;
		const place = historyPlace(form);
		place.hidden = form.is_new();
		if (!form.is_new()) workshop_crm.showVehicle(place, form.doc.name);
		readPlate(form);
		hintPlate(form);
		form.wcrm_known_odometer = form.doc.last_odometer;
		showOdometerReason(form);
	},

	chassis_no: hintVin,
	last_odometer: showOdometerReason,
});

function historyPlace(form) {
	const parent = form.layout.wrapper.get(0);
	const known = parent.querySelector(".wcrm-form-profile");
	if (known) return known;
	const place = document.createElement("div");
	place.className = "wcrm-form-profile";
	parent.append(place);
	return place;
}

/** Below the field while a plate is typed; a saved car has both scripts in fields of their own. */
function readPlate(form) {
	const { $wrapper: wrapper, $input: input } = form.get_field("license_plate");
	const parent = wrapper.get(0);
	parent.querySelector(".wcrm-form-reading")?.remove();
	if (!input || !form.is_new()) return;
	const place = document.createElement("div");
	place.className = "wcrm-form-reading";
	parent.append(place);
	workshop_crm.readPlate(place, input.get(0), form.doc.name);
}

function hintPlate(form) {
	form.set_df_property(
		"license_plate",
		"description",
		__("For a car that has none yet, write NEW here and its chassis number below."),
	);
	const origin = form.doc.__onload?.plate_origin;
	if (origin) form.set_df_property("plate_origin", "description", origin);
}

function hintVin(form) {
	const length = (form.doc.chassis_no ?? "").replace(/[\s-]/g, "").length;
	const rule = __("17 letters and digits, without I, O and Q.");
	const state = length > 0 && length < VIN_LENGTH ? ` ${__("This one has {0}.", [length])}` : "";
	form.set_df_property("chassis_no", "description", rule + state);
	form.toggle_display("vin_reason", length > 0);
}

function showOdometerReason(form) {
	form.toggle_display("odometer_reason", form.doc.last_odometer < form.wcrm_known_odometer);
}
