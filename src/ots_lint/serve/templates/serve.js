"use strict";
(() => {
  const form = document.getElementById("ask");
  const text = document.getElementById("text");
  const result = document.getElementById("result");
  const status = document.getElementById("status");
  const problem = document.getElementById("problem");
  const stale = document.getElementById("stale");
  const said = form.dataset;
  let asked = null; // what the shown result is about
  let turn = 0; // of the newest question: an older answer comes too late

  const question = () => {
    const data = new FormData(form);
    const value = Object.fromEntries(["token", "lang", "text", "format", "relationship", "own"].map((k) => [k, data.get(k) ?? ""]));
    return { ...value, contributions: data.getAll("contributions"), chosen: data.getAll("chosen") };
  };
  const fail = (message) => {
    status.textContent = "";
    problem.textContent = message;
    text.toggleAttribute("aria-invalid", true);
    text.setAttribute("aria-invalid", "true");
  };
  const ask = async (body) => {
    const mine = ++turn;
    status.textContent = said.checking;
    problem.textContent = "";
    text.removeAttribute("aria-invalid");
    try {
      const answer = await fetch(`/check?lang=${document.documentElement.lang}`, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json" },
        body: JSON.stringify(body),
      });
      const told = await answer.json();
      if (mine !== turn) return null;
      if (!answer.ok) {
        fail(told.error);
        return null;
      }
      const made = document.createElement("template");
      made.innerHTML = told.html; // escaped by the server, and the page's policy runs no script in it
      return made.content;
    } catch {
      if (mine === turn) fail(said.unreachable);
      return null;
    }
  };
  const copy = async (element) => {
    const whole = element.value ?? element.textContent.trim();
    try {
      await navigator.clipboard.writeText(whole);
      return true;
    } catch {
      // a browser that forbids it: what is selected can be copied
      if (element.select) element.select();
      else getSelection().selectAllChildren(element);
      return document.execCommand("copy");
    }
  };
  const wake = (root) => {
    for (const button of root.querySelectorAll("button.copy")) {
      const label = button.textContent;
      button.addEventListener("click", async () => {
        const done = await copy(document.getElementById(button.dataset.copy));
        status.textContent = button.textContent = done ? said.copied : said.failed;
        setTimeout(() => {
          button.textContent = label;
          status.textContent = "";
        }, 3000);
      });
      button.hidden = false;
    }
    for (const button of root.querySelectorAll("button.again")) {
      button.addEventListener("click", () => {
        text.value = document.getElementById(button.dataset.again).value;
        form.requestSubmit();
      });
      button.hidden = false;
    }
    for (const box of root.querySelectorAll('input[name="chosen"]')) box.addEventListener("change", choose);
  };
  // a change is chosen: only the text with its changes is another one
  const choose = async () => {
    const chosen = [...result.querySelectorAll('input[name="chosen"]:checked')].map((box) => box.value);
    const made = await ask({ ...asked, chosen });
    const fixed = made?.getElementById("fixed");
    if (!fixed) return;
    wake(fixed);
    document.getElementById("fixed").replaceWith(fixed);
    status.textContent = document.getElementById("told").textContent;
  };

  form.addEventListener("submit", async (event) => {
    if (event.submitter?.name === "switch") return; // another language: the whole page
    event.preventDefault();
    if (!text.value.trim()) {
      fail(said.empty);
      text.focus();
      return;
    }
    const body = question();
    const made = await ask(body);
    if (!made) return;
    asked = body;
    wake(made);
    result.replaceChildren(made);
    stale.hidden = true;
    status.textContent = "";
    document.getElementById("found").focus();
    document.getElementById("found").scrollIntoView({ block: "start" });
  });
  form.addEventListener("input", (event) => {
    if (event.target.name !== "chosen" && result.childElementCount) stale.hidden = false;
  });
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  if (result.childElementCount) {
    asked = question();
    wake(result);
  }
})();
