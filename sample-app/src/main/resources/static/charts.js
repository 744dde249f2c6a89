/** Throughput and latency of the last minute, by wire, a curve for each server; and the last second in numbers. */

import { byId, drawn, element, say } from "./dom.js";
import { WIRES, brief, count, time } from "./words.js";

const SECONDS = 60;
const LEFT = 52;
const BOTTOM = 18;
const TOP = 6;

const throughput = { title: "Commands a second", unit: "", format: brief, scale: even, curves: [["perSecond", ""]] };
const latency = {
  title: "Latency",
  unit: "median; dashed, 99 %",
  format: time,
  scale: byTens,
  curves: [["medianMicros", ""], ["p99Micros", "slow"]],
};

export class Charts {
  #samples = [];
  #charts = [];
  #rows = new Map();

  constructor(servers) {
    this.servers = servers;
    for (const wire of Object.keys(WIRES)) {
      for (const kind of [throughput, latency]) {
        this.#charts.push(new Chart(kind, wire, servers));
      }
    }
    byId("charts").append(...this.#charts.map((chart) => chart.figure));
    byId("legend").append(...servers.names.map((name) => element(
      "li", { class: servers.colour(name) }, element("span", { class: "swatch" }), name)));
    for (const name of servers.names) {
      for (const wire of Object.keys(WIRES)) {
        this.#rows.set(`${name} ${wire}`, this.#row(name, wire));
      }
    }
    new ResizeObserver(() => this.#draw()).observe(byId("charts"));
  }

  #row(name, wire) {
    const cells = Array.from({ length: 4 }, () => element("td", {}, "–"));
    const server = element("span", { class: this.servers.colour(name) }, element("span", { class: "swatch" }), name);
    document.querySelector("#now tbody").append(element(
      "tr", {}, element("th", { scope: "row" }, server), element("td", {}, WIRES[wire]), ...cells));
    return cells;
  }

  /** The number of the newest sample that is known. */
  get newest() {
    return this.#samples.at(-1)?.number ?? 0;
  }

  add(samples) {
    if (samples.length === 0) {
      return;
    }
    if (samples[0].number <= this.newest) {
      this.#samples = []; // numbers begin anew: so did the application
    }
    this.#samples = [...this.#samples, ...samples].slice(-SECONDS);
    this.#tell(this.#samples.at(-1));
    this.#draw();
  }

  #tell(sample) {
    for (const [key, cells] of this.#rows) {
      const lane = sample.lanes.find((one) => `${one.server} ${one.wire}` === key);
      const texts = lane
        ? [count(lane.perSecond), count(lane.failedPerSecond), time(lane.medianMicros), time(lane.p99Micros)]
        : ["0", "0", "–", "–"];
      texts.forEach((text, i) => say(cells[i], text));
      cells[1].classList.toggle("some", lane !== undefined && lane.failedPerSecond > 0);
    }
  }

  #draw() {
    for (const chart of this.#charts) {
      chart.draw(this.#samples);
    }
  }
}

class Chart {
  constructor(kind, wire, servers) {
    this.kind = kind;
    this.wire = wire;
    this.servers = servers;
    this.picture = drawn("svg", { role: "img", "aria-label": `${kind.title} over ${WIRES[wire]}; the table has the numbers` });
    this.figure = element(
      "figure",
      { class: "chart" },
      element("figcaption", {}, `${WIRES[wire]}: ${kind.title.toLowerCase()}`, element("span", {}, kind.unit)),
      this.picture,
    );
  }

  draw(samples) {
    const width = this.picture.clientWidth;
    const height = this.picture.clientHeight;
    if (width === 0) {
      return;
    }
    const { lines, part } = this.kind.scale(this.#values(samples));
    const x = (i) => LEFT + ((width - LEFT - 2) * (SECONDS - samples.length + i)) / (SECONDS - 1);
    const y = (value) => TOP + (height - TOP - BOTTOM) * (1 - part(value));
    this.picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.picture.replaceChildren(...this.#frame(width, height, lines, y), ...this.#curves(samples, x, y));
  }

  #values(samples) {
    return samples.flatMap((sample) => sample.lanes
      .filter((lane) => lane.wire === this.wire)
      .flatMap((lane) => this.kind.curves.map(([field]) => lane[field])));
  }

  #frame(width, height, lines, y) {
    const rules = lines.flatMap((value) => [
      drawn("line", { class: "grid", x1: LEFT, x2: width, y1: y(value), y2: y(value) }),
      drawn("text", { x: LEFT - 8, y: y(value) + 4, "text-anchor": "end" }, value === 0 ? "0" : this.kind.format(value)),
    ]);
    return [
      ...rules,
      drawn("text", { x: LEFT, y: height - 2 }, `${SECONDS} s ago`),
      drawn("text", { x: width, y: height - 2, "text-anchor": "end" }, "now"),
    ];
  }

  #curves(samples, x, y) {
    return this.servers.names.flatMap((name) => this.kind.curves.map(([field, className]) => drawn("path", {
      class: `curve ${className} ${this.servers.colour(name)}`,
      d: this.#path(samples, name, field, x, y),
    })));
  }

  /** Where nothing was measured, throughput is zero and latency has a gap. */
  #path(samples, name, field, x, y) {
    let path = "";
    let pen = "M";
    samples.forEach((sample, i) => {
      const lane = sample.lanes.find((one) => one.server === name && one.wire === this.wire);
      if (!lane && this.kind === latency) {
        pen = "M";
        return;
      }
      const end = `${x(i).toFixed(1)} ${y(lane ? lane[field] : 0).toFixed(1)}`;
      path += pen === "M" ? `M${end}L${end}` : `L${end}`;
      pen = "L";
    });
    return path;
  }
}

/** From zero to the next of 1, 2, 5, 10, 20, 50 … that is not below any value, and at least 10. */
function even(values) {
  const most = Math.max(10, ...values);
  const power = 10 ** Math.floor(Math.log10(most));
  const highest = [1, 2, 5, 10].map((step) => step * power).find((step) => step >= most);
  return { lines: [0, highest / 2, highest], part: (value) => value / highest };
}

/** By powers of ten, from 100 µs to 10 ms or as far as the values go: a slow second does not hide the others. */
function byTens(values) {
  const from = Math.min(2, ...values.map((value) => Math.floor(Math.log10(value))));
  const to = Math.max(4, ...values.map((value) => Math.ceil(Math.log10(value))));
  const lines = Array.from({ length: to - from + 1 }, (_, i) => 10 ** (from + i));
  return { lines, part: (value) => (Math.log10(value) - from) / (to - from) };
}
