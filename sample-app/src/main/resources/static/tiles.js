/** Characters as tiles, and one of them in large. */

import { element, byId, say } from "./dom.js";
import { post } from "./ask.js";
import { count } from "./words.js";

const CONTROL = /^\p{Cc}$/u;
const BLANK = /^\p{Z}$/u;
const UNSEEN = /^[\p{Cf}\p{Cn}\p{Co}\p{Cs}]$/u;
const MARK = /^\p{M}$/u;

/** How a character can be seen: itself, or what stands for it. */
function shape(character) {
  if (character === null) {
    return { text: "\ufffd", standIn: true };
  }
  if (CONTROL.test(character)) {
    const code = character.codePointAt(0);
    const picture = code < 0x20 ? 0x2400 + code : code === 0x7f ? 0x2421 : 0x2426;
    return { text: String.fromCodePoint(picture), standIn: true };
  }
  if (BLANK.test(character)) {
    return { text: "\u2423", standIn: true };
  }
  if (UNSEEN.test(character)) {
    return { text: "\u25a1", standIn: true };
  }
  return { text: MARK.test(character) ? `\u25cc${character}` : character, standIn: false };
}

function glyph(character, className) {
  const { text, standIn } = shape(character);
  return element("bdi", { class: standIn ? `${className} stand-in` : className, "aria-hidden": "true" }, text);
}

/** A tile, which opens the character. `servers` tells a server's colour; `silent` are those that did not answer. */
export function tile(view, servers, silent, onViewed) {
  const quiet = silent.includes(view.server);
  const name = view.name ?? (quiet ? `${view.server} does not answer` : "no name");
  const button = element(
    "button",
    { type: "button", class: quiet ? "tile silent" : "tile", onclick: () => open(view, name, servers, onViewed) },
    glyph(view.character, "glyph"),
    element("span", { class: "point" }, view.codePoint),
    element("span", { class: "name" }, name),
    from(view, servers),
  );
  return element("li", {}, button);
}

function from(view, servers) {
  const views = view.views > 0 ? `, ${count(view.views)} ${view.views === 1 ? "view" : "views"}` : "";
  return element(
    "span",
    { class: `from ${servers.colour(view.server)}` },
    element("span", { class: "swatch" }),
    element("span", {}, element("span", { class: "home" }, view.server), views),
  );
}

async function open(view, name, servers, onViewed) {
  byId("detail-glyph").replaceChildren(glyph(view.character, ""));
  say(byId("detail-name"), name);
  facts(view, servers);
  byId("detail").showModal();
  if (view.name !== null) {
    await onViewed(() => post(`/characters/${view.codePoint.slice(2)}/views`));
  }
}

function facts(view, servers) {
  const rows = [["Code point", view.codePoint]];
  if (view.script) {
    rows.push(["Script", capitals(view.script)]);
  }
  if (view.character !== null) {
    rows.push(["UTF-8", hexadecimal(new TextEncoder().encode(view.character), 2)]);
    rows.push(["UTF-16", hexadecimal(units(view.character), 4)]);
  }
  rows.push(["Views before", count(view.views)]);
  const list = byId("detail-facts");
  list.replaceChildren(...rows.flatMap(([term, text]) => [element("dt", {}, term), element("dd", {}, text)]));
  list.append(
    element("dt", {}, "Kept on"),
    element(
      "dd",
      { class: `from ${servers.colour(view.server)}` },
      element("span", { class: "swatch" }),
      element("span", {}, view.server),
    ),
  );
}

const units = (text) => Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));

const hexadecimal = (numbers, digits) =>
  Array.from(numbers, (number) => number.toString(16).toUpperCase().padStart(digits, "0")).join(" ");

const capitals = (name) =>
  name.toLowerCase().replace(/(^|_)([a-z])/g, (_, gap, letter) => (gap ? " " : "") + letter.toUpperCase());
