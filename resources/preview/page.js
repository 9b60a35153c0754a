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

const bodyOf = () => document.querySelector('[itemprop~="articleBody"]')
  ?? document.querySelector('.body');

document.addEventListener('click', event => {
  const body = bodyOf();
  const at = event.target.closest?.('*');
  if (!body || !at || at === body || !body.contains(at) || at.closest('a[href]')) return;
  if (!getSelection().isCollapsed) return;
  let child = at;
  while (child.parentElement !== body) child = child.parentElement;
  console.info(VOICE + 'clicked ' + [...body.children].indexOf(child));
});

// Words of the page, for remarks on them and for marks over them. Marks are highlights of the
// browser's own: not a node, attribute or rule of the page is another for them.
const INKS = {
  comment: 'background-color: #ffd54a80',
  suggestion: 'background-color: #7db4ff66; text-decoration: underline 2px #1f6fd6',
  change: 'background-color: #8fdc9a80',
  here: 'background-color: #ffb300',
};
let pointed = null;
document.addEventListener('contextmenu', event => pointed = event.target.closest?.('figure'));
document.addEventListener('selectionchange', () => pointed = null);

function parts() {
  const article = document.querySelector('article') ?? document.body;
  const body = bodyOf();
  return [
    ['headline', article.querySelector('h1')],
    ['deck', article.querySelector('.deck')],
    ['lead', [...article.querySelectorAll('figure')].find(each => !body?.contains(each))],
    ...[...body?.children ?? []].map((child, index) => [index, child]),
  ].filter(([, element]) => element);
}

globalThis.galleySelected = () => {
  const selection = getSelection();
  const range = selection.isCollapsed ? null : selection.getRangeAt(0);
  const at = range ? range.startContainer : pointed;
  const [part, element] = parts().find(([, element]) => element.contains(at)) ?? [];
  if (!element) return '';
  if (!range) return JSON.stringify({part, words: '', offset: 0});
  const words = range.cloneRange(), before = document.createRange();
  if (!element.contains(range.endContainer)) words.setEnd(element, element.childNodes.length);
  before.setStart(element, 0);
  before.setEnd(range.startContainer, range.startOffset);
  return JSON.stringify({part, words: words.toString(), offset: before.toString().length});
};

function rangeOf(element, words, offset) {
  const range = document.createRange(), all = element.textContent;
  let best = -1;
  for (let at = all.indexOf(words); words && at >= 0; at = all.indexOf(words, at + 1))
    if (best < 0 || Math.abs(at - offset) < Math.abs(best - offset)) best = at;
  if (best < 0) return null;
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node, at = 0; (node = walker.nextNode()); at += node.data.length) {
    if (best >= at && best < at + node.data.length) range.setStart(node, best - at);
    const end = best + words.length;
    if (end > at && end <= at + node.data.length) {
      range.setEnd(node, end - at);
      return range;
    }
  }
  return null;
}

let inked = false;
globalThis.galleyMark = marks => {
  if (!inked) {
    const sheet = new CSSStyleSheet();
    for (const [kind, ink] of Object.entries(INKS))
      sheet.insertRule(`::highlight(galley-${kind}) {${ink}}`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    inked = true;
  }
  const known = new Map(parts()), found = {};
  for (const kind of Object.keys(INKS)) found[kind] = [];
  for (const {kind, part, words, offset} of marks) {
    const element = known.get(part), range = element && rangeOf(element, words, offset);
    if (range) found[kind].push(range);
  }
  for (const [kind, ranges] of Object.entries(found))
    CSS.highlights.set(`galley-${kind}`, new Highlight(...ranges));
  return Object.values(found).flat().length;
};

globalThis.galleyShow = ({part, words, offset}) => {
  const element = new Map(parts()).get(part);
  if (!element) return false;
  const range = rangeOf(element, words, offset);
  const shown = range?.startContainer.parentElement ?? element;
  shown.scrollIntoView({block: 'center', behavior: 'instant'});
  if (range) CSS.highlights.set('galley-here', new Highlight(range));
  return true;
};

// Said when the page can be laid out for good: before its style sheets are in, no place on it
// is where it will be. Pictures are not waited for; their room is kept by width and height.
const sheets = [...document.querySelectorAll('link[rel~="stylesheet"]')].filter(l => !l.sheet);
let missing = sheets.length;
const ready = () => console.info(VOICE + 'ready');
for (const sheet of sheets)
  for (const kind of ['load', 'error'])
    sheet.addEventListener(kind, () => { if (--missing === 0) ready(); }, {once: true});
if (missing === 0) ready();
