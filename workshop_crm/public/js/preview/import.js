/** The import page: choose a file, say what is in it, look at the result, save. */

import { boot } from "../host/boot.js";
import { createPreviewHost } from "../host/preview.js";
import { fill, h } from "../ui/dom.js";
import { skeleton } from "../ui/states.js";
import { chooseFileStep } from "./import/choose_file.js";
import { columnsStep } from "./import/columns.js";
import { demoNotice } from "./import/demo_notice.js";
import { progressBar, resultStep } from "./import/result.js";
import { runImport, uploadFile } from "./import/server.js";

const host = createPreviewHost(boot.context);
const page = /** @type {HTMLElement} */ (document.getElementById("wcrm-page"));
const problem = h("div", { role: "alert" });
const steps = h("div", { class: "wcrm-stack" });

function start() {
	fill(problem);
	fill(
		steps,
		page.dataset.demo === "yes" ? demoNotice(host, () => location.reload()) : chooseFileStep(open),
	);
}

async function open(file) {
	await guarded(async () => {
		fill(steps, h("div", { class: "wcrm-panel" }, skeleton(4)));
		showColumns(await uploadFile(file));
	}, start);
}

function showColumns(file) {
	const check = (choices) => run(file, { ...choices, dry_run: true, keep_good: false });
	fill(steps, columnsStep(host, file, { onCheck: check, onOther: start }));
}

async function run(file, choices) {
	const columns = steps.querySelector("[data-panel=columns]");
	const bar = progressBar(choices.dry_run ? __("Checking the file") : __("Importing"));
	fill(steps, columns, bar.element);
	await guarded(
		async () => showResult(file, columns, choices, await runImport(file.upload, choices, bar.move)),
		() => fill(steps, columns),
	);
}

function showResult(file, columns, choices, report) {
	const save = (keepGood) => run(file, { ...choices, dry_run: false, keep_good: keepGood });
	const result = resultStep(host, file.upload, report, { onImport: save, onOther: start });
	fill(steps, !report.saved && columns, result);
	result.scrollIntoView({
		block: "start",
		behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth",
	});
}

/** Shows why `work` was refused and puts `before` back. */
async function guarded(work, before) {
	fill(problem);
	try {
		await work();
	} catch (error) {
		before();
		fill(problem, h("p", { class: "wcrm-problem" }, error.message));
	}
}

page.append(problem, steps);
start();
page.dataset.state = "ready";
