/** A spreadsheet becomes customers: choose a file, say what is in it, look at the result, decide about doubles, save. */

import { fill, h } from "../../ui/dom.js";
import { focusTitle } from "../../ui/focus_place.js";
import { skeleton } from "../../ui/states.js";
import { guardWhile } from "../../ui/unsaved.js";
import { chooseFileStep } from "./choose_file.js";
import { columnsStep } from "./columns.js";
import { madeUpNotice } from "./made_up_notice.js";
import { progressBar, resultStep } from "./result.js";
import { runImport, uploadFile } from "./server.js";

/** @type {import("../../host/types.js").Screen["mount"]} */
export async function mount(root, host) {
	const screen = new ImportScreen(host);
	fill(root, screen.problem, screen.steps);
	screen.start();
}

class ImportScreen {
	/** @param {import("../../host/types.js").Host} host */
	constructor(host) {
		this.host = host;
		this.problem = h("div", { role: "alert" });
		this.steps = h("div", { class: "wcrm-stack" });
		/** Whether a file was opened and not imported yet. */
		this.isBegun = false;
		this.mayLeave = guardWhile(host, () => this.isBegun);
	}

	/** Another file, once the one that was begun is not wanted. */
	async startAgain() {
		if (await this.mayLeave()) this.restart();
	}

	restart() {
		this.start();
		this.focusOn("file");
	}

	start() {
		this.isBegun = false;
		fill(this.problem);
		const first = this.host.context.is_made_up
			? madeUpNotice(this.host, () => location.reload())
			: chooseFileStep(this.host, (file) => this.open(file));
		fill(this.steps, first);
	}

	async open(file) {
		await this.guarded(
			async () => {
				fill(this.steps, h("div", { class: "wcrm-panel" }, skeleton(4)));
				this.showColumns(await uploadFile(this.host, file));
			},
			() => this.restart(),
		);
	}

	showColumns(file) {
		const check = (choices) => this.run(file, { ...choices, dry_run: true, keep_good: false });
		const onOther = () => this.startAgain();
		fill(this.steps, columnsStep(this.host, file, { onCheck: check, onOther }));
		this.isBegun = true;
		this.focusOn("columns");
	}

	async run(file, choices) {
		const columns = this.steps.querySelector("[data-panel=columns]");
		const bar = progressBar(choices.dry_run ? __("Checking the file") : __("Importing"));
		fill(this.steps, columns, bar.element);
		await this.guarded(
			async () => {
				const report = await runImport(this.host, file.upload, choices, bar.move);
				this.showResult(file, columns, choices, report);
			},
			() => {
				fill(this.steps, columns);
				this.focusOn("columns");
			},
		);
	}

	showResult(file, columns, choices, report) {
		const save = (decided) => this.run(file, { ...choices, ...decided, dry_run: false });
		const result = resultStep(this.host, file.upload, report, {
			onImport: save,
			onOther: () => this.startAgain(),
		});
		this.isBegun = !report.saved;
		fill(this.steps, !report.saved && columns, result);
		this.focusOn("result");
		result.scrollIntoView({
			block: "start",
			behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth",
		});
	}

	/** On the title of a step, so that reading goes on there. */
	focusOn(name) {
		const panel = this.steps.querySelector(`[data-panel=${name}]`);
		if (panel) focusTitle(panel);
	}

	/** Shows why `work` was refused and puts `before` back. */
	async guarded(work, before) {
		fill(this.problem);
		try {
			await work();
		} catch (error) {
			if (error.name !== "CallError") throw error;
			before();
			fill(this.problem, h("p", { class: "wcrm-problem" }, error.message));
		}
	}
}
