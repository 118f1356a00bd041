// Speaks to the app. All addresses are relative: the page works under any path of a proxy.

const TOKEN = "consilium.token";

export class Unauthorized extends Error {}

export function keepToken(token) {
  sessionStorage.setItem(TOKEN, token);
}

export function headers(more = {}) {
  const token = sessionStorage.getItem(TOKEN);
  return token ? { ...more, Authorization: `Bearer ${token}` } : more;
}

export async function read(path) {
  const response = await fetch(path, { headers: headers(), cache: "no-store" });
  await requireGood(response);
  return response.json();
}

/** Calls back for each server-sent event; returns when the stream ends. EventSource could not send a token. */
export async function listen(path, signal, onOpen, onEvent) {
  const response = await fetch(path, { headers: headers({ Accept: "text/event-stream" }), cache: "no-store", signal });
  await requireGood(response);
  onOpen();
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    text += part.value;
    const blocks = text.split("\n\n");
    text = blocks.pop();
    blocks.forEach(block => dispatch(block, onEvent));
  }
}

function dispatch(block, onEvent) {
  const fields = { event: "message", data: [] };
  for (const line of block.split("\n")) {
    if (line.startsWith("event:")) {
      fields.event = line.slice(6).trim();
    } else if (line.startsWith("data:")) {
      fields.data.push(line.slice(5).trimStart());
    }
  }
  if (fields.data.length > 0) {
    onEvent(fields.event, fields.data.join("\n"));
  }
}

async function requireGood(response) {
  if (response.status === 401) {
    throw new Unauthorized();
  }
  if (!response.ok) {
    throw new Error(`The app answers with ${response.status}`);
  }
}
