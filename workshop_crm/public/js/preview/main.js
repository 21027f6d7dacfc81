/**
 * Entry of the preview: the frame (navigation, language, title) around one screen.
 *
 * What the preview's page must hold, and nothing more (no inline script, so a strict Content-Security-Policy works; Frappe
 * Charts adds its style rules at run time, hence `style-src 'self' 'unsafe-inline'`):
 *
 *   <!doctype html>
 *   <html lang="ar|en" dir="rtl|ltr">
 *   <head>
 *     <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
 *     <title>...</title>
 *     <link rel="stylesheet" href=".../screens.css">, the files of css/workshop_screens.bundle.scss and js/preview/frame.css
 *     <script src="/assets/workshop_crm/vendor/frappe-charts/frappe-charts.min.umd.js" defer></script>
 *     <script type="application/json" id="wcrm-boot">{"context": ..., "messages": ..., "screen": ..., "params": ...}</script>
 *     <script type="module" src=".../screens.js"></script>, this module with all that it imports
 *   </head>
 *   <body></body>
 *
 * context: answer of session.context. messages: English -> translation, {} in English. screen: for example "follow_ups";
 * null for a page that the server makes itself (an error): then its content is the element with the id "wcrm-page", which
 * moves into the frame, and `<title>` is the heading. params: the query, and `customer` from /app/workshop-profile/<customer>.
 * Languages change by `?_lang=ar|en`, which the server keeps in the cookie `preferred_language`.
 */

import { mountScreen } from "../features/mount.js";
import { SCREENS } from "../features/registry.js";
import { openSearchDialog } from "../features/search/search_dialog.js";
import { onSearchShortcut } from "../features/search/shortcut.js";
import { boot } from "../host/boot.js";
import { createPreviewHost } from "../host/preview.js";
import { buildFrame } from "./frame.js";

const host = createPreviewHost(boot.context);
const own = document.getElementById("wcrm-page");
const title = boot.screen ? SCREENS[boot.screen].title() : document.title;
const main = buildFrame(host, { screen: boot.screen, title });

onSearchShortcut(host, () => openSearchDialog(host));

if (boot.screen) {
	document.title = `${title} · ${__("Workshop CRM")}`;
	mountScreen(main, boot.screen, host, boot.params ?? {});
} else if (own) {
	own.hidden = false;
	main.append(own);
}
