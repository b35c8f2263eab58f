/* Decisions by keyboard: j and k go from one to the next, o, t, b and e answer, Ctrl+Enter applies.
   Everything works without it. */
const form = document.getElementById("decide");
const questions = () => [...form.querySelectorAll(".desk-question")];
let at = -1;

function move(step) {
  const all = questions();
  if (!all.length) return;
  at = Math.min(Math.max(at + step, 0), all.length - 1);
  all[at].focus({ preventScroll: true });
  all[at].scrollIntoView({ block: "center" });
}

function answer(key) {
  const question = questions()[Math.max(at, 0)];
  const option = question?.querySelector(`input[data-key="${key}"]`);
  if (!option) return;
  option.checked = true;
  if (key === "e") question.querySelector("textarea").focus();
  else if (at < questions().length - 1) move(at < 0 ? 2 : 1);
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.querySelector(".desk-button--main").click();
    return;
  }
  const typing = event.target.closest("input:not([type=radio], [type=checkbox]), textarea, select");
  if (typing && event.key === "Escape") event.target.closest(".desk-question")?.focus();
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "j" || event.key === "k") move(event.key === "j" ? 1 : -1);
  else if ("otbe".includes(event.key)) answer(event.key);
  else return;
  event.preventDefault();
});

form.addEventListener("focusin", (event) => {
  const here = questions().indexOf(event.target.closest(".desk-question"));
  if (here >= 0) at = here;
});

form.querySelectorAll("textarea[name$='-text']").forEach((text) =>
  text.addEventListener("input", () => {
    const own = text.closest(".desk-option")?.querySelector("input[value=edit]");
    if (own) own.checked = true;
  }),
);

const open = questions().findIndex((question) => question.matches(".desk-question--undecided"));
if (open >= 0) move(open + 1);
