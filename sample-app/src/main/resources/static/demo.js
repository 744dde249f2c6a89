/** What only the demonstration offers, to whoever opened the address that it printed. */

import { byId, say } from "./dom.js";
import { get, post } from "./ask.js";

const KEY = "demo-token";

/** The token of the address, which then no longer shows it; or the one that this tab was given before. */
function token() {
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (given !== null) {
    sessionStorage.setItem(KEY, given);
    history.replaceState(null, "", location.pathname);
  }
  return sessionStorage.getItem(KEY);
}

/** Shows the buttons, if there is a token. `complain` is told what went wrong. */
export function offer(servers, complain) {
  const own = token();
  if (own === null) {
    return;
  }
  const headers = { "X-Demo-Token": own };
  const attempt = async (deed) => {
    try {
      return await deed();
    } catch (problem) {
      complain(problem.message);
      return null;
    }
  };
  const act = (deed) => {
    complain(""); // of what was tried before
    return attempt(deed);
  };
  servers.control((name, deed) => act(() => post(`/demo/servers/${encodeURIComponent(name)}/${deed}`, headers)));
  offerLoad(headers, attempt, act);
}

function offerLoad(headers, attempt, act) {
  const button = byId("load-button");
  byId("load").hidden = false;
  let running = false;
  const watch = async () => {
    const load = await attempt(() => get("/demo/load", {}, { headers }));
    running = load?.running ?? false;
    button.setAttribute("aria-disabled", String(running));
    byId("load-text").setAttribute("aria-busy", String(running)); // what comes of it is read aloud, not each second
    if (load?.text) {
      say(byId("load-text"), load.text);
    }
    if (running) {
      setTimeout(watch, 1000);
    }
  };
  button.addEventListener("click", async () => {
    if (!running) {
      running = true;
      await act(() => post("/demo/load", headers));
      await watch();
    }
  });
  watch();
}
