// "[" and "]" go to the article before and after: on the page while there is one, else to the page before or after.

const articles = [...document.querySelectorAll(".law:not([data-alone]) .unit--dieu")];

const onPage = (step) => {
  const top = articles.map((it) => it.getBoundingClientRect().top);
  if (step > 0) return articles[top.findIndex((it) => it > 40)];
  return articles[top.findLastIndex((it) => it < -10)];
};

document.addEventListener("keydown", (event) => {
  const step = { "]": 1, "[": -1 }[event.key];
  if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select")) return;
  const article = onPage(step);
  if (article) {
    event.preventDefault();
    article.scrollIntoView();
    article.querySelector(".unit__mark")?.focus({ preventScroll: true });
    return;
  }
  const page = document.querySelector(step > 0 ? '.neighbours [rel="next"]' : '.neighbours [rel="prev"]');
  page?.click();
});
