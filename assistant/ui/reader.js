// Shows HTML that was made and escaped by assistant/ui/markup.py, and tells Python what was clicked.

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".reader");
  if (data.label) root.setAttribute("aria-label", data.label);
  if (data.escape) asPanel(root);
  root.setAttribute("role", data.live ? "log" : "region");
  if (data.cookie) document.cookie = `${data.cookie}; path=/; max-age=31536000; SameSite=Strict`;
  const places = saved(root);
  const known = root.stamp !== undefined;
  patch(root, data.blocks);
  if (data.stamp !== root.stamp) {
    root.stamp = data.stamp;
    if (data.escape) root.focus({ preventScroll: true });
    uncover(known);
    const target = data.focus && root.querySelector(data.focus);
    if (target) settleView(root, target, data.block);
    else if (data.live && known) scroller(root)?.scrollTo({ top: 0 });
  } else {
    uncover(false);
    if (places.active) root.querySelector(places.active)?.focus({ preventScroll: true });
  }
  if (data.live) listen(root, data.now, setTriggerValue);
  root.onclick = (event) => clicked(event, root, setTriggerValue);
  mend();
  if (data.live && !known) focusInput();
  leave(root, data.escape && (() => setTriggerValue("action", { do: data.escape })));
  return () => {
    unlisten(root);
    leave(root);
    if (root.opener) focusAgain(root.opener);
  };
}

// What is open closes by Escape, wherever the focus is; but for what lies above it and closes first.
function leave(root, close) {
  root.closing?.abort();
  if (!close) return;
  root.closing = new AbortController();
  const above = '[role="dialog"], [role="listbox"], [role="menu"]';
  const pressed = (event) => event.key === "Escape" && !document.querySelector(above) && close();
  document.addEventListener("keydown", pressed, { signal: root.closing.signal });
}

// One can type at once; on a phone the keyboard would cover what there is to read.
function focusInput() {
  if (window.innerWidth <= 768) return;
  const focus = () => document.activeElement === document.body && document.querySelector(INPUT)?.focus();
  [0, 200, 600].forEach((wait) => setTimeout(focus, wait));
}

// The framework calls the place where files are dropped a decoration, and names it.
function mend() {
  if (document.documentElement.dataset.mended) return;
  document.documentElement.dataset.mended = "yes";
  const mended = () =>
    document.querySelectorAll('section[role="presentation"]').forEach((one) => one.setAttribute("role", "group"));
  new MutationObserver(mended).observe(document.body, { childList: true, subtree: true });
  mended();
}

// On a phone the side bar lies over the page: it goes when there is something new to read.
function uncover(known) {
  const page = document.documentElement;
  const moved = page.dataset.view !== undefined && page.dataset.view !== location.pathname;
  page.dataset.view = location.pathname;
  if (!known && !moved) return;
  const bar = document.querySelector('[data-testid="stSidebar"][data-collapsed="false"]');
  if (bar && window.innerWidth <= 768) bar.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
}

// A panel takes the focus when it opens and gives it back when it closes.
function asPanel(root) {
  if (root.classList.contains("panel")) return;
  const host = document.activeElement;
  root.opener = { host, id: host?.shadowRoot?.activeElement?.id };
  root.classList.add("panel");
  root.tabIndex = -1;
}

function focusAgain({ host, id }) {
  const inner = id && host.shadowRoot?.getElementById(id);
  (inner || host)?.focus?.({ preventScroll: true });
}

// Blocks that did not change stay as they are, with what the reader has opened in them.
function patch(root, blocks) {
  const old = new Map([...root.children].map((element) => [element.dataset.block, element]));
  blocks.forEach(({ id, html }, place) => {
    const element = old.get(id) ?? document.createElement("div");
    element.dataset.block = id;
    if (element.html !== html) {
      element.innerHTML = html;
      element.html = html;
    }
    if (root.children[place] !== element) root.insertBefore(element, root.children[place] ?? null);
    old.delete(id);
  });
  old.forEach((element) => element.remove());
}

