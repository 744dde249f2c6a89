/** Numbers and lists in words. */

const plain = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });

export const count = (number) => plain.format(number);

export const brief = (number) => (number < 10 ? String(Math.round(number * 10) / 10) : short.format(number));

export const percent = (fraction) => `${(fraction * 100).toFixed(1)} %`;

/** A time in microseconds, with its unit. */
export function time(micros) {
  if (micros < 1000) {
    return `${brief(micros)} µs`;
  }
  return micros < 1_000_000 ? `${brief(micros / 1000)} ms` : `${brief(micros / 1_000_000)} s`;
}

export const list = (words) => new Intl.ListFormat("en").format(words);

export const WIRES = { HANDLERSOCKET: "HandlerSocket", SQL: "SQL" };
