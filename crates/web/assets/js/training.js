// [data-duration="/address"]: says how a duration is understood while it is typed; the server
// reads it, so that there is one reading. form[data-today]: a start in the future makes "planned"
// the likely status, until somebody chooses one.

export function trainings(root) {
  for (const area of root.querySelectorAll("[data-duration]")) duration(area);
  for (const form of root.querySelectorAll("form[data-today]")) status(form);
}

const REST = 250;

function duration(area) {
  const input = area.querySelector("input");
  const words = area.querySelector("[data-duration-echo]");
  if (!input || !words) return;
  let waiting = 0;
  let asked = 0;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      // A number of a person does not belong here, and never in an address.
      if (input.value.replace(/\D/g, "").length > 9) {
        words.textContent = "";
        return;
      }
      asked += 1;
      const mine = asked;
      const address = `${area.dataset.duration}?${new URLSearchParams({ text: input.value })}`;
      try {
        const answer = await fetch(address, { headers: { accept: "application/json" } });
        const text = answer.ok ? (await answer.json()).text : "";
        // An answer to what was typed before is of no use any more.
        if (mine === asked) words.textContent = text;
      } catch {
        words.textContent = "";
      }
    }, REST);
  });
}

function status(form) {
  const start = form.elements.namedItem("start");
  const choices = [...form.querySelectorAll("input[name=status]")];
  if (!start || choices.length === 0) return;
  let chosen = choices.some((choice) => choice.checked);
  for (const choice of choices) {
    choice.addEventListener("change", () => {
      chosen = true;
    });
  }
  start.addEventListener("change", () => {
    if (chosen || !start.value) return;
    const likely = start.value > form.dataset.today ? "planned" : "completed";
    for (const choice of choices) choice.checked = choice.value === likely;
  });
}
