// The live strip: one entry per consultation that the app shows, newest first.

import { byId, hue, make, say } from "./dom.js";
import { millis, sureness } from "./format.js";
import { Unauthorized, listen } from "./api.js";

const MOST = 9;
const MARKS = { PARTIAL: "Partial", ABSTAINED: "Abstained", DEAD_LETTER: "Dead letter" };

let paused = false;
let abort = new AbortController();

/** Begins to listen, and goes on until the page is left. */
export async function watch(onUnauthorized) {
  byId("pause").addEventListener("click", pause);
  document.addEventListener("visibilitychange", () => document.hidden && abort.abort());
  for (let wait = 1000; ; wait = Math.min(wait * 2, 15000)) {
    try {
      await whileVisible();
      abort = new AbortController();
      await listen("api/consultations", abort.signal, () => { wait = 500; opened(); }, received);
      hint("The stream has ended; reconnecting.");
    } catch (error) {
      if (error instanceof Unauthorized) {
        await onUnauthorized();
        wait = 500;
      } else if (!document.hidden) {
        hint("The stream is lost; reconnecting.");
      }
    }
    await new Promise(done => setTimeout(done, wait));
  }
}

function whileVisible() {
  return document.hidden
    ? new Promise(done => document.addEventListener("visibilitychange", done, { once: true }))
    : Promise.resolve();
}

function opened() {
  hint("A sample of what is answered now.");
}

function hint(text) {
  say(byId("stream"), text);
}

function pause() {
  paused = !paused;
  byId("pause").setAttribute("aria-pressed", paused);
  say(byId("pause"), paused ? "Go on" : "Pause");
}

function received(event, data) {
  if (event === "full") {
    hint("Too many pages look on already; this one tries again.");
  } else if (!paused) {
    const strip = byId("strip");
    byId("quiet").hidden = true;
    strip.prepend(consultation(JSON.parse(data)));
    while (strip.children.length > MOST) {
      strip.lastChild.remove();
    }
  }
}

function consultation(seen) {
  return make("li", { className: "consultation", "data-outcome": seen.outcome }, ...account(seen));
}

/** What there is to say about one consultation; the page's own question shows the same. */
export function account(seen) {
  const parts = [
    make("div", { className: "head" }, picture(seen), make("div", { className: "verdict" }, ...verdict(seen))),
  ];
  if (seen.opinions.length > 0) {
    parts.push(make("ul", { className: "opinions" }, ...seen.opinions.map((one, place) => opinion(one, place, seen))));
  }
  if (seen.missing.length > 0) {
    parts.push(make("p", { className: "reason", textContent: `No opinion of ${seen.missing.join(", ")}` }));
  }
  if (seen.reason) {
    parts.push(make("p", { className: "reason", textContent: seen.reason }));
  }
  parts.push(make("p", { className: "trace", textContent: `${seen.imageId || seen.place} · ${millis(seen.millis)}`, title: seen.place }));
  return parts;
}

function picture(seen) {
  if (!seen.image) {
    return make("span", { className: "picture none", textContent: "no picture" });
  }
  const image = make("img", { className: "picture", alt: "", src: seen.image });
  image.addEventListener("load", () => { image.dataset.coarse = Math.max(image.naturalWidth, image.naturalHeight) <= 64; });
  return image;
}

function verdict(seen) {
  const mark = MARKS[seen.outcome];
  const parts = mark ? [make("span", { className: "mark", textContent: mark })] : [];
  if (seen.outcome === "DEAD_LETTER") {
    return parts;
  }
  parts.unshift(make("strong", { textContent: seen.className }), " ", make("span", { className: "sure", textContent: sureness(seen.confidence) }));
  parts.push(make("span", { className: "by" }, "by ", make("b", { textContent: seen.specialist }), ` ${seen.version}`));
  if (seen.label) {
    const right = seen.label === seen.className;
    parts.push(make("span", { className: "label", "data-right": right, textContent: right ? "✓ right" : `✗ it is ${seen.label}` }));
  }
  return parts;
}

/** @param place in the roster, as far as nobody is missing: until the roster itself is known */
function opinion(one, place, seen) {
  const won = one.specialist === seen.specialist;
  const fill = make("span", { className: "fill" });
  fill.style.inlineSize = `${100 * one.confidence}%`;
  return make("li", { className: "opinion", "data-won": won, "data-hue": hue(one.specialist, place) },
    make("span", { className: "who", textContent: one.specialist, title: `${one.specialist} ${one.version}` }),
    make("span", { className: "bar", "aria-hidden": "true" }, fill),
    make("span", { className: "what", textContent: `${one.className} ${sureness(one.confidence)}` }));
}
