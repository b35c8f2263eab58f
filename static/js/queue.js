/* The wire queue by keyboard: j and k move, o opens, t takes the story. Everything works without it. */
const rows = () => [...document.querySelectorAll("#result_list tr.data-row")];
let at = -1;

function move(step) {
  const all = rows();
  if (!all.length) return;
  all[at]?.classList.remove("desk-row--here");
  at = Math.min(Math.max(at + step, 0), all.length - 1);
  all[at].classList.add("desk-row--here");
  all[at].querySelector("th a, td a")?.focus({ preventScroll: true });
  all[at].scrollIntoView({ block: "nearest" });
}

const keys = {
  j: () => move(1),
  k: () => move(-1),
  o: () => rows()[at]?.querySelector(".field-headline a, .field-slug a")?.click(),
  t: () => rows()[at]?.querySelector(".field-pick :is(button, a)")?.click(),
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
  event.preventDefault();
  keys[event.key]();
});
