// Call mode: one sentence after the other, by thumb or by keys; notes are kept while they are written.

const PAUSE = 700;
const AGAIN = 5000;
const root = document.querySelector("[data-call]");
const steps = [...root.querySelectorAll("[data-step-item]")];
const clock = root.querySelector(".call-clock");
let at = 0;
let began = 0;

function words(step) {
  const said = step?.querySelector(".call-say");
  return said ? said.textContent : "";
}

function show(place) {
  at = Math.max(0, Math.min(place, steps.length - 1));
  steps.forEach((step, i) => (i === at ? step.setAttribute("aria-current", "step") : step.removeAttribute("aria-current")));
  root.querySelector("[data-next]").textContent = words(steps[at + 1]);
  root.querySelector(".call-next").hidden = at === steps.length - 1;
  root.querySelector(".call-at").textContent = root.dataset.step.replace("{at}", at + 1).replace("{all}", steps.length);
  root.querySelector('[data-go="-1"]').disabled = at === 0;
  root.querySelector('[data-go="1"]').disabled = at === steps.length - 1;
  root.querySelector(".call-stage").scrollTop = 0;
  if (at > 0 && !began) begin();
}

function begin() {
  began = Date.now();
  setInterval(tick, 500);
  navigator.wakeLock?.request("screen").catch(() => undefined); // a screen that goes dark in mid-sentence helps nobody
}

function tick() {
  const seconds = Math.floor((Date.now() - began) / 1000);
  clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  clock.classList.toggle("is-late", seconds > Number(root.dataset.minutes) * 60);
}

function open(name) {
  for (const other of root.querySelectorAll("dialog[open]")) other.close();
  const sheet = document.getElementById(name);
  sheet.showModal();
  sheet.querySelector("textarea")?.focus();
}

root.addEventListener("click", (event) => {
  const go = event.target.closest("[data-go]");
  const wanted = event.target.closest("[data-open]");
  if (go) show(at + Number(go.dataset.go));
  if (wanted) open(wanted.dataset.open);
  if (event.target.matches("dialog")) event.target.close(); // beside the sheet
});

const KEYS = { " ": 1, ArrowRight: 1, ArrowDown: 1, PageDown: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 };
document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, textarea, dialog") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key in KEYS) {
    event.preventDefault();
    show(at + KEYS[event.key]);
  }
});

const area = document.getElementById("notes-text");
const kept = root.querySelector(".call-kept");
let timer = 0;
let last = area.value;

async function keep() {
  clearTimeout(timer);
  const text = area.value;
  if (text === last) return;
  const headers = JSON.parse(document.body.getAttribute("hx-headers") ?? "{}");
  try {
    const answer = await fetch(root.dataset.notes, { method: "POST", headers, body: new URLSearchParams({ notes: text }), credentials: "same-origin", keepalive: true });
    if (!answer.ok) throw new Error(answer.statusText);
    last = text;
    kept.textContent = root.dataset.kept;
    if (area.value !== text) timer = setTimeout(keep, PAUSE);
  } catch {
    kept.textContent = root.dataset.notKept;
    timer = setTimeout(keep, AGAIN);
  }
}

if (root.dataset.notes) {
  area.addEventListener("input", () => {
    kept.textContent = "";
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  });
  document.getElementById("notes").addEventListener("close", keep);
  window.addEventListener("pagehide", keep);
  window.addEventListener("beforeunload", (event) => {
    if (area.value !== last) event.preventDefault();
  });
}

root.classList.add("is-running");
show(0);
