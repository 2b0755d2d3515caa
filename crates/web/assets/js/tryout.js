// [data-tryout]: the form of an operation on the reference pages of a sandbox. It signs with the key
// that was made in this browser, calls this same origin, and shows what was sent and answered.

import { fetchToken, heldKey, keep } from "./key.js";

export function tryouts(root) {
  for (const form of root.querySelectorAll("[data-tryout]")) tryout(form);
}

/** Names of ids that are taken over from an answer, so that the next call can use them. */
const IDS = ["employeeId", "trainingId", "participationId", "mandateId", "changeId", "taskId"];

function tryout(form) {
  const held = heldKey();
  const open = form.dataset.open !== undefined;
  form.hidden = false;
  if (!open && !held?.client) {
    form.querySelector("[data-try-key]").hidden = false;
    form.querySelector("[data-try-fields]").hidden = true;
    return;
  }
  fill(form, held ?? {});
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("button[data-try-send]");
    const status = form.querySelector("[data-try-status]");
    button.disabled = true;
    status.textContent = "…";
    try {
      await send(form, open ? "" : await fetchToken(heldKey()));
    } catch (fault) {
      status.textContent = `${form.dataset.failed} ${fault.message}`;
    }
    button.disabled = false;
  });
}

const inputs = (form, place) => [...form.querySelectorAll(`[data-in="${place}"]`)];

function fill(form, held) {
  for (const input of form.querySelectorAll("[data-in]")) {
    const known = held.known?.[input.dataset.name];
    if (known) input.value = known;
  }
  for (const input of inputs(form, "header")) {
    if (input.dataset.name === "Idempotency-Key") input.value = crypto.randomUUID();
  }
  const body = form.querySelector("[data-try-body]");
  if (!body) return;
  // An invented person, and where that person works, in the place of those of the example.
  const { ssin, worksFor } = held.known ?? {};
  if (ssin) body.value = body.value.replaceAll('"00000000000"', `"${ssin}"`);
  if (worksFor) body.value = body.value.replaceAll('"0100000169"', `"${worksFor}"`);
}

async function send(form, token) {
  let path = form.dataset.path;
  for (const input of inputs(form, "path")) {
    path = path.replace(`{${input.dataset.name}}`, encodeURIComponent(input.value.trim()));
  }
  const query = new URLSearchParams();
  for (const input of inputs(form, "query")) {
    if (input.value.trim()) query.append(input.dataset.name, input.value.trim());
  }
  const address = query.size ? `${path}?${query}` : path;
  const headers = { "accept-language": document.documentElement.lang };
  for (const input of inputs(form, "header")) {
    if (input.value.trim()) headers[input.dataset.name] = input.value.trim();
  }
  if (token) headers.authorization = `Bearer ${token}`;
  const body = form.querySelector("[data-try-body]");
  if (body) headers["content-type"] = body.dataset.media;
  const { method } = form.dataset;
  const answer = await fetch(address, { method, headers, body: body?.value, cache: "no-store" });
  const text = await answer.text();
  show(form, answer, text);
  form.querySelector("[data-try-curl]").textContent = curl(method, address, headers, body?.value);
  form.querySelector("[data-try-answer]").hidden = false;
}

function show(form, answer, text) {
  const put = (name, words) => {
    form.querySelector(`[data-try-${name}]`).textContent = words;
  };
  put("status", `${answer.status} ${answer.statusText}`);
  put("headers", [...answer.headers].map(([name, value]) => `${name}: ${value}`).join("\n"));
  try {
    const json = JSON.parse(text);
    remember(json, answer.headers.get("etag"));
    put("text", JSON.stringify(json, null, 2));
  } catch {
    put("text", text);
  }
}

/** What the next call will want to name. */
function remember(json, etag) {
  const held = heldKey();
  if (!held) return;
  const known = { ...held.known };
  const walk = (value) => {
    if (Array.isArray(value)) {
      if (value.length) walk(value[0]);
    } else if (value && typeof value === "object") {
      for (const [name, one] of Object.entries(value)) {
        if (IDS.includes(name) && typeof one === "string") known[name] = one;
        else walk(one);
      }
    }
  };
  walk(json);
  if (etag) known["If-Match"] = etag;
  keep({ ...held, known });
}

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

function curl(method, address, headers, body) {
  const lines = [`curl -s ${method === "GET" ? "" : `-X ${method} `}${quoted(location.origin + address)}`];
  for (const [name, value] of Object.entries(headers)) lines.push(`-H ${quoted(`${name}: ${value}`)}`);
  if (body !== undefined) lines.push(`-d ${quoted(body)}`);
  return lines.join(" \\\n  ");
}
