"use strict";

const byId = (id) => document.getElementById(id);

/** Makes an element. Text is never read as HTML. */
function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children.filter((child) => child !== null));
  return made;
}

const fact = (name, value) =>
  value ? [element("dt", {}, name), element("dd", {}, value)] : [];

const muted = (text) => element("p", { className: "muted" }, text);

const OUTCOMES = {
  delivered: ["good", "delivered"],
  session_created: ["good", "delivered in a new session"],
  blocked: ["bad", "blocked by InterceptCallbackUrl"],
  twiml: ["good", "the application responded with TwiML"],
  nobody: ["bad", "reached nobody: the sender is in no open session with this number"],
};

function outcomeOf(delivery) {
  const [className, text] = OUTCOMES[delivery.outcome];
  return element("span", { className }, text);
}

function callback(sent) {
  return element("details", { id: sent.id },
    element("summary", {}, `Callback to ${sent.url}: `, element("strong", {}, sent.response)),
    element("p", {}, "Signature ", element("code", {}, sent.signature), " ",
      sent.is_signature_valid
        ? element("span", { className: "good" }, "valid")
        : element("span", { className: "bad" }, "not valid")),
    element("dl", {}, ...sent.parameters.flatMap(([name, value]) => fact(name, value || "(empty)"))),
    sent.response_body ? element("pre", {}, sent.response_body) : null);
}

function delivery(made) {
  const did = made.kind === "message" ? "wrote to" : "called";
  const seen = made.reached === null ? null : element("div", { className: "bubble" },
    element("p", { className: "muted" }, `${made.reached} sees, from ${made.shown_from}:`),
    element("p", {}, made.kind === "message" ? made.body : "an incoming call"));
  return element("article", {},
    element("h3", {}, `${made.from} ${did} ${made.to}: `, outcomeOf(made)),
    made.kind === "message" ? element("p", {}, `“${made.body}”`) : null,
    seen,
    made.twiml === null ? null : element("pre", {}, made.twiml),
    ...made.callbacks.map(callback));
}

function participant(of) {
  const name = of.friendly_name ? `${of.friendly_name}, ${of.identifier}` : of.identifier;
  const reaches = of.proxy_identifier ? `reaches the other at ${of.proxy_identifier} ` : "has no proxy number ";
  return element("li", {}, `${name} `, element("span", { className: "muted" }, reaches),
    of.proxy_identifier
      ? element("button", { type: "button", className: "quiet", id: `as-${of.sid}`, onclick: () => speakAs(of) },
          `Write as ${of.friendly_name || of.identifier}`)
      : null);
}

function session(of) {
  return element("article", {},
    element("h3", {}, `Session ${of.unique_name || of.sid}`),
    element("p", { className: "muted" }, `${of.status}, ${of.mode}`),
    of.participants.length
      ? element("ul", { className: "plain" }, ...of.participants.map(participant))
      : muted("No participants."));
}

function service(of) {
  return element("details", { open: true, id: of.sid },
    element("summary", {}, `Service ${of.unique_name || of.sid}`),
    element("dl", {},
      ...fact("SID", of.sid),
      ...fact("Phone numbers", of.phone_numbers.join(", ") || "none"),
      ...fact("CallbackUrl", of.callback_url),
      ...fact("InterceptCallbackUrl", of.intercept_callback_url),
      ...fact("OutOfSessionCallbackUrl", of.out_of_session_callback_url)),
    ...of.sessions.map(session),
    of.more_sessions ? muted(`${of.more_sessions} older sessions are not shown.`) : null);
}

function request(sent) {
  const query = sent.query ? `?${sent.query}` : "";
  return element("li", { value: sent.number },
    element("code", {}, `${sent.method} ${sent.path}${query}`),
    sent.form.length ? element("dl", {}, ...sent.form.flatMap(([name, value]) => fact(name, value))) : null);
}

function speakAs(person) {
  const { from, to, body } = byId("talk").elements;
  from.value = person.identifier;
  to.value = person.proxy_identifier;
  body.focus();
}

/** Replaces what a part shows. What was opened or focused stays so. */
function fill(id, ...children) {
  const part = byId(id);
  const focused = document.activeElement?.closest("[id]")?.id;
  const open = new Map([...part.querySelectorAll("details[id]")].map((it) => [it.id, it.open]));
  part.replaceChildren(...children);
  for (const it of part.querySelectorAll("details[id]")) {
    it.open = open.get(it.id) ?? it.open;
  }
  if (focused && !document.activeElement?.closest("[id]")) {
    const again = byId(focused);
    (again?.matches("details") ? again.querySelector("summary") : again)?.focus();
  }
}

const options = (values) => [...new Set(values)].map((value) => element("option", { value }));

function show(state) {
  const sessions = state.services.flatMap((of) => of.sessions);
  const people = sessions.flatMap((of) => of.participants).map((of) => of.identifier);
  byId("people").replaceChildren(...options(people));
  byId("numbers").replaceChildren(...options(state.services.flatMap((of) => of.phone_numbers)));
  fill("deliveries", ...(state.deliveries.length ? state.deliveries.map(delivery) : [muted("None so far.")]));
  fill("services", ...state.services.map(service),
    state.more_services ? muted(`${state.more_services} more services are not shown.`) : "");
  fill("requests", ...state.requests.map(request));
  byId("credentials").textContent = state.environment.map(([name, value]) => `${name}=${value}\n`).join("");
}

let shown = "";

async function refresh() {
  const connection = byId("connection");
  try {
    const response = await fetch("/sandbox/state");
    const text = await response.text();
    if (!response.ok) throw new Error(text);
    if (text !== shown) {
      show(JSON.parse(text));
      shown = text;
    }
    connection.textContent = "Up to date";
  } catch {
    connection.textContent = "The sandbox does not respond. It may have been stopped.";
  }
}

async function talk(event) {
  event.preventDefault();
  const form = new FormData(event.target, event.submitter);
  const outcome = byId("outcome");
  outcome.textContent = "Sending…";
  try {
    const response = await fetch("/sandbox/deliveries", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(Object.fromEntries(form)),
    });
    if (response.ok) {
      outcome.replaceChildren(outcomeOf(await response.json()));
    } else {
      outcome.replaceChildren(element("span", { className: "bad" }, await response.text()));
    }
  } catch {
    outcome.replaceChildren(element("span", { className: "bad" }, "The sandbox does not respond."));
  }
  await refresh();
}

async function copy(event) {
  const credentials = byId("credentials");
  try {
    await navigator.clipboard.writeText(credentials.textContent);
    event.target.textContent = "Copied";
  } catch {
    getSelection().selectAllChildren(credentials);
    event.target.textContent = "Selected: copy it with the keyboard";
  }
}

async function keepUpToDate() {
  if (!document.hidden) await refresh();
  setTimeout(keepUpToDate, 1000);
}

byId("talk").addEventListener("submit", talk);
byId("copy").addEventListener("click", copy);
keepUpToDate();
