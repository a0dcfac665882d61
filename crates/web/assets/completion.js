// Completion in the search box. Everything works without it: the form sends itself.
// A list box below the field (WAI-ARIA combobox): arrows walk, Enter opens, Escape closes; nothing is stored.
(() => {
  "use strict";
  const PAUSE = 90;
  const NAMES = { person: "Person", organization: "Organization", place: "Place", subject: "Subject", document: "Document" };

  const attach = (box, number) => {
    const list = document.createElement("ul");
    list.className = "completions";
    list.id = `completions-${number}`;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Completions");
    list.hidden = true;
    box.form.append(list);
    box.setAttribute("role", "combobox");
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-controls", list.id);
    box.setAttribute("aria-expanded", "false");

    let waiting = 0;
    let asking = null;
    let chosen = -1;

    const close = () => {
      list.hidden = true;
      chosen = -1;
      box.setAttribute("aria-expanded", "false");
      box.removeAttribute("aria-activedescendant");
    };

    const choose = (place) => {
      const items = [...list.children];
      chosen = items.length === 0 ? -1 : (place + items.length + 1) % (items.length + 1);
      // One step beyond either end is the field itself.
      if (chosen === items.length) chosen = -1;
      items.forEach((item, at) => item.setAttribute("aria-selected", String(at === chosen)));
      if (chosen < 0) {
        box.removeAttribute("aria-activedescendant");
        return;
      }
      box.setAttribute("aria-activedescendant", items[chosen].id);
      items[chosen].scrollIntoView({ block: "nearest" });
    };

    const piece = (name, words) => {
      const part = document.createElement("span");
      part.className = name;
      part.textContent = words;
      return part;
    };

    const show = (completions) => {
      list.replaceChildren(...completions.map((completion, at) => {
        const item = document.createElement("li");
        item.id = `${list.id}-${at}`;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        item.dataset.url = completion.url;
        item.append(piece("heading", completion.heading));
        if (completion.matched) item.append(" ", piece("matched", completion.matched));
        const many = completion.kind === "document" ? "" : ` · ${completion.documents}`;
        item.append(" ", piece("kind", `${NAMES[completion.kind] ?? ""}${many}`));
        return item;
      }));
      list.hidden = completions.length === 0;
      chosen = -1;
      box.setAttribute("aria-expanded", String(!list.hidden));
      box.removeAttribute("aria-activedescendant");
    };

    const ask = async () => {
      asking?.abort();
      const typed = box.value;
      if (typed.trim().length < 2) return close();
      asking = new AbortController();
      try {
        const reply = await fetch(`/search/complete?q=${encodeURIComponent(typed)}`, { signal: asking.signal });
        if (reply.ok && box.value === typed) show((await reply.json()).completions);
      } catch {
        // Stopped by the next letter, or the server is away: then there is nothing to complete.
      }
    };

    const open = (item) => {
      const url = item?.dataset.url ?? "";
      // An address of this site and nothing else.
      if (url.startsWith("/") && !url.startsWith("//")) location.assign(url);
    };

    box.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(ask, PAUSE);
    });
    box.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "ArrowDown" && list.hidden) {
        event.preventDefault();
        ask();
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (list.hidden) return;
        event.preventDefault();
        choose(event.key === "ArrowDown" ? chosen + 1 : (chosen < 0 ? list.children.length - 1 : chosen - 1));
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        close();
      } else if (event.key === "Enter" && !list.hidden && chosen >= 0) {
        event.preventDefault();
        open(list.children[chosen]);
      }
    });
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => open(event.target.closest("li")));
    box.addEventListener("blur", () => {
      clearTimeout(waiting);
      asking?.abort();
      close();
    });
  };

  document.querySelectorAll('.search-in input[name="q"]').forEach(attach);
})();
