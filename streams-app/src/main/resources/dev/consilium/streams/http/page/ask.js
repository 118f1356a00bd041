// An image that somebody brings: through Kafka to all specialists, and back.

import { headers } from "./api.js";
import { byId, make, say } from "./dom.js";
import { count, millis } from "./format.js";
import { account } from "./strip.js";

let most = 0;
let busy = false;
let shown = "";

/** @param maxBytes of an image that may be brought; 0: none may */
export function allow(maxBytes) {
  most = maxBytes;
  byId("read-only").hidden = most > 0;
  byId("drop").hidden = most === 0;
}

export function listenForImages() {
  const drop = byId("drop");
  byId("file").addEventListener("change", event => bring(event.target.files[0]));
  for (const event of ["dragover", "dragleave", "drop"]) {
    drop.addEventListener(event, happened => {
      happened.preventDefault();
      drop.dataset.over = event === "dragover";
    });
  }
  drop.addEventListener("drop", event => bring(event.dataTransfer.files[0]));
  // A file that misses the field would replace the page.
  for (const event of ["dragover", "drop"]) {
    window.addEventListener(event, happened => happened.preventDefault());
  }
  document.addEventListener("paste", event => {
    const file = [...event.clipboardData.files].find(one => one.type.startsWith("image/"));
    if (file) {
      bring(file);
    }
  });
}

async function bring(file) {
  if (!file || busy || most === 0) {
    return;
  }
  if (!file.type.startsWith("image/")) {
    fail(`${file.name} is no image.`);
  } else if (file.size > most) {
    fail(`${file.name} has ${count(file.size)} bytes; this app takes up to ${count(most)}.`);
  } else {
    busy = true;
    await ask(file);
    busy = false;
    byId("file").value = "";
  }
}

async function ask(file) {
  say(byId("asking"), "On its way through Kafka…");
  byId("answer").replaceChildren();
  URL.revokeObjectURL(shown);
  shown = URL.createObjectURL(file);
  const start = performance.now();
  try {
    const response = await fetch("api/images", { method: "POST", headers: headers({ "Content-Type": file.type }), body: file });
    const answer = await response.json();
    if (response.ok) {
      tell(answer, performance.now() - start);
    } else {
      fail(answer.error);
    }
  } catch {
    fail("The app does not answer.");
  }
}

function tell(answer, took) {
  say(byId("asking"), `${answer.className}, says ${answer.specialist}: there and back in ${millis(Math.round(took))}, ${millis(answer.millis)} of it through Kafka.`);
  byId("answer").replaceChildren(make("div", { className: "consultation", "data-outcome": answer.outcome }, ...account({ ...answer, image: shown })));
}

function fail(reason) {
  say(byId("asking"), reason);
  byId("answer").replaceChildren();
}
