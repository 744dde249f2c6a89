/** The ring: whose each arc is, and where the characters on the page fall. */

import { byId, drawn, say } from "./dom.js";
import { list, percent } from "./words.js";

const RADIUS = 84;
const TICK_FROM = 98;
const TICK_TO = 108;

export class Ring {
  #arcs = new Map();
  #ticks = drawn("g");

  constructor(ring, servers) {
    this.servers = servers;
    const picture = byId("ring");
    ring.servers.forEach((server, index) => {
      const path = drawn("path", { class: `arc ${servers.colour(server.name)}`, d: arcs(ring.points, index) });
      this.#arcs.set(server.name, path);
      picture.append(path);
    });
    picture.append(this.#ticks, ...shares(ring, servers));
    say(byId("ring-text"), list(ring.servers.map((server) => `${server.name} has ${percent(server.fraction)}`)));
  }

  /** Draws a tick for each of these characters. */
  mark(characters) {
    const ticks = new Map(characters.map((view) => [view.place, view.server]));
    this.#ticks.replaceChildren(
      ...Array.from(ticks, ([place, server]) => {
        const [x1, y1] = at(place, TICK_FROM);
        const [x2, y2] = at(place, TICK_TO);
        return drawn("line", { class: `tick ${this.servers.colour(server)}`, x1, y1, x2, y2 });
      }),
    );
  }

  /** Pales the arcs of servers that are down. */
  update(states) {
    for (const state of states) {
      this.#arcs.get(state.name).classList.toggle("silent", state.condition === "DOWN");
    }
  }
}

/** All arcs of one server as one path. An arc begins where the one before it ends. */
function arcs(points, server) {
  let path = "";
  points.forEach((point, i) => {
    if (point.server === server) {
      const from = i === 0 ? points[points.length - 1].place - 1 : points[i - 1].place;
      const long = point.place - from > 0.5 ? 1 : 0;
      path += `M${at(from, RADIUS)}A${RADIUS} ${RADIUS} 0 ${long} 1 ${at(point.place, RADIUS)}`;
    }
  });
  return path;
}

/** Clockwise from the top. */
function at(place, radius) {
  const angle = 2 * Math.PI * place;
  return [radius * Math.sin(angle), -radius * Math.cos(angle)].map((number) => number.toFixed(2));
}

function shares(ring, servers) {
  const top = -((ring.servers.length - 1) * 24) / 2 + 4;
  return ring.servers.flatMap((server, i) => {
    const y = top + i * 24;
    return [
      drawn("line", { class: `rule ${servers.colour(server.name)}`, x1: -56, y1: y - 4, x2: -46, y2: y - 4 }),
      drawn("text", { class: "owner", x: -40, y }, server.name),
      drawn("text", { class: "share", x: 56, y }, percent(server.fraction)),
    ];
  });
}
