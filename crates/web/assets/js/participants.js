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
  const answer = await fetch(form.action, { method: "POST", body: data });
  if (!answer.ok) throw new Error(String(answer.status));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const next = page.querySelector("#people");
  if (!next) throw new Error("no people");
  place.replaceWith(document.adoptNode(next));
  selections(next);
  form.dispatchEvent(new Event("input", { bubbles: true }));
  form.querySelector(step === "search" ? "#q" : "#participants")?.focus();
}
