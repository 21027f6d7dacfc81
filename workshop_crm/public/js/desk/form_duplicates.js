/**
 * The warning of one Customer form: while a new customer is typed, and once more after it was saved in spite of it, then
 * with the offer to merge. Customers who have been there are left alone; `findDuplicates` looks for theirs.
 */

import { screens } from "./screens.js";

export class FormDuplicates {
	/** @param {*} form of Frappe */
	constructor(form) {
		this.form = form;
		this.created = null;
	}

	/** Before a save: whether a new customer is saved in spite of a warning. */
	saving() {
		this.isDoubtful = this.form.is_new() && Boolean(this.warning?.isShown());
	}

	saved() {
		if (this.isDoubtful) this.created = this.form.doc.name;
		this.isDoubtful = false;
	}

	async refreshed() {
		this.end();
		const { form } = this;
		const { name } = form.doc;
		if (!form.is_new() && this.created !== name) return;
		const { warnOnForm } = await screens();
		const warning = await warnOnForm(form);
		this.end();
		if (form.doc.name === name) this.warning = warning;
		else warning.end();
	}

	end() {
		this.warning?.end();
		this.warning = null;
	}
}
