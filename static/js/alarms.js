/* Alarms by keyboard: arrows move, the letter on a button of the chosen alarm presses it. Everything works without it. */
const alarms = [...document.querySelectorAll(".desk-alarm")];

function chosen() {
  return document.activeElement.closest(".desk-alarm");
}

function move(step) {
  const at = alarms.indexOf(chosen());
  alarms[Math.min(Math.max(at + step, 0), alarms.length - 1)]?.focus();
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const button = chosen()?.querySelector(`button[data-key="${CSS.escape(event.key)}"]`);
  if (event.key === "ArrowDown" || event.key === "ArrowUp") move(event.key === "ArrowDown" ? 1 : -1);
  else if (button) button.click();
  else return;
  event.preventDefault();
});

(alarms.find((alarm) => `#${alarm.id}` === location.hash) ?? alarms[0])?.focus();
