// [data-poll="/address"]: asks how far work has come and shows it. The answer is
// {"done": 3, "total": 10, "text": "…", "finished": false}; once finished the page is loaded
// again. Waits longer when nothing moves, and rests while the page is not seen.

const SHORTEST = 1000;
const LONGEST = 15000;

export function polls(root) {
  for (const area of root.querySelectorAll("[data-poll]")) poll(area);
}

async function poll(area) {
  const bar = area.querySelector("progress");
  const words = area.querySelector("[data-poll-text]");
  let wait = SHORTEST;
  let before = -1;
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    if (document.hidden) continue;
    try {
      const answer = await fetch(area.dataset.poll, { headers: { accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const { done, total, text, finished } = await answer.json();
      if (finished) {
        location.reload();
        return;
      }
      if (bar && total > 0) {
        bar.max = total;
        bar.value = done;
      }
      if (words && text && words.textContent !== text) words.textContent = text;
      wait = done === before ? Math.min(wait * 1.5, LONGEST) : SHORTEST;
      before = done;
    } catch {
      wait = Math.min(wait * 2, LONGEST);
    }
  }
}
