// "/" goes to the search box; and what is folded on narrow screens is open on wide ones.

const box = document.querySelector('[data-module="search-box"] input');

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]") || !box) return;
  event.preventDefault();
  box.focus();
  box.select();
});

const wide = window.matchMedia("(min-width: 64rem)");
const fold = () => {
  for (const details of document.querySelectorAll("details[data-open-wide]")) {
    const side = !details.classList.contains("facts") || window.matchMedia("(min-width: 86rem)").matches;
    details.open = wide.matches && side;
  }
};
wide.addEventListener("change", fold);
fold();

// On paper the whole address is of use, not only its path.
const address = document.querySelector(".print-address");
if (address) address.textContent = location.origin + address.textContent;
