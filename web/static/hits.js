// j and k, or the arrows, move between hits; Enter opens the one in focus, as for any link.

const steps = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

const start = (list) => {
  const links = [...list.querySelectorAll("[data-hit], .listing__link")];
  document.addEventListener("keydown", (event) => {
    const step = steps[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    const field = event.target.closest("input, textarea, select");
    if (field && event.key !== "ArrowDown") return;
    const at = links.indexOf(document.activeElement);
    const arrow = event.key.startsWith("Arrow");
    // An arrow scrolls the page until a hit is in focus or the reader comes from the search box.
    if (arrow && at < 0 && !field) return;
    const next = links[at < 0 ? 0 : at + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
};

document.querySelectorAll('[data-module="hits"]').forEach(start);
