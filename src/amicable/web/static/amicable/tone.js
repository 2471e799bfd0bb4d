// The tone check while somebody writes: asks the server after a pause, lists each mark with its reason and its fix.

const PAUSE = 450;
const LEVELS = { error: "level-error", warning: "level-warning", hint: "level-hint" };

function made(name, className, text = "") {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

function button(text, act) {
  const element = made("button", "btn btn-sm", text);
  element.type = "button";
  element.addEventListener("click", act);
  return element;
}

function toneCheck(box) {
  const area = document.getElementById(box.dataset.tone);
  if (!area) return;
  const language = box.querySelector("[data-tone-language]");
  const sum = box.querySelector(".tone-sum");
  const list = box.querySelector(".tone-marks");
  const headers = JSON.parse(document.body.getAttribute("hx-headers") ?? "{}");
  let timer = 0;
  let asked = 0;
  let text = "";

  function select(mark) {
    area.focus();
    area.setSelectionRange(mark.start, mark.end);
  }

  function replace(mark) {
    area.focus();
    area.setRangeText(mark.fix, mark.start, mark.end, "end");
    // "very late" without "very" leaves two blanks behind
    if (!mark.fix && area.value[mark.start - 1] === " " && area.value[mark.start] === " ") area.setRangeText("", mark.start, mark.start + 1, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
    check();
  }

  function row(mark) {
    const item = made("li", LEVELS[mark.level] ?? "");
    const head = made("p", "tone-what");
    if (mark.quote) head.append(made("q", "", mark.quote), " ");
    head.append(made("strong", "", mark.message));
    item.append(head, made("p", "note", mark.why));
    if (mark.instead) item.append(made("p", "note", `→ ${mark.instead}`));
    const acts = made("div", "tone-acts");
    if (mark.fix !== null) acts.append(button(mark.fix ? box.dataset.replace.replace("{words}", mark.fix) : box.dataset.drop, () => replace(mark)));
    if (mark.end > mark.start) acts.append(button(box.dataset.show, () => select(mark)));
    if (acts.childElementCount) item.append(acts);
    return item;
  }

  function show(marks) {
    const count = marks.length;
    sum.textContent = !count ? box.dataset.nothing : count === 1 ? box.dataset.one : box.dataset.many.replace("{count}", count);
    sum.classList.toggle("is-clear", !count);
    list.replaceChildren(...marks.map(row));
    list.hidden = !count;
  }

  async function check() {
    clearTimeout(timer);
    text = area.value;
    box.hidden = !text.trim();
    if (box.hidden) return;
    const turn = ++asked;
    const body = new URLSearchParams({ text, kind: box.dataset.kind, language: language.value });
    try {
      const answer = await fetch(box.dataset.address, { method: "POST", headers, body, credentials: "same-origin" });
      if (!answer.ok) throw new Error(answer.statusText);
      const found = await answer.json();
      if (turn === asked && area.value === text) show(found.marks);
    } catch {
      if (turn !== asked) return;
      sum.textContent = box.dataset.failed;
      list.hidden = true;
    }
  }

  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(check, PAUSE);
  });
  language.addEventListener("change", check);
  const known = area.getAttribute("aria-describedby");
  sum.id = `${area.id}_tone`;
  area.setAttribute("aria-describedby", known ? `${known} ${sum.id}` : sum.id);
  check();
}

for (const box of document.querySelectorAll("[data-tone]")) toneCheck(box);
