/** The question and its answer. */

import { byId, say } from "./dom.js";
import { get } from "./ask.js";
import { count, list } from "./words.js";
import { tile } from "./tiles.js";

const SHOWN = 120;
const PAUSE_MILLIS = 150;

const MODES = {
  text: {
    label: "Text",
    start: "Ἀθῆναι, naïve Größe ∑ ☃ 😀",
    maxlength: 1000,
    ask: (question, options) => get("/api/text", { text: question }, options),
  },
  names: {
    label: "Names from here on, such as greek small",
    start: "greek small letter",
    maxlength: 100,
    ask: (question, options) => get("/api/names", { from: question }, options),
  },
};

export class Explore {
  #questions = { text: MODES.text.start, names: MODES.names.start };
  #mode = "text";
  #timer = 0;
  #asking = new AbortController();

  /** `onShown` is told which characters are on the page, `onViewed` counts a view. */
  constructor(servers, onShown, onViewed) {
    this.servers = servers;
    this.onShown = onShown;
    this.onViewed = onViewed;
    this.field = byId("question");
    this.field.value = this.#questions.text;
    this.field.addEventListener("input", () => this.#later());
    byId("ask").addEventListener("submit", (event) => {
      event.preventDefault();
      this.ask();
    });
    byId("ask").addEventListener("change", (event) => {
      if (event.target.name === "mode") {
        this.#turn(event.target.value);
      }
    });
  }

  #turn(mode) {
    this.#questions[this.#mode] = this.field.value;
    this.#mode = mode;
    this.field.value = this.#questions[mode];
    this.field.maxLength = MODES[mode].maxlength;
    say(byId("question-label"), MODES[mode].label);
    this.ask();
  }

  #later() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.ask(), PAUSE_MILLIS);
  }

  /** Asks now; an answer that is still on its way is not waited for. */
  async ask() {
    clearTimeout(this.#timer);
    this.#asking.abort();
    this.#asking = new AbortController();
    const { signal } = this.#asking;
    const question = this.field.value;
    if (question === "") {
      this.#show({ characters: [], silent: [] }, "");
      return;
    }
    try {
      const answer = await MODES[this.#mode].ask(question, { signal });
      if (!signal.aborted) {
        this.#show(answer, summary(answer));
      }
    } catch (problem) {
      if (!signal.aborted) {
        this.#show({ characters: [], silent: [] }, problem.message);
      }
    }
  }

  #show({ characters, silent }, text) {
    const shown = characters.slice(0, SHOWN);
    const tiles = byId("tiles");
    const focused = [...tiles.children].findIndex((item) => item.contains(document.activeElement));
    tiles.replaceChildren(...shown.map((view) => tile(view, this.servers, silent, this.onViewed)));
    tiles.children[focused]?.firstElementChild.focus();
    const hidden = characters.length - shown.length;
    byId("more").hidden = hidden === 0;
    say(byId("more"), `… and ${count(hidden)} more.`);
    say(byId("answer-summary"), text);
    this.onShown(characters);
  }
}

function summary({ characters, silent }) {
  const missing = silent.length === 0 ? "" : ` ${list(silent)} ${silent.length === 1 ? "does" : "do"} not answer.`;
  if (characters.length === 0) {
    return silent.length === 0 ? "No such characters." : `A list of names needs every server.${missing}`;
  }
  const servers = [...new Set(characters.map((view) => view.server))].filter((name) => !silent.includes(name)).sort();
  const characterCount = `${count(characters.length)} ${characters.length === 1 ? "character" : "characters"}`;
  return servers.length === 0 ? `${characterCount}.${missing}` : `${characterCount} from ${list(servers)}.${missing}`;
}
