// Passkeys: asks the browser for one, or to make one, and sends what it answers as a plain form.

const able = "PublicKeyCredential" in window && "credentials" in navigator;

const toBytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const toText = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
const named = (list) => (list || []).map((one) => ({ ...one, id: toBytes(one.id) }));

// for browsers that do not yet read and write JSON themselves
function creation(options) {
  if (PublicKeyCredential.parseCreationOptionsFromJSON) return PublicKeyCredential.parseCreationOptionsFromJSON(options);
  return { ...options, challenge: toBytes(options.challenge), user: { ...options.user, id: toBytes(options.user.id) }, excludeCredentials: named(options.excludeCredentials) };
}

function request(options) {
  if (PublicKeyCredential.parseRequestOptionsFromJSON) return PublicKeyCredential.parseRequestOptionsFromJSON(options);
  return { ...options, challenge: toBytes(options.challenge), allowCredentials: named(options.allowCredentials) };
}

function written(credential) {
  if (credential.toJSON) return credential.toJSON();
  const response = { clientDataJSON: toText(credential.response.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) response[part] = toText(credential.response[part]);
  }
  return { id: credential.id, rawId: toText(credential.rawId), type: credential.type, response, clientExtensionResults: credential.getClientExtensionResults() };
}

async function make(options) {
  // a passkey that signs in by itself lies on the device and asks who is there
  const selection = { ...options.authenticatorSelection, residentKey: "required", requireResidentKey: true, userVerification: "required" };
  return navigator.credentials.create({ publicKey: creation({ ...options, authenticatorSelection: selection }) });
}

async function optionsOf(form) {
  const script = form.querySelector("script[data-options]");
  if (script) return JSON.parse(script.textContent);
  const answer = await fetch(form.dataset.fetch, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new TypeError("no options");
  return (await answer.json()).request_options;
}

async function ask(form) {
  const said = form.querySelector("[data-said]");
  said.hidden = true;
  try {
    const { publicKey } = await optionsOf(form);
    const credential = form.dataset.passkey === "create" ? await make(publicKey) : await navigator.credentials.get({ publicKey: request(publicKey) });
    form.elements.credential.value = JSON.stringify(written(credential));
    form.submit();
  } catch (error) {
    said.textContent = error instanceof TypeError ? form.dataset.unreachable : form.dataset.refused;
    said.hidden = false;
    for (const button of form.querySelectorAll("button")) button.disabled = false;
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!able) continue;
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask(form);
  });
}
if (able) for (const instead of document.querySelectorAll("[data-no-passkeys]")) instead.hidden = true;
