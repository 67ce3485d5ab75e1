// Signs with a passkey: to sign in, or what a review sheet shows. The challenge comes with the
// page; the answer goes back as fields of the form.

function bytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fill(form, name, buffer) {
  const field = form.elements.namedItem(name);
  if (field && buffer) {
    field.value = text(buffer);
  }
}

/** Makes a key for this desk, which the browser can find again without being told its name. */
async function make(form) {
  const key = await navigator.credentials.create({
    publicKey: {
      challenge: bytes(form.dataset.challenge),
      rp: { id: form.dataset.rp, name: "Vigil" },
      user: {
        id: bytes(form.dataset.officer),
        name: form.dataset.name,
        displayName: form.dataset.name,
      },
      excludeCredentials: (form.dataset.exclude ?? "").split(",").filter(Boolean)
        .map((id) => ({ type: "public-key", id: bytes(id) })),
      pubKeyCredParams: [{ type: "public-key", alg: -7 }],
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      attestation: "none",
      timeout: 300_000,
    },
  });
  fill(form, "attestation", key.response.attestationObject);
  fill(form, "made", key.response.clientDataJSON);
  return [{ type: "public-key", id: key.rawId }];
}

/** @param {PublicKeyCredentialDescriptor[]} allowCredentials none: whichever the person picks */
async function sign(form, allowCredentials) {
  const key = await navigator.credentials.get({
    publicKey: {
      challenge: bytes(form.dataset.challenge),
      rpId: form.dataset.rp,
      allowCredentials,
      userVerification: "required",
      timeout: 300_000,
    },
  });
  fill(form, "credential", key.rawId);
  fill(form, "officer", key.response.userHandle);
  fill(form, "authenticator", key.response.authenticatorData);
  fill(form, "client", key.response.clientDataJSON);
  fill(form, "signature", key.response.signature);
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const problem = form.querySelector("[data-problem]");
  let isSent = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isSent) {
      return;
    }
    isSent = true;
    problem.hidden = true;
    if (!window.PublicKeyCredential) {
      problem.textContent = problem.dataset.missing;
      problem.hidden = false;
      isSent = false;
      return;
    }
    try {
      await sign(form, form.dataset.passkey === "enrol" ? await make(form) : []);
    } catch (refusal) {
      if (!(refusal instanceof DOMException)) {
        throw refusal;
      }
      problem.textContent = problem.dataset.cancelled;
      problem.hidden = false;
      isSent = false;
      return;
    }
    form.submit();
  });
}

const code = document.querySelector("form[data-code] input");
if (code && location.hash.length > 1) {
  code.value = decodeURIComponent(location.hash.slice(1));
  history.replaceState(null, "", location.pathname);
}
