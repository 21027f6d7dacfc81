import "./page.mjs";

import assert from "node:assert/strict";
import { test } from "node:test";
import { h } from "../../workshop_crm/public/js/ui/dom.js";
import { safeFragment, safeHtml } from "../../workshop_crm/public/js/ui/safe_html.js";

const ATTACKS = [
	`<img src=x onerror="alert(1)">`,
	`<svg><script>alert(1)</script></svg>`,
	`<svg onload=alert(1)><animate onbegin=alert(1)>`,
	`<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=alert(1)&gt;">`,
	`<form action="//outside.invalid"><input name=pw><button formaction="javascript:alert(1)">go</button></form>`,
	`<iframe srcdoc="<script>alert(1)</script>"></iframe>`,
	`<p style="background:url(//outside.invalid)" onclick="alert(1)" class="modal" id="survey">x</p>`,
	`<base href="//outside.invalid"><link rel=stylesheet href="//outside.invalid"><meta http-equiv=refresh content=0>`,
	`<template><img src=x onerror=alert(1)></template>`,
	`<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>`,
	`<a href="javascript:alert(1)">x</a><a href=" java\nscript:alert(1)">y</a><a href="data:text/html,x">z</a>`,
];
const ELEMENTS = new Set([
	"P",
	"BR",
	"STRONG",
	"EM",
	"U",
	"S",
	"UL",
	"OL",
	"LI",
	"A",
	"H3",
	"H4",
	"BLOCKQUOTE",
]);
const ATTRIBUTES = new Set(["class", "href", "target", "rel"]);

test("of an attack nothing is left but the app's own elements", () => {
	for (const attack of ATTACKS) {
		for (const element of safeFragment(attack).querySelectorAll("*")) {
			assert.ok(ELEMENTS.has(element.tagName), `${element.tagName} of ${attack}`);
			const attributes = element.tagName === "A" ? ATTRIBUTES : new Set();
			for (const { name } of element.attributes)
				assert.ok(attributes.has(name), `${name} of ${attack}`);
			assert.doesNotMatch(element.getAttribute("href") ?? "", /script|data:/i);
		}
	}
});

test("scripts and styles leave not even their text", () => {
	assert.equal(
		safeHtml("<p>a</p><script>b()</script><style>c{}</style><title>d</title><textarea>e</textarea>"),
		"<p>a</p>",
	);
});

test("what is not allowed leaves its text", () => {
	assert.equal(safeHtml("<table><tr><td>one</td></tr></table><font color=red>two</font>"), "onetwo");
});

test("elements of other editors are written as the app's own", () => {
	assert.equal(
		safeHtml("<div>a <b>b</b> <i>c</i></div><h1>d</h1>"),
		"<p>a <strong>b</strong> <em>c</em></p><h3>d</h3>",
	);
});

test("a paragraph around blocks gives way to them", () => {
	assert.equal(safeHtml("<div><p>a</p><ul><li>b</li></ul></div>"), "<p>a</p><ul><li>b</li></ul>");
});

test("a link keeps an address outside, opens apart, and loses any other", () => {
	assert.equal(
		safeHtml('<a href="https://example.com/?a=1&b=2" onclick="x()">x</a>'),
		'<a class="wcrm-link" href="https://example.com/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">x</a>',
	);
	for (const href of ["javascript:x", "/app/user", "//outside.invalid", "ftp://x", "#top"])
		assert.doesNotMatch(safeHtml(`<a href="${href}">x</a>`), /href/, href);
});

test("nothing written is nothing", () => {
	for (const html of ["", null, undefined, "<p> </p>", "<p><br></p>"])
		assert.equal(safeHtml(html), "", html);
});

test("an address that could run a script is left out of every element", () => {
	for (const href of [
		"javascript:alert(1)",
		"JAVASCRIPT:x",
		"data:text/html,x",
		"//outside.invalid",
		"vbscript:x",
	])
		assert.equal(h("a", { href }, "x").getAttribute("href"), null, href);
	for (const href of ["/app/x", "#main", "?q=1", "https://x.test", "tel:+966", "mailto:a@b.test"])
		assert.equal(h("a", { href }, "x").getAttribute("href"), href);
});

test("text never becomes markup", () => {
	assert.equal(
		h("p", {}, "<b>x</b>", null, false, 0, ["&", [undefined, "<i>"]]).innerHTML,
		"&lt;b&gt;x&lt;/b&gt;0&amp;&lt;i&gt;",
	);
});
