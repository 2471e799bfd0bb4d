// The front line: choosing a client by typing, and telling early that a file is too large.

function picker(field) {
  const select = field.querySelector("select");
  const live = field.querySelector(".picker-live");
  const input = live.querySelector("input");
  const list = live.querySelector("[role=listbox]");
  const shortcuts = live.querySelector(".shortcuts");
  let active = null;

  select.hidden = true;
  select.id = "";
  input.id = "id_client";
  live.hidden = false;

  const options = () => [...list.querySelectorAll("[role=option]")];

  function show(shown) {
    list.hidden = !shown;
    input.setAttribute("aria-expanded", String(shown));
    if (!shown) point(null);
  }

  function point(option) {
    active?.classList.remove("active");
    active?.setAttribute("aria-selected", "false");
    active = option;
    if (option) {
      option.classList.add("active");
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", option.id);
    } else input.removeAttribute("aria-activedescendant");
  }

  function choose(number, name) {
    if (![...select.options].some((one) => one.value === number)) select.add(new Option(name, number));
    select.value = number;
    input.value = name;
    settle();
    show(false);
  }

  function settle() {
    const chosen = select.value !== "";
    field.classList.toggle("is-chosen", chosen);
    if (shortcuts) shortcuts.hidden = chosen;
    settleTracks(select.value);
  }

  input.addEventListener("input", () => {
    select.value = "";
    settle();
    show(true);
  });
  input.addEventListener("focus", () => {
    input.select();
    show(true);
  });
  input.addEventListener("blur", () => {
    // somebody who typed a whole name need not choose it as well
    const [only, second] = options();
    const typed = input.value.trim().toLowerCase();
    if (!select.value && typed && only && !second && only.textContent.trim().toLowerCase().startsWith(typed)) choose(only.dataset.value, only.textContent.trim());
    show(false);
  });
  input.addEventListener("keydown", (event) => {
    const all = options();
    const at = all.indexOf(active);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      show(true);
      point(all[event.key === "ArrowDown" ? (at + 1) % all.length : (at <= 0 ? all.length : at) - 1] ?? null);
    } else if (event.key === "Enter" && !list.hidden) {
      event.preventDefault();
      const taken = active ?? all[0];
      if (taken) choose(taken.dataset.value, taken.textContent.trim());
    } else if (event.key === "Escape") show(false);
  });
  // the list must not take the focus away before the tap has chosen
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(option.dataset.value, option.textContent.trim());
  });
  list.addEventListener("htmx:afterSwap", () => {
    active = null;
    input.removeAttribute("aria-activedescendant");
  });
  shortcuts?.addEventListener("click", (event) => {
    const button = event.target.closest("[data-client]");
    if (button) choose(button.dataset.client, button.textContent.trim());
  });
  settle();
}

function settleTracks(client) {
  const field = document.querySelector("[data-tracks]");
  if (!field) return;
  const select = field.querySelector("select");
  const own = [...select.options].filter((one) => one.dataset.client);
  for (const one of own) one.hidden = one.disabled = one.dataset.client !== client;
  if (select.selectedOptions[0]?.disabled) select.value = "";
  field.hidden = own.every((one) => one.disabled);
}

function filesNotTooLarge(input) {
  input.addEventListener("change", () => {
    const tooLarge = [...input.files].some((file) => file.size > Number(input.dataset.largest));
    input.setCustomValidity(tooLarge ? input.dataset.tooLarge : "");
    if (tooLarge) {
      input.reportValidity();
      input.value = "";
    }
  });
}

for (const field of document.querySelectorAll("[data-picker]")) picker(field);
for (const input of document.querySelectorAll("[data-largest]")) filesNotTooLarge(input);
