// What pages do beyond plain links and forms. Everything works without it, but for the pictures.
import { draw } from "./charts.js";

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (menu !== except && !(menu.classList.contains("side-menu") && isWide())) menu.open = false;
  }
}

const isWide = () => window.matchMedia("(min-width: 992px)").matches;

function settleSideMenu() {
  const side = document.querySelector(".side-menu");
  if (side) side.open = isWide();
}

document.addEventListener("click", (event) => closeMenus(event.target.closest("details[data-menu]")));

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeMenus(null);
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const wanted = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (wanted) {
    event.preventDefault();
    if (wanted.matches("input, textarea, select")) wanted.focus(); else wanted.click();
  }
});

document.addEventListener("submit", (event) => {
  // a second press on a slow day must not send twice
  const button = event.submitter;
  if (button && event.target.method === "post") setTimeout(() => { button.disabled = true; }, 0);
});
window.addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("button[disabled]:not([data-off])")) button.disabled = false;
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (button) {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.classList.add("copied");
  }
});

window.matchMedia("(min-width: 992px)").addEventListener("change", settleSideMenu);
settleSideMenu();
for (const pictures of document.querySelectorAll("[data-pictures]")) draw(pictures);
