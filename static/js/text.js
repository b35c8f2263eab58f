/* The rich-text editor has the name of its field, for those who hear the page; and a click on the label goes into it. */
document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
  const label = document.querySelector(`label[for="${CSS.escape(textarea.id)}"]`);
  if (!label) return;
  editor.view.dom.setAttribute("aria-label", label.textContent.trim());
  label.addEventListener("click", () => editor.commands.focus());
});
