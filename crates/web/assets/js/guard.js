// form[data-guard]: asks before leaving when something was typed and not yet sent.

export function guards(root) {
  for (const form of root.querySelectorAll("form[data-guard]")) guard(form);
}

function guard(form) {
  let changed = false;
  form.addEventListener("input", () => {
    changed = true;
  });
  form.addEventListener("submit", () => {
    changed = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
}
