// Tools of a provision, shown where the pointer or the focus is: open alone, copy its link, copy its citation.

const toast = document.createElement("div");
toast.className = "toast";
toast.setAttribute("role", "status");
document.body.append(toast);
let fading = 0;

const say = (words) => {
  toast.textContent = words;
  clearTimeout(fading);
  fading = setTimeout(() => (toast.textContent = ""), 2500);
};

const copy = async (text, done) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Without a secure connection there is no clipboard: select the text in a field and ask the old way.
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    if (!copied) return say(text);
  }
  say(done);
};

const button = (words, act) => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "tool";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
};

// "điểm đ khoản 2 Điều 5 Luật số 77/2015/QH13": from the unit outwards, no further than its article.
const cite = (law, unit) => {
  const names = [];
  for (let it = unit; it; it = it.parentElement.closest(".unit")) {
    names.push(it.dataset.name);
    if (it.classList.contains("unit--dieu")) break;
  }
  const component = unit.closest("[data-component]");
  if (component) names.push(component.dataset.component);
  names.push(law.dataset.cite);
  return names.join(" ");
};

const address = (law, unit) => `${location.origin}${law.dataset.base}/${unit.id}`;

const start = (law) => {
  law.classList.add("law--tools");
  let unit = null;

  const open = document.createElement("a");
  open.className = "tool";
  open.textContent = "Mở riêng";
  const bar = document.createElement("div");
  bar.className = "tools";
  bar.setAttribute("role", "group");
  bar.hidden = true;
  bar.append(
    open,
    button("Chép liên kết", () => copy(address(law, unit), "Đã chép liên kết.")),
    button("Chép trích dẫn", () => copy(cite(law, unit), "Đã chép trích dẫn.")),
  );

  const show = (next) => {
    if (!next || next === unit) return;
    unit = next;
    open.href = `${law.dataset.base}/${unit.id}`;
    bar.setAttribute("aria-label", unit.dataset.name);
    const mark = unit.querySelector(".unit__mark");
    const heading = mark.closest(".unit__heading");
    (heading ?? mark).after(bar);
    bar.hidden = false;
  };

  let resting = 0;
  law.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch" || event.target.closest(".tools")) return;
    clearTimeout(resting);
    const next = event.target.closest(".unit__mark, .unit__heading, .unit--dieu, .unit--khoan, .unit--diem, .unit--tiet");
    resting = setTimeout(() => show(next?.closest(".unit")), 140);
  });
  law.addEventListener("pointerleave", () => {
    clearTimeout(resting);
    if (bar.contains(document.activeElement)) return;
    bar.hidden = true;
    unit = null;
  });
  law.addEventListener("focusin", (event) => show(event.target.closest(".unit__mark")?.closest(".unit")));

  const arrive = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    if (!id) return;
    const target = document.getElementById(id);
    if (target?.classList.contains("unit")) return show(target);
    // A provision of another part of a long text: its own address always works.
    const known = /^((kem-theo|phu-luc)-\d+|(phan|chuong|muc|tieu-muc|dieu|khoan|diem)-[a-z0-9.]+)(\/|$)/;
    if (!target && known.test(id) && !("alone" in law.dataset)) location.replace(`${law.dataset.base}/${id}`);
  };
  window.addEventListener("hashchange", arrive);
  arrive();

  if ("alone" in law.dataset) {
    const page = `${location.origin}${location.pathname}`;
    law.querySelector(".provision__tools").append(
      button("Chép liên kết", () => copy(page, "Đã chép liên kết.")),
      button("Chép trích dẫn", () => copy(law.dataset.alone, "Đã chép trích dẫn.")),
    );
  }
};

document.querySelectorAll('[data-module="tools"]').forEach(start);
document.querySelectorAll('[data-module="citings"] .citings__one').forEach((one) => {
  const words = one.querySelector(".citings__words");
  one.append(button("Chép", () => copy(words.textContent, "Đã chép trích dẫn.")));
});
