/** The one button of a page that is made to be printed. */

document.querySelector("#wcrm-print")?.addEventListener("click", () => window.print());
