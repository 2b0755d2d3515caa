// form[data-upload]: while its file is on the way, says how much of it has been sent. Without this
// the browser sends the same form by itself; it carries a key, so that twice is once.

export function uploads(root) {
  for (const form of root.querySelectorAll("form[data-upload]")) {
    form.addEventListener("submit", (event) => send(event, form));
  }
}

function send(event, form) {
  const area = form.querySelector("[data-upload-progress]");
  const file = form.querySelector("input[type=file]")?.files[0];
  if (!area || !file) return;
  event.preventDefault();
  const bar = area.querySelector("progress");
  const words = area.querySelector("[data-upload-text]");
  const percent = new Intl.NumberFormat(document.documentElement.lang, { style: "percent" });
  const button = form.querySelector("button");
  button.disabled = true;
  area.hidden = false;

  const request = new XMLHttpRequest();
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    bar.max = total;
    bar.value = loaded;
    const said = percent.format(total ? loaded / total : 0);
    if (words.textContent !== said) words.textContent = said;
  });
  // Where it was taken the answer led on; what is wrong with it is said on the page itself.
  const byItself = () => form.submit();
  request.addEventListener("load", () => {
    if (request.status === 200 && request.responseURL !== form.action) {
      location.assign(request.responseURL);
    } else {
      byItself();
    }
  });
  request.addEventListener("error", byItself);
  request.open("POST", form.action);
  request.send(new FormData(form));
}
