// Suggestions under the search box while a question is being typed: what it names, how it may go on, what bears such a
// name; and, in an empty box, what was asked before from this browser. Everything works without this file.

const PAUSE = 90;
const KEPT = 8;
const STORE = "dieukhoan.da-hoi";

const remembered = () => {
  try {
    return JSON.parse(localStorage.getItem(STORE) ?? "[]").filter((it) => typeof it === "string");
  } catch {
    return [];
  }
};

const remember = (question) => {
  const text = question.trim();
  if (text.length < 2) return;
  try {
    const kept = [text, ...remembered().filter((it) => it !== text)].slice(0, KEPT);
    localStorage.setItem(STORE, JSON.stringify(kept));
  } catch {
    // A browser that keeps nothing loses only this.
  }
};

const before = () =>
  remembered().map((text) => ({ label: "Đã hỏi", text, detail: "", url: `/tim?q=${encodeURIComponent(text)}` }));

const option = (it, place) => {
  const link = document.createElement("a");
  link.className = "suggestions__link";
  link.href = it.url;
  link.id = `goi-y-${place}`;
  link.tabIndex = -1;
  link.setAttribute("role", "option");
  for (const part of ["label", "text", "detail"]) {
    if (!it[part]) continue;
    const span = document.createElement("span");
    span.className = `suggestions__${part}`;
    span.textContent = it[part];
    link.append(span, " ");
  }
  return link;
};

const start = (form) => {
  const box = form.querySelector("input[type=search]");
  const list = document.createElement("div");
  list.className = "suggestions";
  list.id = "goi-y";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Gợi ý");
  list.hidden = true;
  form.append(list);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", "goi-y"], ["aria-expanded", "false"]]) {
    box.setAttribute(name, value);
  }

  let at = -1;
  let timer = 0;
  let asked = "";
  let waiting = null;

  const close = () => {
    list.hidden = true;
    at = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };

  const show = (found) => {
    list.replaceChildren(...found.map(option));
    at = -1;
    box.removeAttribute("aria-activedescendant");
    list.hidden = found.length === 0;
    box.setAttribute("aria-expanded", String(found.length > 0));
  };

  const move = (step) => {
    const links = [...list.children];
    links[at]?.setAttribute("aria-selected", "false");
    at = (at + step + links.length + 1) % (links.length + 1);
    // One place past the last is the box itself.
    const link = links[at];
    if (!link) {
      at = -1;
      box.removeAttribute("aria-activedescendant");
      return;
    }
    link.setAttribute("aria-selected", "true");
    link.scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", link.id);
  };

  const ask = async () => {
    const text = box.value.trim();
    if (text === asked && !list.hidden) return;
    asked = text;
    waiting?.abort();
    if (text.length < 2) {
      show(text ? [] : before());
      return;
    }
    waiting = new AbortController();
    try {
      const answer = await fetch(`/api/goi-y?q=${encodeURIComponent(text)}`, { signal: waiting.signal });
      const found = answer.ok ? await answer.json() : [];
      if (box.value.trim() === text && document.activeElement === box) show(found);
    } catch {
      // Asked again, or no answer: the box goes on without.
    }
  };

  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  box.addEventListener("click", () => {
    if (list.hidden && !box.value) ask();
  });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
      return;
    }
    if (event.key === "ArrowDown" && list.hidden && !box.value) {
      event.preventDefault();
      event.stopPropagation();
      ask();
      return;
    }
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      event.stopPropagation();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && list.children[at]) {
      event.preventDefault();
      list.children[at].click();
    }
  });
  // A press on a suggestion must reach it before the list goes.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const asks = link && new URL(link.href).searchParams.get("q");
    if (asks) remember(asks);
  });
  box.addEventListener("blur", close);
  form.addEventListener("submit", () => remember(box.value));
};

document.querySelectorAll('[data-module="search-box"]').forEach(start);
