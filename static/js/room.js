// Small comforts in the room. Everything works without this file: replies are plain buttons
// in a plain form. Needs nothing but the page; runs under a strict content security policy.
(() => {
  "use strict";

  const room = () => document.getElementById("room");
  const isRoom = (event) => event.target.id === "room";  // the transcript is swapped as well
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  const calm = () => still.matches || document.documentElement.dataset.motion === "less";

  // A number moves to that reply; Enter says it. One key alone never sends anything.
  const goToReply = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !/^[1-9]$/.test(event.key)) return;
    if (event.target !== document.body && !document.getElementById("main").contains(event.target)) return;
    if (event.target.matches("input, textarea, select")) return;
    room()?.querySelector(`[aria-keyshortcuts="${event.key}"]:not(:disabled)`)?.focus();
  };

  // A reply is said once: the second click on a slow evening goes nowhere.
  const sayOnce = (event) => {
    const form = event.target;
    if (form.id !== "replies") return;
    if (form.dataset.said) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    form.dataset.said = "yes";
    event.submitter?.classList.add("given");
  };

  const sayAgain = () => {
    const form = document.getElementById("replies");
    if (!form) return;
    delete form.dataset.said;
    form.querySelectorAll(".given").forEach((button) => button.classList.remove("given"));
  };

  // The reply did not get through: say so, and leave every reply where it was.
  const notHeard = () => {
    sayAgain();
    const waiting = document.querySelector("#replies .waiting");
    if (!waiting) return;
    waiting.textContent = waiting.dataset.failed;
    waiting.classList.add("failed");
    document.getElementById("heard").textContent = waiting.dataset.failed;
  };

  // The client's line arrives a beat later; any key or touch skips the wait.
  const arrive = (event) => {
    if (isRoom(event) && !document.querySelector("#room [data-kept]")) document.body.classList.add("arriving");
  };
  const skip = () => document.body.classList.remove("arriving");

  // Begin reading where the new part begins, with the focus on the client's words. The focus
  // is what a screen reader reads; the live region says only what the focus does not reach
  // (a notice above the words), so that nothing is read twice.
  const settle = (event) => {
    if (!isRoom(event)) return;
    const kept = document.querySelector("#room [data-kept]");
    (kept ?? document.getElementById("words"))?.focus({ preventScroll: true });
    const begin = kept ? null : document.getElementById("here");
    begin?.scrollIntoView({ block: "start", behavior: calm() ? "auto" : "smooth" });
    const notice = document.querySelector("#room .notice")?.innerText ?? "";
    const heard = document.getElementById("heard");
    heard.textContent = "";
    if (notice) window.setTimeout(() => { heard.textContent = notice; }, 120);
    window.setTimeout(skip, 1500);
  };

  document.addEventListener("keydown", goToReply);
  document.addEventListener("keydown", skip);
  document.addEventListener("pointerdown", skip);
  document.addEventListener("submit", sayOnce, true);
  window.addEventListener("pageshow", sayAgain);
  document.addEventListener("htmx:afterSwap", arrive);
  document.addEventListener("htmx:afterSettle", settle);
  document.addEventListener("htmx:sendError", notHeard);
  document.addEventListener("htmx:responseError", notHeard);
  document.addEventListener("htmx:timeout", notHeard);
})();
