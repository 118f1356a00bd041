// Line charts of the history, as SVG.

import { keyed, make, say } from "./dom.js";
import { count, few, millis, time } from "./format.js";

const WIDTH = 360;
const HEIGHT = 132;
const LEFT = 48;
const BOTTOM = 18;
const TOP = 8;
const SPAN_MILLIS = 15 * 60 * 1000;
const NS = "http://www.w3.org/2000/svg";

const PLOTS = [
  { title: "Images per second", text: few, lines: [["answered", point => point.imagesPerSecond], ["dead letters", point => point.deadLettersPerSecond, "bad"]] },
  { title: "From admission to outcome", text: millis, lines: [["p50", point => point.p50Millis], ["p99", point => point.p99Millis, "faint"]] },
  { title: "Images that wait (lag)", text: count, lines: [["lag", point => point.lag]] },
];

/** @param marks moments to mark, in milliseconds */
export function showCharts(container, points, marks, now) {
  keyed(container, PLOTS, plot => plot.title, create, (figure, plot) => draw(figure, plot, points, marks, now));
}

function create(plot) {
  return make("figure", { className: "plot" },
    make("figcaption", {}, make("span", { className: "name", textContent: plot.title }), make("span", { className: "values" })),
    make("div", { className: "canvas" }));
}

function draw(figure, plot, points, marks, now) {
  const values = plot.lines.map(([name, of]) => [name, points.length > 0 ? of(points.at(-1)) : 0]);
  const shown = values.filter(([name, value]) => name !== "dead letters" || value > 0);
  say(figure.querySelector(".values"), points.length === 0
    ? "no figures yet"
    : shown.map(([name, value]) => (plot.lines.length > 1 ? `${name} ${plot.text(value)}` : plot.text(value))).join(" · "));
  const top = roof(Math.max(...plot.lines.flatMap(([, of]) => points.map(of)), 0));
  const x = at => LEFT + (WIDTH - LEFT) * (1 - (now - at) / SPAN_MILLIS);
  const y = value => TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top);
  const svg = node("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": summary(plot, points) });
  for (const value of [0, top / 2, top]) {
    svg.append(node("line", { class: "grid", x1: LEFT, x2: WIDTH, y1: y(value), y2: y(value) }), label(LEFT - 6, y(value) + 3.5, plot.text(value), "end"));
  }
  for (const minutes of [15, 10, 5, 0]) {
    const text = minutes === 0 ? "now" : `${minutes} min`;
    svg.append(label(x(now - minutes * 60000), HEIGHT - 4, text, minutes === 0 ? "end" : minutes === 15 ? "start" : "middle"));
  }
  for (const at of marks.filter(mark => now - mark < SPAN_MILLIS)) {
    svg.append(node("line", { class: "swap", x1: x(at), x2: x(at), y1: TOP, y2: HEIGHT - BOTTOM }));
  }
  const seen = points.filter(point => now - point.at < SPAN_MILLIS);
  for (const [name, of, kind] of plot.lines.slice().reverse()) {
    if (seen.length > 1 && (name !== "dead letters" || seen.some(point => of(point) > 0))) {
      svg.append(node("polyline", { class: `series ${kind ?? "main"}`, points: seen.map(point => `${x(point.at).toFixed(1)},${y(of(point)).toFixed(1)}`).join(" ") }));
    }
  }
  figure.lastChild.replaceChildren(svg);
}

function summary(plot, points) {
  if (points.length === 0) {
    return `${plot.title}: no figures yet`;
  }
  const [, of] = plot.lines[0];
  const all = points.map(of);
  return `${plot.title} from ${time(points[0].at)} to ${time(points.at(-1).at)}: between ${plot.text(Math.min(...all))} and ${plot.text(Math.max(...all))}, now ${plot.text(all.at(-1))}`;
}

/** The next round number above. */
function roof(most) {
  if (most <= 0) {
    return 1;
  }
  const power = 10 ** Math.floor(Math.log10(most));
  return [1, 2, 4, 6, 8, 10].map(step => step * power).find(step => step >= most);
}

function node(name, attributes) {
  const element = document.createElementNS(NS, name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  return element;
}

function label(x, y, text, anchor) {
  const element = node("text", { x, y, "text-anchor": anchor });
  element.textContent = text;
  return element;
}
