/** The servers: their colours, how they are, and, in the demonstration, what can be done to them. */

import { byId, element, say } from "./dom.js";
import { WIRES, percent } from "./words.js";

const COLOURS = 6;

const STATES = {
  UP: "up",
  DEGRADED: "degraded",
  SUSPECT: "being looked at",
  DOWN: "down",
  UNTRIED: "not asked yet",
};

const CONDITIONS = { OFF: "not used", UNTRIED: "not asked yet", UP: "up", SUSPECT: "being looked at", DOWN: "down" };

export class Servers {
  #cards = new Map();
  #conditions = new Map();

  constructor(ring) {
    this.names = ring.servers.map((server) => server.name);
    say(byId("server-count"), String(this.names.length));
    for (const server of ring.servers) {
      const card = new Card(server, this.colour(server.name));
      this.#cards.set(server.name, card);
      byId("cards").append(card.item);
    }
  }

  /** The class that gives a server's colour. */
  colour(name) {
    return `server-${this.names.indexOf(name) % COLOURS}`;
  }

  update(states) {
    const changes = [];
    for (const state of states) {
      this.#cards.get(state.name).update(state);
      const before = this.#conditions.get(state.name);
      if (before !== undefined && before !== state.condition) {
        changes.push(`${state.name} is ${STATES[state.condition]}`);
      }
      this.#conditions.set(state.name, state.condition);
    }
    if (changes.length > 0) {
      say(byId("told"), `${changes.join(", ")}.`); // for those who hear the page: a card's own word lacks the name
    }
  }

  /** Puts a button on every card. `act(name, deed)` kills or restarts, and returns when that is done. */
  control(act) {
    for (const card of this.#cards.values()) {
      card.control(act);
    }
  }
}

class Card {
  #button = null;
  #busy = false;
  #down = false;

  constructor(server, colour) {
    this.name = server.name;
    this.state = element("span", { class: "state untried" }, STATES.UNTRIED);
    this.wires = Object.fromEntries(Object.keys(WIRES).map((wire) => [wire, element("span", {}, "")]));
    this.version = element("p", { class: "version quiet", hidden: "" });
    this.item = element(
      "li",
      { class: `card ${colour}`, "data-server": server.name },
      element(
        "div",
        { class: "top" },
        element("h3", {}, server.name),
        this.state,
        element("span", { class: "share" }, percent(server.fraction)),
      ),
      element(
        "ul",
        { class: "wires" },
        ...Object.entries(this.wires).map(([wire, text]) => element("li", {}, element("span", {}, WIRES[wire]), text)),
      ),
      this.version,
    );
  }

  update({ condition, version, wires }) {
    this.#down = condition === "DOWN";
    this.state.className = `state ${condition.toLowerCase()}`;
    say(this.state, STATES[condition]);
    for (const wire of wires) {
      const port = wire.port === null ? "" : `, port ${wire.port}`;
      say(this.wires[wire.name], `${CONDITIONS[wire.condition]}${port}`);
      this.wires[wire.name].title = wire.reason;
    }
    this.version.hidden = version === null;
    say(this.version, version ?? "");
    this.#label();
  }

  control(act) {
    this.#button = element("button", { type: "button", onclick: () => this.#press(act) });
    this.item.append(element("div", { class: "controls" }, this.#button));
    this.#label();
  }

  async #press(act) {
    if (this.#busy) {
      return;
    }
    const deed = this.#down ? "restart" : "kill";
    this.#busy = true;
    this.#label(deed === "kill" ? "Killing" : "Restarting");
    try {
      await act(this.name, deed);
    } finally {
      this.#busy = false;
      this.#label();
    }
  }

  /** The button stays what it is, and keeps the focus. */
  #label(doing) {
    if (this.#button === null || (this.#busy && !doing)) {
      return;
    }
    const word = doing ?? (this.#down ? "Restart" : "Kill");
    this.#button.setAttribute("aria-disabled", String(this.#busy));
    say(this.#button, doing ? `${word} ${this.name} …` : `${word} ${this.name}`);
  }
}
