// [data-duration="/address"]: says how a duration is understood while it is typed; the server
// reads it, so that there is one reading. form[data-today]: a start in the future makes "planned"
// the likely status, until somebody chooses one. A name of the course list fills in what the list
// knows of it ([data-duration], [data-kind] and so on of its option), except where somebody typed.

export function trainings(root) {
  for (const area of root.querySelectorAll("[data-duration]")) duration(area);
  for (const form of root.querySelectorAll("form[data-today]")) status(form);
  for (const input of root.querySelectorAll("form input[name=title][list=titles]")) course(input);
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

const FILLED = ["duration", "kind", "provider", "place", "certificate"];

function course(input) {
  const form = input.form;
  const options = [...(input.list?.options ?? [])];
  // What was filled in by itself may be replaced by itself; what somebody typed stays.
  const own = new Map();
  input.addEventListener("change", () => {
    const name = input.value.trim().toLowerCase();
    const option = options.find((one) => one.value.toLowerCase() === name);
    if (!option || option.dataset.duration === undefined) return;
    for (const field of FILLED) fill(form, field, option.dataset[field] ?? "", own);
  });
}

function fill(form, name, value, own) {
  const fields = [...form.querySelectorAll(`[name="${name}"]`)];
  const field = fields.find((one) => one.type !== "radio") ?? fields[0];
  if (!field) return;
  const current = () => {
    if (field.type === "radio") return fields.find((one) => one.checked)?.value ?? "";
    return field.type === "checkbox" ? (field.checked ? field.value : "") : field.value;
  };
  if (current() !== "" && current() !== own.get(name)) return;
  if (field.type === "radio") {
    for (const one of fields) one.checked = one.value === value;
  } else if (field.type === "checkbox") {
    field.checked = value === field.value;
  } else {
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  own.set(name, current());
}
