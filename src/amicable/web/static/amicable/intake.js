// Dropping files and folders onto the page, and how far they have been sent. Without it the form sends them itself.

const form = document.querySelector("[data-drop]");
if (form) begin(form);

for (const select of document.querySelectorAll("[data-resubmit]")) {
  const button = select.form.querySelector("[data-resubmits]");
  button.hidden = true;
  select.addEventListener("change", () => select.form.requestSubmit(button));
}

function begin(form) {
  const inputs = form.querySelectorAll('input[type="file"]');
  for (const type of ["dragenter", "dragover"]) {
    form.addEventListener(type, (event) => { event.preventDefault(); form.classList.add("over"); });
  }
  for (const type of ["dragleave", "drop"]) form.addEventListener(type, () => form.classList.remove("over"));
  form.addEventListener("drop", async (event) => {
    event.preventDefault();
    send(form, await dropped(event.dataTransfer));
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation(); // the button stays: the page is left, or says what is wrong
    send(form, [...inputs].flatMap((input) => [...input.files].map((file) => [file, file.webkitRelativePath || file.name])));
  });
}

// Files with the places that they have in their folder.
async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry()).filter(Boolean);
  if (!entries.length) return [...transfer.files].map((file) => [file, file.name]);
  return (await Promise.all(entries.map(inside))).flat();
}

async function inside(entry) {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
    return [[file, entry.fullPath.replace(/^\//, "")]];
  }
  const reader = entry.createReader();
  const found = [];
  for (;;) { // a folder tells its content by the hundred
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) break;
    found.push(...some);
  }
  return (await Promise.all(found.map(inside))).flat();
}

function send(form, files) {
  const size = files.reduce((sum, [file]) => sum + file.size, 0);
  if (files.length > Number(form.dataset.mostFiles) || size > Number(form.dataset.mostBytes)) return refuse(form, form.dataset.tooMuch);
  const body = new FormData();
  body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.append("places", JSON.stringify(files.map(([, place]) => place)));
  for (const [file] of files) body.append("files", file, file.name);
  const request = new XMLHttpRequest();
  const under = form.querySelector("[data-under]");
  const progress = under.querySelector("progress");
  const working = (yes) => {
    under.hidden = !yes;
    form.classList.toggle("sending", yes);
    for (const button of form.querySelectorAll("button")) button.disabled = yes;
  };
  refuse(form, "");
  working(true);
  request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) progress.value = event.loaded / event.total; });
  request.addEventListener("loadend", () => {
    const answer = read(request.responseText);
    if (request.status === 200 && answer.address) location.assign(answer.address);
    else { working(false); refuse(form, answer.error || form.dataset.failed); }
  });
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "application/json");
  request.send(body);
}

function read(text) {
  try { return JSON.parse(text); } catch { return {}; }
}

function refuse(form, sentence) {
  const place = form.querySelector("[data-refused]");
  place.textContent = sentence;
  place.hidden = !sentence;
}
