// Shows a question as soon as it is sent, and keeps it until it is answered: a connection that slept loses what is sent,
// and of two that come at once a busy server answers the second. So one is sent at a time, and those after it wait.

const KEPT = "treaty-questions";
const INPUT = '[data-testid="stChatInputTextArea"]';
const SEND = '[data-testid="stChatInputSubmitButton"]';
const PATIENCE = 2500; // milliseconds until a question is sent again; twice as many after each time
const MOST = 60000;

// Listens to the input below the conversation; what it sends is told nowhere else.
function listen(root, now, send) {
  root.now = now;
  root.send = send;
  if (!root.listening) {
    root.listening = new AbortController();
    const options = { capture: true, signal: root.listening.signal };
    document.addEventListener("keydown", (event) => pressed(event, root), options);
    document.addEventListener("click", (event) => sendClicked(event, root), options);
  }
  settle(root);
}

function unlisten(root) {
  root.listening?.abort();
  root.listening = undefined;
}

function pressed(event, root) {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || !event.target.matches?.(INPUT)) return;
  typed(event, root, event.target);
}

function sendClicked(event, root) {
  const box = document.querySelector(INPUT);
  if (box && event.target.closest?.(SEND)) typed(event, root, box);
  const offered = event.target.closest?.('[class*="st-key-suggested-"] button');
  if (offered) echo(root, [...kept().map((one) => one.question), offered.innerText]);
}

// The first goes its usual way; what is typed before it is answered is held here.
function typed(event, root, box) {
  const question = box.value;
  if (!question.trim()) return;
  if (!kept().length) return begin(root, question);
  event.preventDefault();
  event.stopImmediatePropagation();
  keep([...kept(), { question }]);
  echoKept(root);
  empty(box);
}

function begin(root, question) {
  keep([{ question, ...root.now }]);
  echoKept(root);
  sendAgain(root, PATIENCE);
}

// A question that is asked by a click on it.
function put(root, question) {
  if (kept().length) keep([...kept(), { question }]);
  else {
    begin(root, question);
    sendFirst(root);
  }
  echoKept(root);
}

// A question that was taken up is let go, and the next one is sent; one that was lost is sent again. Those of a
// conversation that was left are let go, too.
function settle(root) {
  const [first, ...rest] = kept();
  if (!first) return;
  if (!answered(first, root.now)) {
    if (first.conversation !== root.now.conversation || first.turns !== root.now.turns) return keep([]);
    echoKept(root);
    return sendAgain(root, root.patience ?? PATIENCE);
  }
  keep(rest);
  if (!rest.length) return;
  begin(root, rest[0].question);
  keep([...kept(), ...rest.slice(1)]);
  echoKept(root);
  sendFirst(root);
}

function answered(first, now) {
  const here = first.conversation === now.conversation || (!first.conversation && now.turns === 1);
  return here && (now.turns > first.turns || (first.session === now.session && first.taken !== now.taken));
}

function sendFirst(root) {
  root.send("action", { do: "ask", ...kept()[0] });
}

// The page is not told when its connection is back: it is tried. A question that was taken up is not taken up twice;
// but each try has the page drawn anew from its beginning, and a server under load must come to its end.
function sendAgain(root, patience) {
  root.patience = patience;
  clearTimeout(root.waiting);
  root.waiting = setTimeout(() => {
    if (!kept().length || !root.listening) return;
    sendFirst(root);
    sendAgain(root, Math.min(2 * patience, MOST));
  }, patience);
}

function kept() {
  return JSON.parse(sessionStorage.getItem(KEPT) ?? "[]");
}

function keep(questions) {
  sessionStorage.setItem(KEPT, JSON.stringify(questions));
}

// The framework holds what stands in its input, and must hear that it is empty now.
function empty(box) {
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(box, "");
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

function echoKept(root) {
  echo(root, kept().map((one) => one.question));
}

function echo(root, questions) {
  const all = document.createElement("div");
  all.className = "echoes";
  all.append(...questions.map((question, place) => echoed(question, place)));
  root.querySelector(":scope > .echoes")?.remove();
  root.append(all);
  if (all.lastChild) settleView(root, all.lastChild, "start");
}

function echoed(question, place) {
  const [shown, title, note] = ["article", "h2", "p"].map((name) => document.createElement(name));
  shown.className = "echo";
  title.className = "question";
  note.className = "note";
  title.textContent = question;
  note.textContent = place ? "Asked after the one before it" : "Looking in the instruments …";
  shown.append(title, note);
  return shown;
}
