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

  if (!form) return;
  const cards = [...document.querySelectorAll(".card")];
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
    const all = document.querySelectorAll("details.page");
    for (const element of all) {
      element.hidden = !pages.has(element.dataset.page);
      if (page && !element.hidden) element.open = true;
    }
    const findings = cards.length === 1 ? "finding" : "findings";
    document.getElementById("count").textContent =
      shown.size === cards.length
        ? `${cards.length} ${findings}`
        : shown.size
          ? `${shown.size} of ${cards.length} ${findings}`
          : "No finding fits; choose “Show all” to see them again";
  };
  form.addEventListener("change", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  form.hidden = false;
  apply();
})();
