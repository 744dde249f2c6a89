/** Elements without markup: text from elsewhere is only ever text. */

const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes (className and on… as properties), and children that are nodes or text. */
export function element(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

/** The same for a drawing. */
export function drawn(name, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

function filled(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) {
      node.addEventListener(key.slice(2), value);
    } else {
      node.setAttribute(key, value);
    }
  }
  node.append(...children);
  return node;
}

export const byId = (id) => document.getElementById(id);

/** Changes text only where it differs, so that what is read aloud is read once. */
export function say(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}
