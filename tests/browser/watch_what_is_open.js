// Before any script of the page: counts what outlives an element: listeners of what stays in the document, timers, observers, requests.
(() => {
	const listeners = [];
	const open = { timer: new Set(), interval: new Set(), observer: new Set(), request: new Set() };

	const { addEventListener, removeEventListener } = EventTarget.prototype;
	const isSame = (target, type, listener) => (one) =>
		one.target === target && one.type === type && one.listener === listener;
	EventTarget.prototype.addEventListener = function (type, listener, ...more) {
		const target = this ?? window;
		if (listener && !listeners.some(isSame(target, type, listener)))
			listeners.push({ target, type, listener });
		return addEventListener.call(target, type, listener, ...more);
	};
	EventTarget.prototype.removeEventListener = function (type, listener, ...more) {
		const target = this ?? window;
		const at = listeners.findIndex(isSame(target, type, listener));
		if (at >= 0) listeners.splice(at, 1);
		return removeEventListener.call(target, type, listener, ...more);
	};

	const { setTimeout, clearTimeout, setInterval, clearInterval, fetch } = window;
	window.setTimeout = (work, ...more) => {
		const id = setTimeout(
			(...given) => {
				open.timer.delete(id);
				if (typeof work === "function") work(...given);
			},
			...more,
		);
		open.timer.add(id);
		return id;
	};
	window.clearTimeout = (id) => {
		open.timer.delete(id);
		clearTimeout(id);
	};
	window.setInterval = (...given) => {
		const id = setInterval(...given);
		open.interval.add(id);
		return id;
	};
	window.clearInterval = (id) => {
		open.interval.delete(id);
		clearInterval(id);
	};

	for (const Kind of [MutationObserver, ResizeObserver, IntersectionObserver]) {
		const { observe, disconnect } = Kind.prototype;
		Kind.prototype.observe = function (...given) {
			open.observer.add(this);
			return observe.apply(this, given);
		};
		Kind.prototype.disconnect = function () {
			open.observer.delete(this);
			return disconnect.call(this);
		};
	}

	window.fetch = (...given) => {
		const request = {};
		open.request.add(request);
		return fetch(...given).finally(() => open.request.delete(request));
	};

	const stays = (target) => target === window || (target instanceof Node && target.isConnected);
	window.whatIsOpen = () => ({
		...Object.fromEntries(Object.entries(open).map(([kind, all]) => [kind, all.size])),
		listener: listeners.filter(({ target }) => stays(target)).length,
		dialog: document.querySelectorAll("dialog").length,
	});
})();
