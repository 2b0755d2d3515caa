// [data-select]: a form or table with row checkboxes. [data-select-all] ticks them all,
// [data-select-count] tells how many ([data-one], [data-other] hold the words, # the number),
// and Shift ticks a range.

export function selections(root) {
  for (const area of root.querySelectorAll("[data-select]")) selection(area);
}

function selection(area) {
  const all = area.querySelector("[data-select-all]");
  const counter = area.querySelector("[data-select-count]");
  const boxes = () =>
    [...area.querySelectorAll("tbody input[type=checkbox]")].filter((box) => !box.closest("[hidden]"));
  let last = null;

  const tell = () => {
    const rows = boxes();
    const chosen = rows.filter((box) => box.checked).length;
    if (all) {
      all.checked = chosen > 0 && chosen === rows.length;
      all.indeterminate = chosen > 0 && chosen < rows.length;
    }
    if (counter) {
      const words = chosen === 1 ? counter.dataset.one : counter.dataset.other;
      counter.textContent = (words ?? "#").replace("#", new Intl.NumberFormat(document.documentElement.lang).format(chosen));
    }
  };

  all?.closest("[hidden]")?.removeAttribute("hidden");
  all?.addEventListener("change", () => {
    for (const box of boxes()) box.checked = all.checked;
    tell();
  });
  area.addEventListener("click", (event) => {
    const box = event.target;
    if (!box.matches?.("tbody input[type=checkbox]")) return;
    if (event.shiftKey && last && last !== box) {
      const rows = boxes();
      const [from, to] = [rows.indexOf(last), rows.indexOf(box)].sort((a, b) => a - b);
      for (const row of rows.slice(Math.max(from, 0), to + 1)) row.checked = box.checked;
    }
    last = box;
    tell();
  });
  area.addEventListener("filtered", tell);
  tell();
}
