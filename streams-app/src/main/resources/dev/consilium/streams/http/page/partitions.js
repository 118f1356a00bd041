// The partitions of the images that this instance has.

import { byId, keyed, make, say } from "./dom.js";
import { count } from "./format.js";

/** @param imagesPerSecond of late: what waits for less than a second is no backlog */
export function showPartitions(partitions, imagesPerSecond) {
  byId("no-partitions").hidden = partitions.length > 0;
  const lag = partitions.reduce((sum, one) => sum + one.lag, 0);
  say(byId("lag"), partitions.length === 0 ? "" : `Of the images, ${count(partitions.length)} here; ${lag === 0 ? "nothing waits" : `waiting: ${count(lag)}`}.`);
  keyed(byId("shares"), partitions, one => one.partition, create, (item, one) => {
    item.dataset.state = one.lag > Math.max(50, imagesPerSecond) ? "behind" : "good";
    item.title = `${one.thread}, committed to ${one.committed}, images to ${one.end}`;
    say(item.children[1], one.lag === 0 ? "up to date" : `${count(one.lag)} wait`);
    say(item.children[2], one.committed < 0 ? "not committed yet" : `at ${count(one.committed)}`);
  });
}

function create(one) {
  return make("li", { className: "partition" },
    make("span", { className: "number", textContent: `Partition ${one.partition}` }), make("span", { className: "wait" }), make("span", { className: "at" }));
}
