// form[data-people]: searching and looking up people without leaving the page. The form is sent
// as it would be without script, and only the part about people is taken from the answer, so
// that there is one way to find people and nothing typed elsewhere moves.

import { selections } from "./select.js";

export function participants(root) {
  for (const form of root.querySelectorAll("form[data-people]")) people(form);
}

const STEPS = ["search", "people"];

function people(form) {
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    const search = form.querySelector("#q");
    // Enter in a field presses the first button, which nobody sees.
    const enter = button?.classList.contains("unseen") && document.activeElement === search;
    const step = enter && search.value.trim() ? "search" : button?.value;
    if (!STEPS.includes(step)) return;
    event.preventDefault();
    load(form, step).catch(() => {
      // Without an answer the browser sends the form itself, and shows what is wrong.
      const hidden = document.createElement("input");
      hidden.type = "hidden";
      hidden.name = "step";
      hidden.value = step;
      form.append(hidden);
      form.submit();
    });
  });
}

async function load(form, step) {
  const place = form.querySelector("#people");
  const data = new URLSearchParams(new FormData(form));
  data.set("step", step);
  place.setAttribute("aria-busy", "true");
  const page = await send(form.action, data);
  const next = page.querySelector("#people");
  if (!next) throw new Error("no people");
  place.replaceWith(document.adoptNode(next));
  selections(next);
  form.dispatchEvent(new Event("input", { bubbles: true }));
  form.querySelector(step === "search" ? "#q" : "#participants")?.focus();
}

// The browser parses the page itself: the policy of our pages forbids making HTML of text.
function send(address, data) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.responseType = "document";
    request.addEventListener("load", () => {
      if (request.status === 200 && request.response) resolve(request.response);
      else reject(new Error(String(request.status)));
    });
    request.addEventListener("error", () => reject(new Error("no answer")));
    request.send(data);
  });
}
