// Deciding by keyboard: 1 to 5 keep a decision at once, j and k go to the next and the previous group.

const start = (page) => {
  const form = page.querySelector("[data-decide]");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("textarea, select, input:not([type=radio], [type=checkbox])")) return;
    const way = page.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (way) {
      event.preventDefault();
      way.click();
      return;
    }
    const choice = /^[1-5]$/.test(event.key) && form?.querySelectorAll("[name=ket-luan]")[event.key - 1];
    if (!choice || form.dataset.sent) return;
    event.preventDefault();
    choice.checked = true;
    // A second press while the first is under way would name a version that is over.
    form.dataset.sent = "1";
    form.requestSubmit();
  });
};

document.querySelectorAll('[data-module="review"]').forEach(start);
