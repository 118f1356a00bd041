// What this instance did with each version: a time line for each, newest first.

import { byId, hue, keyed, make, say } from "./dom.js";
import { count, millis, percent, time, tiny } from "./format.js";

const MOST = 12;

/** Events of one version from its announcement on, oldest first. */
function grouped(events) {
  const rollouts = [];
  const open = new Map();
  for (const event of events) {
    const version = `${event.specialist}@${event.version}`;
    let rollout = open.get(version);
    if (!rollout || event.state === "ANNOUNCED") {
      rollout = { key: `${version} ${event.at}`, specialist: event.specialist, version: event.version, at: event.at, steps: [] };
      open.set(version, rollout);
      rollouts.push(rollout);
    }
    rollout.steps.push(event);
  }
  return rollouts.reverse().slice(0, MOST);
}

export function showRollouts(events, specialists) {
  byId("no-rollouts").hidden = events.length > 0;
  keyed(byId("trail"), grouped(events), rollout => rollout.key, create, (item, rollout) => {
    const last = rollout.steps.at(-1);
    const seat = specialists.find(one => one.specialist === rollout.specialist);
    const state = `${last.state} ${last.at} ${seat?.wanted} ${seat?.serving} ${seat?.previous}`;
    if (item.dataset.shown !== state) {
      item.dataset.shown = state;
      update(item, rollout, last, seat);
    }
  });
}

function create(rollout) {
  return make("li", { className: "rollout", "data-hue": hue(rollout.specialist) });
}

function update(item, rollout, last, seat) {
  item.dataset.state = last.state;
  const parts = [
    make("h3", {}, make("span", { textContent: rollout.specialist }), " ", make("span", { className: "version", textContent: rollout.version }),
      make("span", { className: "badge", textContent: last.state.toLowerCase() }),
      make("time", { textContent: time(last.at), dateTime: new Date(last.at).toISOString() })),
    make("ol", { className: "steps", "aria-label": "Steps" }, ...rollout.steps.map(step)),
  ];
  const gate = rollout.steps.flatMap(numbers);
  if (gate.length > 0) {
    parts.push(make("p", { className: "gate", textContent: gate.join(" · ") }));
  }
  const why = rollout.steps.filter(one => one.reason && one.state !== "ANNOUNCED" && one.state !== "LOADED").at(-1);
  if (why) {
    parts.push(make("p", { className: "reason", textContent: why.reason }));
  }
  if (seat && last.state === "SERVING" && seat.wanted === rollout.version && seat.serving === rollout.version && seat.previous) {
    parts.push(rollBack(seat));
  }
  item.replaceChildren(...parts);
}

function step(event) {
  return make("li", { "data-state": event.state },
    make("span", { textContent: event.state.toLowerCase() }),
    make("span", { className: "took", textContent: event.state === "ANNOUNCED" ? time(event.at) : millis(event.millis) }));
}

/** What the gate or a trial saw, in words. */
function numbers({ state, statistics: seen }) {
  const said = [];
  if ("examples" in seen && "worstDifference" in seen) {
    said.push(`${count(seen.examples)} golden examples, worst difference ${tiny(seen.worstDifference)} of ${tiny(seen.tolerance)} allowed`);
  }
  if ("forwardMillis" in seen) {
    said.push(`a batch takes it ${millis(seen.forwardMillis)}, what served took ${millis(seen.servingForwardMillis)}`);
  }
  if ("sameAnswers" in seen && seen.images > 0) {
    said.push(`${state.toLowerCase()} on ${count(seen.images)} images: ${percent(seen.sameAnswers / seen.images)} the same answers, ${percent(seen.errors / seen.images)} errors`);
    if (seen.labelled > 0) {
      said.push(`right on ${percent(seen.right / seen.labelled)} of ${count(seen.labelled)} labelled, what serves on ${percent(seen.servingRight / seen.labelled)}`);
    }
  }
  return said;
}

function rollBack(seat) {
  const command = `./consilium roster rollback ${seat.specialist}`;
  const line = make("p", { className: "command" }, `Back to ${seat.previous}: `, make("code", { textContent: command }));
  if (navigator.clipboard) {
    const copy = make("button", { type: "button", textContent: "Copy", "aria-label": `Copy the command that goes back to ${seat.previous}` });
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(command);
      say(copy, "Copied");
    });
    line.append(" ", copy);
  }
  return line;
}