function saved(root) {
  const active = root.getRootNode().activeElement;
  return { active: active?.id ? `#${CSS.escape(active.id)}` : "" };
}

function clicked(event, root, setTriggerValue) {
  const element = event.composedPath().find((one) => one.dataset && (one.dataset.do || one.dataset.copy || one.dataset.link || one.dataset.fold));
  if (!element || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  if (element.dataset.copy) copy(element, element.dataset.copy);
  else if (element.dataset.fold) unfold(element);
  else if (element.dataset.link) copy(element, new URL(element.dataset.link, location.href).href);
  else if (element.dataset.do === "ask" && root.listening) put(root, element.dataset.question);
  else {
    hold(root);
    setTriggerValue("action", { ...element.dataset });
  }
  if (element.dataset.do === "edit") document.querySelector(INPUT)?.focus();
}

// What is folded is there all the time, for printers, copies and screen readers: a click shows it to the eye.
function unfold(button) {
  const open = button.parentElement.classList.toggle("open");
  button.setAttribute("aria-expanded", open);
}

// The page is drawn anew after a click, and is shorter for a moment: who reads at its end would be moved up.
function hold(root) {
  const page = scroller(root)?.firstElementChild;
  if (!page) return;
  page.style.minHeight = `${page.offsetHeight}px`;
  setTimeout(() => (page.style.minHeight = ""), 1000);
}

async function copy(button, text) {
  const sign = button.classList.contains("sign");
  const say = (text) => (sign ? button.setAttribute("aria-label", text) : (button.textContent = text));
  const name = button.dataset.name ?? (button.dataset.name = button.ariaLabel ?? button.textContent);
  const copied = await write({ "text/plain": text, ...(button.dataset.rich && { "text/html": button.dataset.rich }) });
  say(copied ? "Copied" : "Press Ctrl+C");
  button.classList.toggle("done", copied);
  setTimeout(() => (say(name), button.classList.remove("done")), 1600);
}

async function write(kinds) {
  try {
    const blobs = Object.entries(kinds).map(([kind, text]) => [kind, new Blob([text], { type: kind })]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    return true;
  } catch {
    return writeByCommand(kinds);
  }
}

// Where the page is not served over a safe connection, a browser takes what a command for copying is answered with.
function writeByCommand(kinds) {
  const answer = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    Object.entries(kinds).forEach(([kind, text]) => event.clipboardData.setData(kind, text));
  };
  document.addEventListener("copy", answer, { capture: true });
  const copied = document.execCommand("copy");
  document.removeEventListener("copy", answer, { capture: true });
  return copied;
}

// What is drawn below makes room for an element at the top only little by little; who scrolls meanwhile is left alone.
function settleView(root, element, block) {
  root.view?.abort();
  const view = (root.view = new AbortController());
  for (const sign of ["wheel", "touchstart", "pointerdown", "keydown"]) {
    document.addEventListener(sign, () => view.abort(), { signal: view.signal, capture: true, passive: true });
  }
  const look = () => view.signal.aborted || bring(element, block);
  [0, 60, 180, 360].forEach((wait) => setTimeout(look, wait));
  setTimeout(() => view.abort(), 400);
}

// Scrolls the one box around the element, never the whole page with it.
function bring(element, block) {
  const box = scroller(element);
  if (!box) return;
  const [inner, outer] = [element.getBoundingClientRect(), box.getBoundingClientRect()];
  if (block === "nearest" && inner.top >= outer.top && inner.bottom <= outer.bottom) return;
  const room = block !== "start" ? Math.max(16, (box.clientHeight - element.offsetHeight) / 2) : 72;
  box.scrollTo({ top: box.scrollTop + inner.top - outer.top - Math.min(room, box.clientHeight / 3) });
}

function scroller(element) {
  for (let up = element; up; up = up.parentElement ?? up.getRootNode().host) {
    if (up !== element && up.scrollHeight > up.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(up).overflowY)) {
      return up;
    }
  }
  return null;
}
