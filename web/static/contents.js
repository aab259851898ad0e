// The entry of the provision being read is marked, and kept in sight.

const start = (nav) => {
  const links = new Map();
  for (const link of nav.querySelectorAll("[data-for]")) links.set(link.dataset.for, link);
  const pane = nav.querySelector("details");
  const seen = new Set();
  const headings = [];
  for (const id of links.keys()) {
    const unit = document.getElementById(id);
    const heading = unit?.querySelector(".unit__heading, .law__component-title");
    if (heading) headings.push({ id, heading });
  }
  let current = null;

  const show = (id) => {
    const link = links.get(id);
    if (!link || link === current) return;
    current?.removeAttribute("aria-current");
    link.setAttribute("aria-current", "location");
    current = link;
    if (getComputedStyle(pane).position !== "sticky") return;
    const top = link.offsetTop - pane.offsetTop;
    if (top < pane.scrollTop + 40 || top > pane.scrollTop + pane.clientHeight - 60) {
      pane.scrollTop = top - pane.clientHeight / 3;
    }
  };

  // Headings in the upper third of the window; when none is there, the last one above it.
  const watch = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (entry.isIntersecting) seen.add(entry.target);
        else seen.delete(entry.target);
      }
      const first = headings.find((it) => seen.has(it.heading));
      if (first) return show(first.id);
      const above = headings.filter((it) => it.heading.getBoundingClientRect().top < 80);
      if (above.length > 0) show(above[above.length - 1].id);
    },
    { rootMargin: "0px 0px -66% 0px" },
  );
  for (const { heading } of headings) watch.observe(heading);

  // On a narrow screen the contents fold away once an entry is chosen.
  nav.addEventListener("click", (event) => {
    const narrow = getComputedStyle(pane).position !== "sticky";
    if (event.target.closest("a") && narrow) pane.open = false;
  });
};

document.querySelectorAll('[data-module="contents"]').forEach(start);
