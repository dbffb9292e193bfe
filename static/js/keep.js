// Keeps a draft while it is written. Without this file the form's own button does the same.
(() => {
  "use strict";

  const form = document.querySelector("form[data-keep]");
  const line = document.getElementById("kept");
  if (!form || !line) return;

  const QUIET = 1200; // milliseconds without a key
  const AGAIN = 5000;
  let timer = 0;
  let sending = null;
  let leaving = false;
  let stopped = false;

  const words = () => {
    const all = new FormData(form);
    all.delete("version");
    all.delete("csrf_token");
    return JSON.stringify([...all]);
  };
  let safe = words();

  const say = (name) => { if (line.textContent !== line.dataset[name]) line.textContent = line.dataset[name]; };
  const later = (wait) => {
    window.clearTimeout(timer);
    if (!stopped && !leaving) timer = window.setTimeout(keep, wait);
  };

  const send = async (now) => {
    const headers = { "X-Keep": "1" };
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers, keepalive: true });
    if (answer.status === 204) {
      form.elements.version.value = answer.headers.get("X-Version");
      safe = now;
      say("kept");
    } else if (answer.status === 409) {
      stopped = true;
      say("elsewhere");
    } else {
      say("failed");
      later(AGAIN);
    }
  };

  const keep = async () => {
    const now = words();
    if (sending || stopped || now === safe) return;
    sending = send(now).catch(() => { say("failed"); later(AGAIN); });
    await sending;
    sending = null;
    if (!leaving && words() !== now) later(QUIET);
  };

  // The button waits for a draft that is on its way, or the two would meet at the door.
  const submit = async (event) => {
    window.clearTimeout(timer);
    if (sending) {
      event.preventDefault();
      await sending;
      form.requestSubmit();
      return;
    }
    leaving = true;
  };

  form.addEventListener("input", () => later(QUIET));
  form.addEventListener("submit", submit);
  document.addEventListener("visibilitychange", () => { if (document.hidden && !leaving) keep(); });
  window.addEventListener("pageshow", () => { leaving = false; });
  window.addEventListener("beforeunload", (event) => { if (!leaving && words() !== safe) event.preventDefault(); });
})();
