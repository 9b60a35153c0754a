"use strict";
// Remarks on a proof, made by somebody who has no Galley: kept in this page (and, where the browser
// lets it, in this browser until they are sent), saved as one small file. Nothing is sent anywhere.
(() => {
  const by = (id) => document.getElementById(id);
  const proof = JSON.parse(by("proof").textContent);
  const say = proof.say, MOST = 500, LONGEST_QUOTE = 2000;
  const PLACES = "[data-block], [data-field], [data-placement]";
  let remarks = [], name = "", place = null, editing = -1, saved = true;

  // ---- where something stands

  const length = (text) => [...text].length; // as the program counts: by characters, not by units
  const clean = (text) => text.replace(/\s+/g, " ").trim();
  const quoted = (text) => (length(text) > 80 ? [...text].slice(0, 79).join("") + "…" : text);

  function addressOf(element) {
    const at = { block: "", placement: "", field: "" };
    for (let each = element; each; each = each.parentElement) {
      for (const one of Object.keys(at)) at[one] ||= each.dataset?.[one] ?? "";
    }
    if (at.placement) at.block = "";
    return at;
  }

  function elementOf(at) {
    const own = (name, value) => (value ? `[data-${name}="${CSS.escape(value)}"]` : "");
    const field = own("field", at.field);
    if (at.placement) {
      const photo = document.querySelector(own("placement", at.placement));
      return (field && photo?.querySelector(field)) || photo;
    }
    return document.querySelector(own("block", at.block) || field || "main");
  }

  // The words that are selected, as far as they stand in the part of the story where they begin.
  function selectedPlace() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0), start = range.startContainer;
    const begins = start.nodeType === Node.TEXT_NODE ? start.parentElement : start;
    const part = begins.closest?.(PLACES);
    if (!part || !by("story").contains(part) || part.matches("[data-placement]")) return null;
    const words = document.createRange(), before = document.createRange();
    words.setStart(range.startContainer, range.startOffset);
    if (part.contains(range.endContainer)) words.setEnd(range.endContainer, range.endOffset);
    else words.setEndAfter(part.lastChild);
    before.selectNodeContents(part);
    before.setEnd(range.startContainer, range.startOffset);
    const text = words.toString(), lead = text.length - text.trimStart().length;
    const quote = [...text.trim()].slice(0, LONGEST_QUOTE).join("");
    if (!quote) return null;
    return { ...addressOf(part), quote, offset: length(before.toString() + text.slice(0, lead)) };
  }

  // The range of words in the page, for their colour.
  function rangeOf(remark) {
    const part = remark.quote && elementOf(remark);
    if (!part) return null;
    const range = document.createRange(), walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    let at = 0, begun = false;
    const end = remark.offset + length(remark.quote);
    while (walker.nextNode()) {
      const text = walker.currentNode.data, signs = [...text], units = (n) => signs.slice(0, n).join("").length;
      if (!begun && remark.offset < at + signs.length) {
        range.setStart(walker.currentNode, units(remark.offset - at));
        begun = true;
      }
      if (begun && end <= at + signs.length) {
        range.setEnd(walker.currentNode, units(end - at));
        return range;
      }
      at += signs.length;
    }
    return null;
  }

  // ---- what is kept

  const KEY = `galley-proof-${proof.proof}`;
  function remember() {
    try {
      localStorage.setItem(KEY, JSON.stringify({ name, remarks, saved }));
    } catch { /* a browser that keeps nothing for files: the page itself has them */ }
  }
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "null");
    if (kept && Array.isArray(kept.remarks)) ({ name, remarks, saved } = kept);
  } catch { remarks = []; }

  function answer() {
    const rows = remarks.map(({ block, placement, field, quote, offset, text }) =>
      ({ block, placement, field, quote, offset, text }));
    return { galley: "remarks", schema: 1, proof: proof.proof, story: proof.story, snapshot: proof.snapshot, by: name, remarks: rows };
  }

  function plainText() {
    const rows = remarks.map((each, n) =>
      `${n + 1}. ${each.quote ? `“${quoted(clean(each.quote))}”\n   ` : each.placement ? `[${say.picture}]\n   ` : ""}${each.text}`);
    return [`${proof.slug}, ${proof.version}: ${name}`, ...rows, "", JSON.stringify(answer())].join("\n");
  }

  // ---- the list

  function make(tag, text, more = {}) {
    return Object.assign(document.createElement(tag), { textContent: text }, more);
  }

  function whereOf(each) {
    if (each.quote) return `“${quoted(clean(each.quote))}”`;
    const photo = each.placement && elementOf(each)?.closest("figure");
    if (photo) {
      const all = [...document.querySelectorAll("figure[data-placement]")];
      return `${say.picture} ${all.indexOf(photo) + 1}`;
    }
    return say.whole;
  }

  function show() {
    const rows = remarks.map((each, index) => {
      const row = document.createElement("li"), ways = make("div", "", { className: "ways" });
      const where = make("button", whereOf(each), { type: "button", className: "place", dir: "auto" });
      where.addEventListener("click", () => goTo(each));
      const edit = make("button", say.edit, { type: "button" }), remove = make("button", say.remove, { type: "button" });
      for (const button of [edit, remove]) button.setAttribute("aria-label", `${button.textContent}: ${quoted(clean(each.text))}`);
      edit.addEventListener("click", () => ask(each, index));
      remove.addEventListener("click", () => {
        remarks.splice(index, 1);
        changed(say.removed);
        by("remarks").focus();
      });
      ways.append(edit, remove);
      row.append(where, make("p", each.text, { dir: "auto" }), ways);
      return row;
    });
    by("list").replaceChildren(...rows);
    by("count").textContent = by("jump-count").textContent = `(${remarks.length})`;
    for (const one of ["save", "share", "copy"]) by(one).disabled = !remarks.length;
    for (const figure of document.querySelectorAll("figure[data-placement]"))
      figure.classList.toggle("remarked", remarks.some((each) => each.placement === figure.dataset.placement && !each.quote));
    if (globalThis.Highlight && CSS.highlights)
      CSS.highlights.set("remarked", new Highlight(...remarks.map(rangeOf).filter(Boolean)));
  }

  function changed(told) {
    saved = false;
    remember();
    show();
    by("told").textContent = told;
  }

  function goTo(each) {
    const element = elementOf(each);
    element.scrollIntoView({ block: "center" });
    element.focus({ preventScroll: true });
  }

  // ---- asking

  function ask(at, index = -1) {
    place = at;
    editing = index;
    by("box-quote").textContent = whereOf(at);
    by("text").value = index < 0 ? "" : at.text;
    by("name").value = name;
    by("box").showModal();
    by("text").focus();
  }

  by("box").addEventListener("close", () => {
    const text = by("text").value.trim(), given = clean(by("name").value);
    if (by("box").returnValue === "keep" && text && given) {
      name = given;
      const { block, placement, field, quote, offset } = place;
      const kept = { block, placement, field, quote, offset, text };
      if (editing < 0) remarks.push(kept);
      else remarks[editing] = kept;
      getSelection().removeAllRanges();
      changed(say.kept);
    }
    by("box").returnValue = "";
    noticed();
  });

  function askNew(at) {
    if (remarks.length >= MOST) by("told").textContent = say.too_many;
    else ask(at);
  }

  const whole = () => ({ block: "", placement: "", field: "", quote: "", offset: 0 });
  by("on-whole").addEventListener("click", () => askNew(whole()));

  let selected = null;
  function noticed() {
    if (by("box").open) return;
    selected = selectedPlace();
    by("bar").hidden = !selected;
    by("bar-words").textContent = selected ? `“${quoted(clean(selected.quote))}”` : "";
  }
  document.addEventListener("selectionchange", noticed);
  // A tap on the button may take the selection away before it is heard.
  let pressed = null;
  by("write").addEventListener("pointerdown", (event) => { pressed = selected; event.preventDefault(); });
  by("write").addEventListener("click", () => {
    const at = selected ?? pressed;
    pressed = null;
    if (at) askNew(at);
  });

  for (const figure of document.querySelectorAll("figure[data-placement]")) {
    const at = { ...whole(), placement: figure.dataset.placement };
    const here = make("button", say.on_picture, { type: "button", className: "here", lang: "en", dir: "ltr" });
    here.addEventListener("click", () => askNew(at));
    figure.querySelector("img").addEventListener("click", () => askNew(at));
    figure.append(here);
  }
  // With the keyboard: every part of the text can be reached, and Enter writes about all of it.
  for (const part of by("story").querySelectorAll("[data-block], [data-field]")) {
    if (part.closest("figure")) continue;
    part.tabIndex = 0;
    part.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.target !== part) return;
      event.preventDefault();
      const text = part.textContent, lead = length(text) - length(text.trimStart());
      const quote = [...text.trim()].slice(0, LONGEST_QUOTE).join("");
      askNew(selectedPlace() ?? { ...addressOf(part), quote, offset: lead });
    });
  }
  for (const link of by("story").querySelectorAll("a[href^='http']")) {
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  }

  // ---- giving it back

  const fileName = proof.file;
  const made = () => new Blob([JSON.stringify(answer(), null, 1)], { type: "application/json" });

  by("save").addEventListener("click", () => {
    const link = make("a", "", { href: URL.createObjectURL(made()), download: fileName });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    saved = true;
    remember();
    by("told").textContent = say.saved;
  });

  const shared = () => ({ files: [new File([made()], fileName, { type: "application/json" })], title: fileName });
  try {
    by("share").hidden = !navigator.canShare?.(shared());
  } catch { /* stays away */ }
  by("share").addEventListener("click", () => navigator.share(shared()).then(() => { saved = true; }, () => {}));

  by("copy").addEventListener("click", () => {
    const byHand = () => {
      by("plain").value = plainText();
      by("copied").showModal();
      by("plain").select();
    };
    if (!navigator.clipboard?.writeText) return byHand();
    navigator.clipboard.writeText(plainText()).then(() => { by("told").textContent = say.copied; saved = true; }, byHand);
  });

  addEventListener("beforeunload", (event) => {
    if (remarks.length && !saved) event.preventDefault();
  });

  new IntersectionObserver(([seen]) => by("jump").classList.toggle("there", seen.isIntersecting)).observe(by("remarks"));

  show();
})();
