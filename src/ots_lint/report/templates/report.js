"use strict";
(() => {
  const form = document.getElementById("filter");
  const openFor = (element) => {
    for (let node = element; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") node.open = true;
    }
  };
  const follow = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target) return;
    openFor(target);
    target.scrollIntoView({ block: "center" });
  };
  addEventListener("hashchange", follow);
  follow();

  // a closed page would print as its name alone
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details.page:not([open])")];
    for (const page of closed) page.open = true;
  });
  addEventListener("afterprint", () => {
    for (const page of closed) page.open = false;
  });

  const copied = document.getElementById("copied");
  const copy = async (text, element) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // older browsers, and files that are opened from a disk: what is selected can be copied
      const selection = getSelection();
      selection.selectAllChildren(element);
      return document.execCommand("copy");
    }
  };
  for (const button of document.querySelectorAll("button.copy")) {
    const label = button.textContent;
    const element = document.getElementById(button.dataset.copy);
    button.addEventListener("click", async () => {
      const done = await copy(element.textContent.trim(), element);
      copied.textContent = button.textContent = done ? button.dataset.done : button.dataset.failed;
      setTimeout(() => {
        button.textContent = label;
        copied.textContent = "";
      }, 3000);
    });
    button.hidden = false;
  }

  if (!form) return;
  const cards = [...document.querySelectorAll(".card")];
  const count = document.getElementById("count");
  const everything = count.textContent;
  const apply = () => {
    const data = new FormData(form);
    const severities = new Set(data.getAll("severity"));
    const code = data.get("code");
    const page = data.get("page");
    const shown = new Set();
    const pages = new Set();
    for (const card of cards) {
      const fits =
        severities.has(card.dataset.severity) &&
        (!code || card.dataset.code === code) &&
        (!page || card.dataset.page === page);
      card.hidden = !fits;
      if (fits) {
        shown.add(card.dataset.n);
        pages.add(card.dataset.page);
      }
    }
    const has = (element) => element.dataset.n.split(" ").some((n) => shown.has(n));
    for (const mark of document.querySelectorAll("mark")) mark.classList.toggle("off", !has(mark));
    for (const element of document.querySelectorAll(".ref, .hunk")) element.hidden = !has(element);
    for (const diff of document.querySelectorAll(".diff")) {
      diff.hidden = !diff.querySelector(".hunk:not([hidden])");
    }
    const narrowed = shown.size < cards.length;
    for (const element of document.querySelectorAll("details.page[data-page]")) {
      element.hidden = !pages.has(element.dataset.page);
      if (narrowed && !element.hidden) element.open = true;
    }
    count.textContent = !narrowed
      ? everything
      : shown.size
        ? count.dataset.some.replace("#", shown.size)
        : count.dataset.none;
  };
  form.addEventListener("change", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  form.hidden = false;
  apply();
})();
