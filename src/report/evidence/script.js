"use strict";
// Filters the evidence by verdict. Without this script everything is shown.
(() => {
  const cards = [...document.querySelectorAll(".card")];
  const verdicts = [...document.querySelectorAll("button[data-verdict]")];
  const only = document.getElementById("only-findings");
  const isPressed = (button) => button.getAttribute("aria-pressed") === "true";
  const update = () => {
    const shown = new Set(verdicts.filter(isPressed).map((button) => button.dataset.verdict));
    for (const card of cards) {
      const isShown = shown.has(card.dataset.verdict) && (!isPressed(only) || card.dataset.findings === "true");
      card.hidden = !isShown;
      for (const mark of document.querySelectorAll(`mark[data-q="${card.id.slice(1)}"]`)) {
        mark.classList.toggle("off", !isShown);
      }
    }
  };
  for (const button of only ? [...verdicts, only] : verdicts) {
    button.addEventListener("click", () => {
      button.setAttribute("aria-pressed", String(!isPressed(button)));
      update();
    });
  }
  // A link to a card that is filtered out shows it again.
  window.addEventListener("hashchange", () => {
    const card = document.getElementById(location.hash.slice(1));
    if (card && card.hidden) {
      card.hidden = false;
      card.scrollIntoView();
    }
  });
})();
