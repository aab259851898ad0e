// A cited provision, shown where it is cited: when the pointer rests on a link or the focus comes to it.

const box = document.createElement("div");
box.className = "preview";
box.id = "xem-truoc";
box.setAttribute("role", "tooltip");
box.hidden = true;
document.body.append(box);

const held = new Map();
let shown = null;
let waiting = 0;
let leaving = 0;

const line = (kind, words) => {
  const made = document.createElement("p");
  made.className = `preview__${kind}`;
  made.textContent = words;
  return made;
};

const fetched = async (url) => {
  if (!held.has(url)) {
    const asked = fetch(url, { headers: { Accept: "application/json" } }).then((it) => (it.ok ? it.json() : null));
    held.set(url, asked.catch(() => null));
  }
  return held.get(url);
};

const place = (link) => {
  const at = link.getClientRects()[0] ?? link.getBoundingClientRect();
  const width = box.offsetWidth;
  const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - width - 8));
  const below = at.bottom + box.offsetHeight + 12 < window.innerHeight || at.top < box.offsetHeight + 12;
  box.style.left = `${left + window.scrollX}px`;
  box.style.top = `${(below ? at.bottom + 6 : at.top - box.offsetHeight - 6) + window.scrollY}px`;
};

const hide = () => {
  clearTimeout(waiting);
  clearTimeout(leaving);
  shown?.removeAttribute("aria-describedby");
  shown = null;
  box.hidden = true;
};

const show = async (link) => {
  const passage = await fetched(link.dataset.preview);
  if (!passage || shown !== link) return;
  box.replaceChildren(
    line("name", passage.name),
    line("document", passage.document),
    line("status", `${passage.status}, tính đến ${passage.day}`),
    ...passage.text.map((words) => line("text", words)),
  );
  if (passage.computed) box.append(line("draft", "Lời văn do máy ghép từ các văn bản sửa đổi; mời đối chiếu văn bản gốc."));
  box.hidden = false;
  link.setAttribute("aria-describedby", box.id);
  place(link);
};

const wait = (link, delay) => {
  if (shown === link) return clearTimeout(leaving);
  hide();
  shown = link;
  waiting = setTimeout(() => show(link), delay);
};

const leave = () => {
  clearTimeout(waiting);
  leaving = setTimeout(hide, 200);
};

const target = (event) => event.target.closest?.("a[data-preview]");

document.addEventListener("pointerover", (event) => {
  if (event.pointerType === "touch") return;
  if (box.contains(event.target)) return clearTimeout(leaving);
  const link = target(event);
  if (link) wait(link, 220);
});
document.addEventListener("pointerout", (event) => {
  if (target(event) || box.contains(event.target)) leave();
});
document.addEventListener("focusin", (event) => {
  const link = target(event);
  if (link) wait(link, 120);
  else hide();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !box.hidden) hide();
});
