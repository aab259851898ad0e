// The entry of the provision being read is marked, and kept in sight.

const start = (nav) => {
  const links = new Map();
  for (const link of nav.querySelectorAll("[data-for]")) links.set(link.dataset.for, link);
  const pane = nav.querySelector("details");
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

  // The article being read is the last one that begins in the upper fifth of the window or above. The observer tells when
  // a heading crosses that line, so that nothing is measured while the reader merely scrolls.
  const watch = new IntersectionObserver(
    () => {
      const line = window.innerHeight / 5;
      const begun = headings.filter((it) => it.heading.getBoundingClientRect().top < line);
      const reading = begun[begun.length - 1] ?? headings[0];
      if (reading) show(reading.id);
    },
    { rootMargin: "0px 0px -80% 0px" },
  );
  for (const { heading } of headings) watch.observe(heading);

  // On a narrow screen the contents fold away once an entry is chosen.
  nav.addEventListener("click", (event) => {
    const narrow = getComputedStyle(pane).position !== "sticky";
    if (event.target.closest("a") && narrow) pane.open = false;
  });
};

document.querySelectorAll('[data-module="contents"]').forEach(start);
