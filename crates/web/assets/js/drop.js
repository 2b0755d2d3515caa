// [data-drop]: files can be dropped on the whole area; what was chosen is listed with its size.

export function dropZones(root) {
  for (const zone of root.querySelectorAll("[data-drop]")) dropZone(zone);
}

function dropZone(zone) {
  const input = zone.querySelector("input[type=file]");
  const list = zone.querySelector("[data-drop-files]");
  const invite = zone.querySelector("[data-drop-invite]");
  if (!input || !list) return;
  if (invite) invite.hidden = false;

  const show = () => {
    list.replaceChildren(
      ...[...input.files].map((file) => {
        const item = document.createElement("li");
        item.textContent = `${file.name} (${size(file.size)})`;
        return item;
      }),
    );
  };

  let depth = 0;
  const over = (change) => {
    depth = Math.max(0, depth + change);
    zone.classList.toggle("drop-over", depth > 0);
  };
  zone.addEventListener("dragenter", () => over(1));
  zone.addEventListener("dragleave", () => over(-1));
  zone.addEventListener("dragover", (event) => event.preventDefault());
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    over(-depth);
    const files = new DataTransfer();
    for (const file of event.dataTransfer.files) {
      if (input.multiple || files.items.length === 0) files.items.add(file);
    }
    input.files = files.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  input.addEventListener("change", show);
}

function size(bytes) {
  const language = document.documentElement.lang;
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"];
  let amount = bytes;
  let unit = 0;
  while (amount >= 1000 && unit < units.length - 1) {
    amount /= 1000;
    unit += 1;
  }
  const options = { style: "unit", unit: units[unit], maximumFractionDigits: unit ? 1 : 0 };
  return new Intl.NumberFormat(language, options).format(amount);
}
