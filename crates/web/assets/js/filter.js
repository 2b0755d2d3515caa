// [data-filter="id"]: an input that hides the rows (tr, li or [data-row]) of that element which
// do not hold what is typed. [data-filter-count] inside the same form tells how many are left.

export function filters(root) {
  for (const input of root.querySelectorAll("[data-filter]")) filter(root, input);
}

const plain = (text) =>
  text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLocaleLowerCase();

function filter(root, wrapper) {
  const input = wrapper.matches("input") ? wrapper : wrapper.querySelector("input");
  const target = root.getElementById(wrapper.dataset.filter);
  if (!input || !target) return;
  const counter = root.querySelector(`[data-filter-count="${CSS.escape(target.id)}"]`);
  const rows = [...target.querySelectorAll("tbody tr, li, [data-row]")];
  const texts = rows.map((row) => plain(row.textContent));

  const apply = () => {
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    let left = 0;
    rows.forEach((row, index) => {
      row.hidden = !words.every((word) => texts[index].includes(word));
      if (!row.hidden) left += 1;
    });
    for (const group of target.querySelectorAll("[data-group]")) {
      group.hidden = !group.querySelector("tbody tr:not([hidden]), li:not([hidden]), [data-row]:not([hidden])");
    }
    if (counter) counter.textContent = new Intl.NumberFormat(root.documentElement.lang).format(left);
    target.dispatchEvent(new Event("filtered", { bubbles: true }));
  };

  wrapper.closest("[hidden]")?.removeAttribute("hidden");
  input.addEventListener("input", apply);
  if (input.value) apply();
}
