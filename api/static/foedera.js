// Comforts. Every page works without this file.
"use strict";

// A slider of years over the map of a treaty: the map follows while it moves, the page when it is let go.
function slider(form) {
  const date = form.elements.as_of;
  if (!document.querySelector(".map > svg")) return;
  const label = document.createElement("label");
  const shown = document.createElement("span");
  const range = document.createElement("input");
  label.className = "slider";
  Object.assign(range, { type: "range", min: form.dataset.first, max: new Date().getFullYear(), value: date.value.slice(0, 4) });
  const day = () => range.value + date.value.slice(4);
  shown.textContent = range.value;
  label.append(shown, range);
  form.append(label);
  let asked = 0;
  range.addEventListener("input", async () => {
    shown.textContent = range.value;
    const turn = ++asked;
    const response = await fetch(`/v1/treaties/${form.dataset.treaty}/parties?everyone=true&as_of=${day()}`);
    if (!response.ok || turn !== asked) return;
    const answer = await response.json();
    const told = new Map();
    for (const party of answer.parties) {
      told.set(party.state.id, party.status);
      for (const t of party.territories) told.set(t.territory.id, t.status);
    }
    for (const place of document.querySelectorAll(".map > svg > path, .map > svg > circle"))
      place.setAttribute("class", told.get(place.dataset.party) ?? "unknown");
    shown.textContent = `${range.value}: ${answer.counts.party ?? 0}`;
  });
  let waiting = 0;
  range.addEventListener("change", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { date.value = day(); turn(form); }, 500);
  });
}

// The page for another day, in place of this one; the form stays, and so does the focus in it.
async function turn(form) {
  const address = `${location.pathname}?${new URLSearchParams(new FormData(form))}`;
  const response = await fetch(address, { headers: { accept: "text/html" } });
  if (!response.ok) { location.href = address; return; }
  const main = document.getElementById("main");
  const next = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const old of [...main.children]) if (old !== form) old.remove();
  let before = true;
  for (const child of [...next.getElementById("main").children]) {
    if (child.matches("form[data-slider]")) { before = false; continue; }
    if (before) form.before(child); else main.append(child);
  }
  document.title = next.title;
  history.replaceState(null, "", address);
}

// "Why" opens in place: the sentence and the first of the data it rests on, with the way to the whole proof.
async function because(event) {
  const link = event.target.closest("a.why");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const card = link.closest(".card");
  const open = card.querySelector(".because");
  if (open) { open.remove(); link.setAttribute("aria-expanded", "false"); return; }
  const response = await fetch(link.href, { headers: { accept: "text/html" } });
  if (!response.ok) { location.href = link.href; return; }
  const proof = new DOMParser().parseFromString(await response.text(), "text/html").getElementById("main");
  const box = document.createElement("div");
  box.className = "because";
  const sentence = document.createElement("p");
  sentence.append(...proof.querySelector("h1").childNodes);
  const data = proof.querySelector("table");
  for (const row of [...data.tBodies[0].rows].slice(5)) row.remove();
  const all = document.createElement("a");
  all.href = link.href;
  all.textContent = proof.querySelectorAll("h2")[1].textContent;
  box.append(sentence, data, all);
  link.closest("p").after(box);
  link.setAttribute("aria-expanded", "true");
}

for (const form of document.querySelectorAll("form[data-slider]")) slider(form);
document.addEventListener("click", because);
addEventListener("beforeprint", () => { for (const d of document.querySelectorAll("details:not(.gaps)")) d.open = true; });

// What stands at the address of an id is opened, when it is folded away.
const aimed = location.hash && document.getElementById(location.hash.slice(1));
for (let d = aimed && aimed.closest("details"); d; d = d.parentElement.closest("details")) d.open = true;
