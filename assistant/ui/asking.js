// Shows a question as soon as it is sent, and keeps it until it is answered: a connection that slept loses what is sent.

const KEPT = "treaty-question";
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
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target.matches?.(INPUT)) {
    asked(root, event.target.value);
  }
}

function sendClicked(event, root) {
  if (event.target.closest?.(SEND)) asked(root, document.querySelector(INPUT)?.value ?? "");
  const offered = event.target.closest?.('[class*="st-key-suggested-"] button');
  if (offered) echo(root, offered.innerText);
}

function asked(root, question) {
  if (!question.trim()) return;
  sessionStorage.setItem(KEPT, JSON.stringify({ question, ...root.now }));
  echo(root, question);
  sendAgain(root, PATIENCE);
}

// A question that was taken up, or left for another conversation, is let go; one that was lost is sent again.
function settle(root) {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  if (!kept) return;
  const { now } = root;
  const same = kept.conversation === now.conversation && kept.turns === now.turns;
  if (!same || (kept.session === now.session && kept.taken !== now.taken)) {
    sessionStorage.removeItem(KEPT);
    return;
  }
  echo(root, kept.question);
  sendAgain(root, root.patience ?? PATIENCE);
}

// The page is not told when its connection is back: it is tried. A question that was taken up is not taken up twice;
// but each try has the page drawn anew from its beginning, and a server under load must come to its end.
function sendAgain(root, patience) {
  root.patience = patience;
  clearTimeout(root.waiting);
  root.waiting = setTimeout(() => {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
    if (!kept || !root.listening) return;
    root.send("action", { do: "resume", ...kept });
    sendAgain(root, Math.min(2 * patience, MOST));
  }, patience);
}

function echo(root, question) {
  const [shown, title, note] = ["article", "h2", "p"].map((name) => document.createElement(name));
  shown.className = "echo";
  title.className = "question";
  note.className = "note";
  title.textContent = question;
  note.textContent = "Looking in the instruments …";
  shown.append(title, note);
  root.querySelector(":scope > .echo")?.remove();
  root.append(shown);
  settleView(root, shown, "start");
}
