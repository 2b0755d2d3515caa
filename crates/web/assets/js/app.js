// Makes pages that already work a little quicker to use. Each module looks for its own data
// attributes and does nothing where there are none.

import { dropZones } from "./drop.js";
import { filters } from "./filter.js";
import { guards } from "./guard.js";
import { participants } from "./participants.js";
import { polls } from "./poll.js";
import { sandboxes } from "./sandbox.js";
import { selections } from "./select.js";
import { trainings } from "./training.js";
import { tryouts } from "./tryout.js";
import { uploads } from "./upload.js";

dropZones(document);
filters(document);
guards(document);
participants(document);
polls(document);
sandboxes(document);
selections(document);
trainings(document);
tryouts(document);
uploads(document);

// After a refused form, reading starts at what is wrong; whoever already types is not interrupted.
if (document.activeElement === document.body) document.querySelector("[data-focus]")?.focus();

// An open menu closes when one goes on elsewhere, or with Escape.
const menu = document.querySelector(".person");
if (menu) {
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}
