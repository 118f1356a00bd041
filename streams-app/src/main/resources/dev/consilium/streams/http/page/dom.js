// Makes and updates elements. Text is always set as text: nothing that came over Kafka is taken as HTML.

export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("aria-") || name.startsWith("data-") || name === "role") {
      element.setAttribute(name, value);
    } else {
      element[name] = value;
    }
  }
  element.append(...children);
  return element;
}

export const byId = id => document.getElementById(id);

/** Sets a text only when it is another: a screen reader and the layout hear of changes alone. */
export function say(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** One child per item, kept as long as its key stays; in the order of the items. */
export function keyed(container, items, key, create, update) {
  const kept = new Map([...container.children].map(child => [child.dataset.key, child]));
  const wanted = items.map(item => {
    const name = String(key(item));
    const child = kept.get(name) ?? create(item);
    child.dataset.key = name;
    update(child, item);
    kept.delete(name);
    return child;
  });
  kept.forEach(child => child.remove());
  wanted.forEach((child, index) => {
    if (container.children[index] !== child) {
      container.insertBefore(child, container.children[index] ?? null);
    }
  });
}

/** Terms and what they are, as a list that is updated in place. */
export function terms(list, pairs) {
  keyed(list, pairs, ([term]) => term,
    ([term]) => make("div", {}, make("dt", { textContent: term }), make("dd")),
    (row, [, value]) => say(row.lastChild, value));
}

/** A colour for each specialist, by its place in the roster; the seventh begins anew. */
const places = new Map();
export function seat(specialists) {
  places.clear();
  specialists.forEach((name, index) => places.set(name, index % 6));
}
export const hue = (specialist, otherwise = 5) => String(places.get(specialist) ?? otherwise % 6);
