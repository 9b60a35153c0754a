"use strict";
// Answers from the bytes alone, with the browser's own cryptography; nothing is sent anywhere.
(() => {
  const WORDS = JSON.parse(document.getElementById("words").textContent);
  const KNOWN = JSON.parse(document.getElementById("known").textContent);
  const MOST_FILES = 5000, MOST_BYTES = 2e9, MOST_RATIO = 100;
  const say = (key, values = {}) =>
    (WORDS[key] || key).replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));

  const hex = (buffer) =>
    Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const bytes = (text) => {
    if (typeof text !== "string" || !/^(?:[0-9a-f]{2})*$/.test(text)) throw new Error("hex");
    return Uint8Array.from(text.match(/../g) || [], (pair) => parseInt(pair, 16));
  };
  const sha256 = async (data) => hex(await crypto.subtle.digest("SHA-256", data));
  const utf8 = (text) => new TextEncoder().encode(text);
  const parsed = (data) => JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(data));
  const canonical = (value) => {
    const keys = Object.keys(value).sort();
    return `{${keys.map((key) => `${JSON.stringify(key)}:${JSON.stringify(value[key])}`).join(",")}}`;
  };

  async function signedBy(publicKey, signature, text) {
    const key = await crypto.subtle.importKey("raw", bytes(publicKey), "Ed25519", false, ["verify"]);
    return crypto.subtle.verify("Ed25519", key, bytes(signature), utf8(text));
  }

  // A statement, its signature, and the newsroom's certificate of the key that made it.
  async function checked(signed) {
    const { key, newsroom } = signed;
    if (!(await signedBy(key.public, signed.signature, signed.statement))) return null;
    if (key.public !== newsroom) {
      const told = {
        public: key.public, name: key.name, account: key.account, since: key.since,
        newsroom, format: "galley-key", schema: 1,
      };
      if (!(await signedBy(newsroom, key.certificate, canonical(told)))) return null;
    }
    return JSON.parse(signed.statement);
  }

  const dated = (at) => new Date(at).toLocaleString("en-GB", {
    dateStyle: "long", timeStyle: "short", timeZone: "UTC",
  }) + " UTC";

  const revoked = (key, at) =>
    KNOWN.keys.some((each) => each.public === key && each.revoked && new Date(each.revoked) <= new Date(at));

  // files: Map of path -> async () => Uint8Array
  async function verify(files) {
    const places = [...files.keys()].filter((path) => path.split("/").pop() === "bundle.json");
    if (places.length !== 1) {
      return { form: "nothing", lines: [say(places.length ? "many" : "none")], problems: [] };
    }
    const problems = [];
    const content = await files.get(places[0])();
    let manifest;
    try {
      manifest = parsed(content);
      if (manifest.format !== "galley-bundle" || !Array.isArray(manifest.files)) throw new Error();
    } catch {
      return { form: "broken", lines: [say("no-manifest")], problems: [say("no-manifest")] };
    }
    const folder = String(manifest.page).split("/").slice(0, -1).join("/");
    const here = places[0].split("/").slice(0, -1).join("/");
    // What was dropped may be the whole bundle or the page's folder alone.
    let root, partly = false;
    if (here === folder || here.endsWith(`/${folder}`)) {
      root = here.slice(0, here.length - folder.length);
    } else {
      root = null;
      partly = true;
    }
    const at = (path) => {
      if (root !== null) return root + path;
      return path.startsWith(`${folder}/`) ? (here ? `${here}/` : "") + path.slice(folder.length + 1) : null;
    };
    const beside = (name) => (here ? `${here}/` : "") + name;
    const listed = new Set([places[0], beside("bundle.sig.json")]);
    let looked = 0, total = 0, unseen = 0;
    for (const entry of manifest.files) {
      const place = at(String(entry.path));
      if (place === null) { unseen += 1; continue; }
      listed.add(place);
      if (!files.has(place)) { problems.push(say("missing", { path: entry.path })); continue; }
      const data = await files.get(place)();
      if (data.length !== entry.size || (await sha256(data)) !== entry.sha256) {
        problems.push(say("changed", { path: entry.path }));
      }
      looked += 1;
      total += data.length;
      if (listed.size % 4 === 0) progress(say("looking", { done: looked, all: manifest.files.length }));
    }
    for (const path of files.keys()) {
      if (!listed.has(path) && !/(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini)$/.test(path)) {
        problems.push(say("stray", { path }));
      }
    }
    const signedOff = manifest.sign_off;
    const lines = [];
    let form = "unsigned";
    const issue = manifest.issue;
    if (issue) {
      try {
        const seal = parsed(await files.get(beside("bundle.sig.json"))());
        const told = await checked(seal);
        const approval = issue.approval;
        const approved = await checked(approval);
        if (!told || told.format !== "galley-signature" || seal.format !== "galley-signature") {
          problems.push(say("seal-wrong"));
        } else if (told.manifest !== (await sha256(content)) || seal.key.public !== issue.signer
                   || seal.newsroom !== approval.newsroom) {
          problems.push(say("seal-other"));
        }
        const same = approved && approved.format === "galley-sign-off"
          && approved.story === manifest.story && approved.snapshot === manifest.snapshot
          && signedOff && approved.by === signedOff.by && approved.at === signedOff.at
          && approved.note === signedOff.note;
        if (!approved) problems.push(say("approval-wrong"));
        else if (!same) problems.push(say("approval-other"));
        const snapshot = files.get(beside("snapshot.json"));
        if (!snapshot || (await sha256(await snapshot())) !== manifest.snapshot) {
          problems.push(say("snapshot-other"));
        }
        if (signedOff && revoked(seal.key.public, signedOff.at)) problems.push(say("revoked", { name: seal.key.name }));
        if (approved && revoked(approval.key.public, approved.at)) {
          problems.push(say("revoked", { name: approval.key.name }));
        }
        if (!problems.length) {
          form = KNOWN.newsroom.includes(approval.newsroom) ? "known" : "unknown";
          const own = form === "known" && !approval.key.name;
          lines.push(say(own ? "known-own" : form, {
            by: signedOff.by, at: dated(signedOff.at), holder: approval.key.name,
            headline: approved.headline,
          }));
          if (form === "unknown") lines.push(say("compare", { words: await spoken(approval.newsroom) }));
          if (signedOff.note) lines.push(say("note", { note: signedOff.note }));
          lines.push(say("number", { number: issue.record.number }));
        }
      } catch (error) {
        if (error && error.name === "NotSupportedError") {
          return { form: "nothing", lines: [say("old-browser")], problems: [] };
        }
        problems.push(say("seal-missing"));
      }
    } else if (manifest.kind === "proof") {
      form = "proof";
      lines.push(say("proof"));
    } else {
      lines.push(say("unsigned", { by: signedOff ? signedOff.by : "" }));
    }
    if (problems.length) form = "broken";
    if (form !== "broken") {
      lines.push(say("covered", { files: looked, bytes: total.toLocaleString("en") }));
      if (partly && unseen) lines.push(say("partly", { files: unseen }));
      lines.push(say("cannot"));
    }
    return { form, lines: form === "broken" ? [say("broken")] : lines, problems };
  }

  async function spoken(publicKey) {
    const print = await sha256(bytes(publicKey));
    const consonants = "bdfghjklmnprstvz", vowels = "aiou", words = [];
    for (let at = 0; at < 32; at += 4) {
      const n = parseInt(print.slice(at, at + 4), 16);
      words.push(consonants[n >> 12] + vowels[(n >> 10) & 3] + consonants[(n >> 6) & 15]
        + vowels[(n >> 4) & 3] + consonants[n & 15]);
    }
    return words.join(" ");
  }

  // ---- what can be dropped
  const read = (file) => async () => new Uint8Array(await file.arrayBuffer());

  async function entriesOf(entry, into, path) {
    if (into.size > MOST_FILES) return;
    if (entry.isFile) {
      into.set(path + entry.name, read(await new Promise((yes, no) => entry.file(yes, no))));
      return;
    }
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise((yes, no) => reader.readEntries(yes, no));
      if (!some.length) return;
      for (const each of some) await entriesOf(each, into, `${path}${entry.name}/`);
    }
  }

  async function unzipped(data) {
    const view = new DataView(data.buffer, data.byteOffset, data.length), files = new Map();
    let end = data.length - 22;
    while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end -= 1;
    if (end < 0) throw new Error("zip");
    let at = view.getUint32(end + 16, true);
    const count = view.getUint16(end + 10, true);
    for (let i = 0; i < Math.min(count, MOST_FILES); i += 1) {
      if (view.getUint32(at, true) !== 0x02014b50) throw new Error("zip");
      const method = view.getUint16(at + 10, true), packed = view.getUint32(at + 20, true);
      const size = view.getUint32(at + 24, true), lengths = [28, 30, 32].map((o) => view.getUint16(at + o, true));
      const local = view.getUint32(at + 42, true);
      const name = new TextDecoder().decode(data.subarray(at + 46, at + 46 + lengths[0]));
      at += 46 + lengths[0] + lengths[1] + lengths[2];
      if (name.endsWith("/")) continue;
      if (files.has(name) || size > MOST_BYTES || size > MOST_RATIO * Math.max(packed, 1000)) throw new Error("zip");
      const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
      const body = data.subarray(start, start + packed);
      files.set(name, async () => {
        if (method === 0) return body;
        if (method !== 8) throw new Error("zip");
        const stream = new Blob([body]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
        const whole = new Uint8Array(await new Response(stream).arrayBuffer());
        if (whole.length !== size) throw new Error("zip");
        return whole;
      });
    }
    return files;
  }

  async function looked(files) {
    progress(say("reading"));
    try {
      if (!files.size) return show({ form: "nothing", lines: [say("none")], problems: [] });
      if (files.size === 1) {
        const [[name, content]] = files;
        const data = await content();
        if (data[0] === 0x50 && data[1] === 0x4b) return show(await verify(await unzipped(data)));
        if (!name.endsWith("bundle.json")) return show(await alone(name, data));
      }
      return show(await verify(files));
    } catch {
      return show({ form: "broken", lines: [say("broken")], problems: [say("unreadable")] });
    }
  }

  // One page or picture: held against the bundle that was looked at before.
  let last = null;
  async function alone(name, data) {
    const print = await sha256(data);
    if (!last) return { form: "nothing", lines: [say("alone", { sha: print })], problems: [] };
    const found = last.files.find((entry) => entry.sha256 === print);
    const line = found ? say("belongs", { path: found.path }) : say("stranger", { name });
    return { form: found ? last.form : "broken", lines: [line], problems: [] };
  }

  // ---- the page
  const answer = document.getElementById("answer");
  function progress(text) {
    answer.className = "busy";
    answer.replaceChildren(Object.assign(document.createElement("p"), { textContent: text }));
  }
  function show(result) {
    answer.className = result.form;
    const title = Object.assign(document.createElement("h2"), { textContent: say(`title-${result.form}`) });
    const lines = result.lines.map((text) => Object.assign(document.createElement("p"), { textContent: text }));
    const list = document.createElement("ul");
    list.append(...result.problems.slice(0, 100).map((text) =>
      Object.assign(document.createElement("li"), { textContent: text })));
    answer.replaceChildren(title, ...lines, ...(result.problems.length ? [list] : []));
    answer.dataset.form = result.form;
    return result;
  }
  async function take(files) {
    const result = await looked(files);
    const place = [...files.keys()].find((path) => path.endsWith("bundle.json"));
    if (place && result && ["known", "unknown", "unsigned"].includes(result.form)) {
      last = { form: result.form, files: parsed(await files.get(place)()).files };
    }
    return result;
  }

  for (const input of document.querySelectorAll("input[type=file]")) {
    input.addEventListener("change", () => {
      take(new Map([...input.files].map((file) => [file.webkitRelativePath || file.name, read(file)])));
      input.value = "";
    });
  }
  addEventListener("dragover", (event) => { event.preventDefault(); document.body.classList.add("over"); });
  addEventListener("dragleave", () => document.body.classList.remove("over"));
  addEventListener("drop", async (event) => {
    event.preventDefault();
    document.body.classList.remove("over");
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
    const files = new Map();
    for (const entry of entries) await entriesOf(entry, files, "");
    take(files);
  });
  // For tests: the same road with bytes instead of files.
  window.galleyVerify = (given) => take(new Map(Object.entries(given).map(([path, text]) =>
    [path, async () => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))])));
})();
