// What the preview runs beside the page, in a world of its own that no page can reach: none of it
// is part of what is published. `VOICE` begins what it says to the program.

// Children are matched by what they look like, so that an unchanged figure keeps its element and
// its picture does not flicker; only then by kind. Says true when the page shown is node for
// node the page given: anything else is loaded anew.
const look = node => node.nodeType + (node.outerHTML ?? node.data);

function patch(old, fresh) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== fresh.data) old.data = fresh.data;
    return;
  }
  for (const {name} of [...old.attributes])
    if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  for (const {name, value} of fresh.attributes)
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  patchChildren(old, fresh);
}

function patchChildren(parent, fresh) {
  const before = [...parent.childNodes], after = [...fresh.childNodes];
  let start = 0, oldEnd = before.length, newEnd = after.length;
  while (start < oldEnd && start < newEnd && before[start].isEqualNode(after[start])) start++;
  while (oldEnd > start && newEnd > start && before[oldEnd - 1].isEqualNode(after[newEnd - 1]))
    oldEnd--, newEnd--;
  const waiting = new Set(before.slice(start, oldEnd)), wanted = after.slice(start, newEnd);
  const byLook = new Map();
  for (const node of waiting) {
    const key = look(node);
    byLook.has(key) ? byLook.get(key).push(node) : byLook.set(key, [node]);
  }
  const used = wanted.map(node => {
    const same = byLook.get(look(node))?.shift() ?? null;
    if (same) waiting.delete(same);
    return same;
  });
  wanted.forEach((node, place) => {
    if (used[place]) return;
    for (const old of waiting)
      if (old.nodeName === node.nodeName) {
        waiting.delete(old);
        patch(old, node);
        used[place] = old;
        return;
      }
    used[place] = document.importNode(node, true);
  });
  for (const node of waiting) node.remove();
  let next = before[oldEnd] ?? null;
  for (const node of used.reverse()) {
    if (node.parentNode !== parent || node.nextSibling !== next) parent.insertBefore(node, next);
    next = node;
  }
}

globalThis.galleyRefresh = html => {
  const fresh = new DOMParser().parseFromString(html, 'text/html');
  patch(document.documentElement, fresh.documentElement);
  return document.documentElement.isEqualNode(fresh.documentElement);
};

document.addEventListener('click', event => {
  const body = document.querySelector('[itemprop~="articleBody"]')
    ?? document.querySelector('.body');
  const at = event.target.closest?.('*');
  if (!body || !at || at === body || !body.contains(at) || at.closest('a[href]')) return;
  if (!getSelection().isCollapsed) return;
  let child = at;
  while (child.parentElement !== body) child = child.parentElement;
  console.info(VOICE + 'clicked ' + [...body.children].indexOf(child));
});

// Said when the page can be laid out for good: before its style sheets are in, no place on it
// is where it will be. Pictures are not waited for; their room is kept by width and height.
const sheets = [...document.querySelectorAll('link[rel~="stylesheet"]')].filter(l => !l.sheet);
let missing = sheets.length;
const ready = () => console.info(VOICE + 'ready');
for (const sheet of sheets)
  for (const kind of ['load', 'error'])
    sheet.addEventListener(kind, () => { if (--missing === 0) ready(); }, {once: true});
if (missing === 0) ready();
