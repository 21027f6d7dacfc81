/** Elements of pictures, made as `h` makes those of HTML. */

const NAMESPACE = "http://www.w3.org/2000/svg";

/**
 * @param {string} name
 * @param {Record<string, string|number>} attributes
 * @param {...*} children elements, text and nested lists of them; null is left out
 * @returns {SVGElement}
 */
export function svg(name, attributes, ...children) {
	const element = document.createElementNS(NAMESPACE, name);
	for (const [attribute, value] of Object.entries(attributes))
		element.setAttribute(attribute, String(value));
	element.append(...children.flat(9).filter((child) => child !== null && child !== undefined));
	return element;
}
