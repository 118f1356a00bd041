// Shows what /health/ready and /api/roster say, every second. Text only: nothing that came over Kafka is taken as HTML.
async function read(path) {
  const response = await fetch(path, { cache: "no-store" });
  return response.json();
}

function row(specialist) {
  const tr = document.createElement("tr");
  for (const text of [specialist.specialist, specialist.serving ?? "–", `${specialist.wanted} ${specialist.state}`, specialist.reason]) {
    const td = document.createElement("td");
    td.textContent = text;
    tr.append(td);
  }
  return tr;
}

async function refresh() {
  try {
    const [health, roster] = await Promise.all([read("health/ready"), read("api/roster")]);
    document.getElementById("health").textContent =
      health.status === "UP" ? "Ready: images are answered." : `Not ready: ${health.reasons.join("; ")}`;
    document.getElementById("roster").replaceChildren(...roster.specialists.map(row));
  } catch {
    document.getElementById("health").textContent = "The app does not answer.";
  }
}

refresh();
setInterval(refresh, 1000);
