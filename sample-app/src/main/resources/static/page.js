/** Puts the parts of the page together, and asks each second what is new. */

import { byId, say } from "./dom.js";
import { get } from "./ask.js";
import { Charts } from "./charts.js";
import { Explore } from "./explore.js";
import { Ring } from "./ring.js";
import { Servers } from "./servers.js";
import { offer } from "./demo.js";
import { tile } from "./tiles.js";

const EACH_MILLIS = 1000;
const MOST_VIEWED_EACH = 5;

function notice(text) {
  byId("notice").hidden = text === "";
  say(byId("notice"), text);
}

async function start() {
  const ring = await get("/api/ring");
  const servers = new Servers(ring);
  const picture = new Ring(ring, servers);
  const charts = new Charts(servers);
  let most = "";

  async function mostViewed() {
    const answer = await get("/api/most-viewed");
    if (answer.silent.length > 0 || JSON.stringify(answer) === most || byId("most").contains(document.activeElement)) {
      return;
    }
    most = JSON.stringify(answer);
    byId("most").replaceChildren(...answer.characters.map((view) => tile(view, servers, [], viewed)));
    byId("most-empty").hidden = answer.characters.length > 0;
  }

  async function viewed(count) {
    notice("");
    try {
      await count();
    } catch (problem) {
      notice(`The view was not counted. ${problem.message}`);
      return;
    }
    try {
      await mostViewed();
    } catch (problem) {
      notice(`The view was counted; what is viewed most is not known. ${problem.message}`);
    }
  }

  const explore = new Explore(servers, (characters) => picture.mark(characters), viewed);
  offer(servers, notice);

  let turns = 0;
  let lost = false;
  let down = "";
  async function turn() {
    try {
      if (!document.hidden) {
        const now = await get("/api/now", { after: charts.newest });
        servers.update(now.servers);
        picture.update(now.servers);
        charts.add(now.samples);
        const silent = now.servers.filter((server) => server.condition === "DOWN").map((server) => server.name);
        if (silent.join() !== down) {
          down = silent.join();
          if (down === "") {
            notice(""); // what was said of a server that did not answer
          }
          await explore.ask();
        }
        if (turns++ % MOST_VIEWED_EACH === 0) {
          await mostViewed();
        }
        if (lost) {
          lost = false;
          notice("");
        }
      }
    } catch {
      lost = true;
      notice("The application does not answer. Trying again.");
    }
    setTimeout(turn, EACH_MILLIS);
  }

  await explore.ask();
  await turn();
}

start().catch(() => notice("The application does not answer. Load the page again."));
