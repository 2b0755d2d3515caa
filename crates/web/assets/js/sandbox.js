// The pages of a sandbox: a key pair made here, whose private half never leaves this browser.
// [data-sandbox-key]: the form that asks for a key. [data-sandbox-given]: what was given.

import { heldKey, keep, makeKey, pem } from "./key.js";

export function sandboxes(root) {
  for (const form of root.querySelectorAll("[data-sandbox-key]")) asking(form);
  for (const given of root.querySelectorAll("[data-sandbox-given]")) received(given);
}

function asking(form) {
  if (!window.crypto?.subtle) return;
  const paste = form.querySelector("[data-sandbox-paste]");
  const text = paste.querySelector("textarea");
  const own = form.querySelector("[data-sandbox-own]");
  const made = form.querySelector("[data-sandbox-made]");
  // Something that was typed and refused is shown as it was.
  if (text.value.trim() || text.getAttribute("aria-invalid") === "true") return;
  paste.hidden = true;
  made.hidden = false;
  own.hidden = false;
  own.addEventListener("click", () => {
    paste.hidden = false;
    made.hidden = true;
    own.hidden = true;
    text.focus();
  });
  form.addEventListener("submit", async (event) => {
    if (!paste.hidden || text.value) return;
    event.preventDefault();
    try {
      const key = await makeKey();
      keep({ jwk: key.private });
      text.value = await pem(key.public);
      form.submit();
    } catch {
      form.querySelector("[data-sandbox-status]").textContent = form.dataset.keyFailed;
      own.click();
    }
  });
}

function received(given) {
  const held = heldKey();
  const { client, token, jwk, employer, worksFor, ssin } = given.dataset;
  // The key of this page may be one that was pasted, or one of another browser.
  if (!held?.jwk || JSON.parse(jwk).x !== held.jwk.x) return;
  const known = { enterpriseNumber: employer, worksFor, ssin, ...(held.client === client ? held.known : {}) };
  keep({ jwk: held.jwk, client, token, known });
  for (const button of given.querySelectorAll("[data-sandbox-download]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const isPem = button.dataset.sandboxDownload === "pem";
      const text = isPem ? await pem(held.jwk) : JSON.stringify(held.jwk, null, 2);
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text], { type: "application/octet-stream" }));
      link.download = isPem ? "key.pem" : "key.jwk.json";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    });
  }
}
