// Asks the app every second how it is, and shows it.

import { Unauthorized, keepToken, read } from "./api.js";
import { allow, listenForImages } from "./ask.js";
import { showSpecialists } from "./cards.js";
import { showCharts } from "./charts.js";
import { byId, make, say, seat } from "./dom.js";
import { showPartitions } from "./partitions.js";
import { showRollouts } from "./rollouts.js";
import { watch } from "./strip.js";

const EVERY_MILLIS = 1000;
const HIDDEN_MILLIS = 15000;
const HISTORY_TICKS = 5;
const MINUTE_POINTS = 12;

const history = [];
let tick = 0;
let entered = () => {};

/** Asks for a token; ends when one has been entered. */
function askForToken() {
  byId("access").hidden = false;
  health("waiting", "Locked");
  return new Promise(done => { const before = entered; entered = () => { before(); done(); }; });
}

byId("access").addEventListener("submit", event => {
  event.preventDefault();
  keepToken(byId("token").value);
  byId("token").value = "";
  byId("access").hidden = true;
  entered();
  entered = () => {};
});

function health(state, text, reasons = []) {
  const pill = byId("health");
  pill.dataset.state = state;
  say(pill, text);
  const list = byId("reasons");
  list.hidden = reasons.length === 0;
  if (list.textContent !== reasons.join("")) {
    list.firstChild.replaceChildren(...reasons.map(reason => make("li", { textContent: reason })));
  }
}

async function refreshHistory() {
  const since = history.at(-1)?.at ?? 0;
  history.push(...await read(`api/history?since=${since}`));
  history.splice(0, Math.max(0, history.length - 15 * MINUTE_POINTS));
}

function winsOfTheLastMinute() {
  const wins = {};
  for (const point of history.slice(-MINUTE_POINTS)) {
    for (const [specialist, won] of Object.entries(point.wins)) {
      wins[specialist] = (wins[specialist] ?? 0) + won;
    }
  }
  return wins;
}

async function refresh() {
  const [status, rollouts] = await Promise.all([read("api/status"), read("api/rollouts")]);
  const specialists = status.roster.specialists;
  seat(specialists.map(one => one.specialist));
  say(byId("instance"), `· ${status.instance}`);
  const { live, ready, reasons } = status.health;
  health(live && ready ? "good" : live ? "waiting" : "bad", live && ready ? "Images are answered" : live ? "Not ready" : "Needs a restart", reasons);
  if (tick++ % HISTORY_TICKS === 0) {
    await refreshHistory();
    const swaps = rollouts.filter(event => event.state === "SERVING").map(event => event.at);
    showCharts(byId("plots"), history, swaps, Date.now());
  }
  allow(status.submitMaxBytes);
  showSpecialists(status, winsOfTheLastMinute());
  showRollouts(rollouts, specialists);
  showPartitions(status.partitions, history.at(-1)?.imagesPerSecond ?? 0);
}

async function follow() {
  while (true) {
    try {
      await refresh();
    } catch (error) {
      if (error instanceof Unauthorized) {
        await askForToken();
        continue;
      }
      health("bad", "The app does not answer", ["It has stopped or cannot be reached; this page tries again every second."]);
    }
    await new Promise(done => setTimeout(done, document.hidden ? HIDDEN_MILLIS : EVERY_MILLIS));
  }
}

listenForImages();
follow();
watch(askForToken);
