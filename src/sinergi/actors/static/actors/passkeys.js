/* Passkeys without inline script: a form says in data-passkey what it does ("create" or "get") and where its options are:
   data-options names a JSON block on the page, data-options-url an address that answers with one. */
"use strict";
(() => {
  const codec = window.webauthnJSON;
  const usable = Boolean(codec && window.PublicKeyCredential && navigator.credentials);

  const options = async (form) => {
    if (form.dataset.options) return JSON.parse(document.getElementById(form.dataset.options).textContent);
    const answer = await fetch(form.dataset.optionsUrl, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  };

  const create = async (form) => {
    const wanted = (await options(form)).creation_options;
    const passwordless = form.querySelector("[name=passwordless]");
    const choice = wanted.publicKey.authenticatorSelection;
    if (passwordless) {
      choice.residentKey = passwordless.checked ? "required" : "discouraged";
      choice.requireResidentKey = passwordless.checked;
      if (passwordless.checked) choice.userVerification = "required";
    }
    return codec.create(wanted);
  };

  const get = async (form) => codec.get((await options(form)).request_options);

  const say = (form, name) => {
    for (const said of form.querySelectorAll("[data-passkey-says]")) said.hidden = said.dataset.passkeySays !== name;
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    if (!usable) {
      say(form, "unsupported");
      form.querySelector("[type=submit]").disabled = true;
      continue;
    }
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      say(form, "waiting");
      try {
        const credential = await (form.dataset.passkey === "create" ? create(form) : get(form));
        form.querySelector("[name=credential]").value = JSON.stringify(credential);
        form.submit();
      } catch {
        say(form, "failed");
      }
    });
  }
})();
