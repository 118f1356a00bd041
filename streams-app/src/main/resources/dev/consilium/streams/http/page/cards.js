// Specialists as cards, and the line that they share.

import { byId, hue, keyed, make, say, terms } from "./dom.js";
import { count, few, millis, percent } from "./format.js";

const STATES = { SERVING: "good", REJECTED: "bad" };

/** @param wins predictions of the last minute, by specialist */
export function showSpecialists(status, wins) {
  const specialists = status.roster.specialists;
  const all = Object.values(wins).reduce((sum, one) => sum + one, 0);
  byId("nobody").hidden = specialists.length > 0 || status.roster.phase === "CONNECTING";
  keyed(byId("cards"), specialists, one => one.specialist, create, (card, one) => {
    const figures = status.figures.find(of => of.specialist === one.specialist);
    const circuit = status.circuits.find(of => of.specialist === one.specialist && of.version === one.serving);
    update(card, one, figures, circuit, all > 0 ? (wins[one.specialist] ?? 0) / all : 0);
  });
  terms(byId("line"), [
    ["In flight", count(status.inFlight)],
    ["Queue", count(status.queue)],
    ["Batch", status.batchSize > 0 ? few(status.batchSize) : "–"],
    ["Oldest", status.oldestSeconds > 0 ? `${status.oldestSeconds} s` : "–"],
  ]);
}

function create(one) {
  const share = make("span", { className: "fill" });
  return make("li", { className: "card" },
    make("h3", {}, make("span", { textContent: one.specialist }), " ", make("span", { className: "version" })),
    make("p", { className: "state" }),
    make("p", { className: "share" }, make("span", { className: "bar", "aria-hidden": "true" }, share), make("span", { className: "what" })),
    make("figure", { className: "histogram" },
      make("div", { className: "columns", role: "img" }),
      make("figcaption", {}, make("span", { textContent: "unsure" }), make("span", { textContent: "how sure" }), make("span", { textContent: "sure" }))),
    make("dl", { className: "figures" }));
}

/** @param circuit undefined as long as the specialist is asked */
function update(card, one, figures, circuit, share) {
  card.dataset.hue = hue(one.specialist);
  const [title, state, shareLine, histogram, list] = card.children;
  say(title.lastChild, one.serving ?? "nobody serves");
  say(state, circuit ? notAsked(circuit) : described(one));
  state.dataset.state = circuit ? "bad" : STATES[one.state] ?? "waiting";
  shareLine.querySelector(".fill").style.inlineSize = `${100 * share}%`;
  say(shareLine.lastChild, `answers ${percent(share)}`);
  showHistogram(histogram.firstChild, figures.confidences);
  terms(list, [
    ["Batch p50", figures.forwards > 0 ? millis(figures.p50Millis) : "–"],
    ["p99", figures.forwards > 0 ? millis(figures.p99Millis) : "–"],
    ["Answers", count(figures.wins)],
    ["Owed", count(figures.absent)],
  ]);
}

function notAsked(circuit) {
  const trial = circuit.state === "half-open" ? "being tried" : circuit.secondsToTrial > 0 ? `tried again in ${circuit.secondsToTrial} s` : "tried again soon";
  return `Not asked, ${trial}: ${circuit.reason}.`;
}

function described(one) {
  const trial = one.candidate ? ` Beside it ${one.candidate}: ${one.trial.toLowerCase()}${one.trialReason ? `, ${one.trialReason}` : ""}.` : "";
  if (one.state === "SERVING") {
    return `Serving${one.reason ? `: ${one.reason}` : ""}.${trial}`;
  }
  return `${one.wanted} is ${one.state.toLowerCase()}${one.reason ? `: ${one.reason}` : ""}.${trial}`;
}

function showHistogram(columns, counts) {
  const most = Math.max(1, ...counts);
  const all = counts.reduce((sum, one) => sum + one, 0);
  keyed(columns, counts.map((height, step) => ({ height, step })), one => one.step,
    () => make("span"),
    (column, one) => { column.style.blockSize = `${Math.max(one.height > 0 ? 4 : 1, 100 * one.height / most)}%`; });
  const sure = counts.slice(Math.floor(counts.length * 0.9)).reduce((sum, one) => sum + one, 0);
  columns.setAttribute("aria-label", all === 0
    ? "No opinion yet"
    : `Of ${count(all)} opinions of this version, ${percent(sure / all)} are at least 90 % sure`);
}
