
"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const main = $("text"), tip = $("tip"), said = $("said");
  const data = JSON.parse($("data").textContent);
  const beads = [...main.querySelectorAll(".b")];
  const say = (text) => { said.textContent = text; };
  const make = (name, text, kind) => {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (kind) made.className = kind;
    return made;
  };
  const highlights = typeof Highlight === "undefined" ? null : CSS.highlights;
  const smooth = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";

  // ── going to a bead ──────────────────────────────────────────────────────────────────
  const shown = (bead) => { const view = main.dataset.view; return !view || bead.classList.contains(view); };
  let here = -1;
  const go = (index, focus = true) => {
    if (index < 0 || index >= beads.length) return;
    here = index;
    beads[index].scrollIntoView({ block: "start" });
    if (focus) beads[index].focus({ preventScroll: true });
  };
  const current = () => {
    const focused = document.activeElement && document.activeElement.closest(".b");
    if (focused) return beads.indexOf(focused);
    return here;
  };
  const step = (by, wanted) => {
    for (let at = current() + by; at >= 0 && at < beads.length; at += by) {
      if (shown(beads[at]) && wanted(beads[at])) return go(at);
    }
    say(by > 0 ? "No further one." : "None before.");
  };

  // ── views and languages ──────────────────────────────────────────────────────────────
  const view = (name) => {
    const at = current();
    if (name) main.dataset.view = name; else delete main.dataset.view;
    for (const button of document.querySelectorAll("[data-view]")) {
      if (button !== main) button.setAttribute("aria-pressed", String(button.dataset.view === name));
    }
    const some = beads.some(shown);
    if ($("none")) $("none").hidden = some || !beads.length;
    if (at >= 0 && shown(beads[at])) go(at, false); else if (name) scrollTo(0, 0);
    find();
  };
  const column = (number) => {
    const button = document.querySelector(`[data-column="${number}"]`);
    if (!button) return;
    const on = main.classList.toggle("no" + number);
    button.setAttribute("aria-pressed", String(!on));
    const left = document.querySelectorAll('[data-column][aria-pressed="true"]').length;
    main.className = main.className.replace(/\bw\d\b/, "w" + Math.max(left, 1));
  };
  const layout = () => {
    const on = main.classList.toggle("stacked");
    $("layout").setAttribute("aria-pressed", String(on));
    if (current() >= 0) go(current(), false);
  };
  document.querySelector(".bar").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if ("view" in button.dataset) view(button.dataset.view);
    else if ("column" in button.dataset) column(button.dataset.column);
    else if (button.id === "layout") layout();
    else if (button.id === "help") $("keys").showModal();
  });

  // ── search, a slice of the beads at a time so that nothing stands still ─────────────
  let hits = [], at = -1, turn = 0;
  const box = $("search");
  const letters = (text) => text.toLocaleLowerCase();
  const tell = () => { $("hits").textContent = box.value ? (hits.length ? `${at + 1} of ${hits.length}` : "none") : ""; };
  const find = () => {
    const own = ++turn, wanted = letters(box.value);
    hits = []; at = -1;
    if (highlights) highlights.delete("hits");
    if (!wanted) return tell();
    let next = 0;
    const slice = () => {
      if (own !== turn) return;
      const end = performance.now() + 25;
      while (next < beads.length && performance.now() < end) {
        const bead = beads[next++];
        if (shown(bead) && letters(bead.textContent).includes(wanted)) hits.push(next - 1);
      }
      tell();
      if (next < beads.length) setTimeout(slice); else paint();
    };
    slice();
  };
  const paint = () => {
    if (!highlights || !box.value) return;
    const wanted = letters(box.value), ranges = [];
    for (const index of hits.slice(0, 2000)) {
      for (const part of beads[index].querySelectorAll(".c p, .nt, .fs li")) {
        const text = letters(part.textContent);
        for (let from = text.indexOf(wanted); from >= 0 && ranges.length < 5000; from = text.indexOf(wanted, from + wanted.length)) {
          const range = spread(part, from, from + wanted.length, true);
          if (range) ranges.push(range);
        }
      }
    }
    highlights.set("hits", new Highlight(...ranges));
  };
  let soon;
  box.addEventListener("input", () => { clearTimeout(soon); soon = setTimeout(find, 120); });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { box.value = ""; find(); main.focus({ preventScroll: true }); }
    if (event.key !== "Enter" || !hits.length) return;
    event.preventDefault();
    at = (at + (event.shiftKey ? -1 : 1) + hits.length) % hits.length;
    go(hits[at], false);
    tell();
    say(`${at + 1} of ${hits.length}: bead ${beads[hits[at]].id.slice(1)}`);
  });

  // ── places in a text ─────────────────────────────────────────────────────────────────
  // Badges of codes are no text; a picture stands for one character, or for none.
  const pieces = (part, all) => {
    const found = [], walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const holder = node.parentNode;
      if (all || !(holder.className === "k" || (holder.className === "x" && !holder.dataset.x))) found.push(node);
    }
    return found;
  };
  const spread = (part, start, end, all = false) => {
    const range = document.createRange();
    let place = 0, begun = false;
    for (const node of pieces(part, all)) {
      const next = place + node.length;
      if (!begun && start < next) { range.setStart(node, start - place); begun = true; }
      if (begun && end <= next) { range.setEnd(node, end - place); return range; }
      place = next;
    }
    return null;
  };
  const placed = (part, node, offset) => {
    let place = 0;
    for (const each of pieces(part, false)) {
      if (each === node) return place + offset;
      place += each.length;
    }
    return -1;
  };

  // ── counterparts of words ────────────────────────────────────────────────────────────
  const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
  const known = new WeakMap();
  const links = (bead) => {
    if (known.has(bead)) return known.get(bead);
    const packed = bead.dataset.l || "", words = [];
    let place = 0;
    const number = () => {
      if (packed[place] !== "~") return digits.indexOf(packed[place++]);
      let value = 0;
      for (const digit of packed.slice(place + 1, place + 5)) value = value * 64 + digits.indexOf(digit);
      place += 5;
      return value;
    };
    let before = null;
    while (place < packed.length) {
      const column = number(), segment = number();
      const last = before && before.column === column && before.segment === segment ? before.end : 0;
      const start = last + number(), end = start + number();
      const word = { column, segment, start, end, others: new Set() };
      for (let left = number(); left > 0; left--) word.others.add(number());
      words.push(word);
      before = word;
    }
    words.forEach((word, index) => { for (const other of word.others) words[other] && words[other].others.add(index); });
    known.set(bead, words);
    return words;
  };
  const cells = (bead) => [...bead.children].filter((each) => each.classList.contains("c"));
  const light = (bead, column, segment, start, end) => {
    if (!highlights) return;
    const words = links(bead), chosen = new Set();
    words.forEach((word, index) => {
      if (word.column === column && word.segment === segment && word.start < end && start < word.end) {
        chosen.add(index);
        for (const other of word.others) chosen.add(other);
      }
    });
    const own = cells(bead), ranges = [];
    for (const index of chosen) {
      const word = words[index], part = own[word.column] && own[word.column].children[word.segment];
      const range = part && spread(part, word.start, word.end);
      if (range) ranges.push(range);
    }
    if (ranges.length > 1) highlights.set("word", new Highlight(...ranges)); else highlights.delete("word");
  };
  const whereIs = (part) => {
    const bead = part.closest(".b"), cell = part.closest(".c");
    return [bead, cells(bead).indexOf(cell), [...cell.children].indexOf(part)];
  };
  let waiting = false;
  main.addEventListener("pointermove", (event) => {
    if (waiting || event.pointerType === "touch") return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      const part = event.target.closest && event.target.closest(".c p");
      if (!part) return highlights && highlights.delete("word");
      let node, offset;
      if (document.caretPositionFromPoint) {
        const caret = document.caretPositionFromPoint(event.clientX, event.clientY);
        if (caret) [node, offset] = [caret.offsetNode, caret.offset];
      } else if (document.caretRangeFromPoint) {
        const caret = document.caretRangeFromPoint(event.clientX, event.clientY);
        if (caret) [node, offset] = [caret.startContainer, caret.startOffset];
      }
      const place = node ? placed(part, node, offset) : -1;
      if (place >= 0) light(...whereIs(part), place, place + 1);
      else if (highlights) highlights.delete("word");
    });
  });

  // ── terms ────────────────────────────────────────────────────────────────────────────
  let explained = null;
  const explain = (term) => {
    if (explained) hide();
    const concept = data.concepts[Number(term.dataset.c)];
    if (!concept) return;
    explained = term;
    tip.replaceChildren(make("h3", concept.id));
    for (const text of concept.said) tip.append(make("p", text));
    const list = make("dl", undefined, "terms");
    for (const [key, terms] of concept.terms) {
      if (!terms.length) continue;
      list.append(make("dt", key));
      const all = make("dd");
      terms.forEach(([text, status], index) => {
        if (index) all.append(" · ");
        all.append(make("bdi", text, status));
      });
      list.append(all);
    }
    tip.append(list);
    tip.hidden = false;
    term.setAttribute("aria-describedby", "tip");
    const box = term.getBoundingClientRect(), own = tip.getBoundingClientRect();
    const left = Math.max(8, Math.min(box.left, innerWidth - own.width - 24));
    const below = box.bottom + 6, above = box.top - own.height - 6;
    tip.style.left = left + "px";
    tip.style.top = (below + own.height < innerHeight || above < 0 ? below : above) + "px";
    for (const other of term.closest(".b").querySelectorAll(`.t[data-c="${term.dataset.c}"]`)) other.classList.add("lit");
  };
  const hide = () => {
    tip.hidden = true;
    if (!explained) return;
    explained.removeAttribute("aria-describedby");
    for (const other of explained.closest(".b").querySelectorAll(".lit")) other.classList.remove("lit");
    explained = null;
  };
  main.addEventListener("pointerover", (event) => {
    const term = event.target.closest && event.target.closest(".t");
    if (term) explain(term); else if (explained && document.activeElement !== explained) hide();
  });
  main.addEventListener("focusin", (event) => {
    const term = event.target.closest(".t");
    if (!term) return hide();
    explain(term);
    const part = term.closest("p"), first = pieces(term, false)[0];
    const start = first ? placed(part, first, 0) : -1;
    if (start >= 0) light(...whereIs(part), start, start + term.textContent.length);
  });
  main.addEventListener("focusout", hide);
  addEventListener("scroll", () => { if (explained && document.activeElement !== explained) hide(); where(); }, { passive: true });

  // ── the map ──────────────────────────────────────────────────────────────────────────
  const strip = $("strip"), mark = $("here");
  let drawn = false;
  const where = () => {
    if (!strip || drawn) return;
    drawn = true;
    requestAnimationFrame(() => {
      drawn = false;
      const tall = document.documentElement.scrollHeight, lines = strip.viewBox.baseVal.height;
      mark.setAttribute("y", String(scrollY / tall * lines));
      mark.setAttribute("height", String(Math.max(innerHeight / tall * lines, lines / 80)));
    });
  };
  const jump = (event) => {
    const box = strip.getBoundingClientRect();
    const share = Math.min(Math.max((event.clientY - box.top) / box.height, 0), .9999);
    let index = Math.floor(share * beads.length);
    while (index < beads.length - 1 && !shown(beads[index])) index++;
    go(index, false);
  };
  if (strip) {
    strip.addEventListener("pointerdown", (event) => { strip.setPointerCapture(event.pointerId); jump(event); });
    strip.addEventListener("pointermove", (event) => { if (event.buttons) jump(event); });
    addEventListener("resize", where);
    where();
  }

  // ── keys, by their place on the keyboard, so that any layout serves ─────────────────
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest?.("input, textarea, select, dialog")) return;
    if (event.key === "Escape") return hide();
    if (event.key === "/") { event.preventDefault(); return box.focus(); }
    if (event.key === "?") return $("keys").showModal();
    if (/^Digit[1-5]$/.test(event.code)) return column(Number(event.code[5]) - 1);
    const look = (bead) => bead.classList.contains("d") || bead.classList.contains("f");
    const keys = {
      KeyJ: () => step(1, () => true), KeyK: () => step(-1, () => true),
      KeyN: () => step(1, look), KeyP: () => step(-1, look),
      KeyA: () => view(""), KeyD: () => view("d"), KeyF: () => view("f"), KeyS: layout,
      KeyR: () => { if (remark && current() >= 0) remark(beads[current()]); },
    };
    if (keys[event.code]) { event.preventDefault(); keys[event.code](); }
  });

  // ── remarks and corrections ──────────────────────────────────────────────────────────
  let remark = null;
  if ($("save")) {
    const place = `workbench-remarks ${data.project}`;
    let mine = {};
    try { mine = JSON.parse(localStorage.getItem(place)) || {}; } catch { mine = {}; }
    let saved = JSON.stringify(mine);
    // A text as tables have it: a code is its mark, and what looks like a mark gets a sign of equality.
    const line = (part) => {
      let text = "";
      const add = (holder) => {
        for (const node of holder.childNodes) {
          if (node.nodeType === 3) text += node.data.replace(/⟦(=*)([1-9][0-9]*)⟧/g, "⟦=$1$2⟧");
          else if (node.className === "k") text += node.textContent;
          else if (node.className === "x") text += node.dataset.x ? String.fromCodePoint(parseInt(node.dataset.x, 16)) : "";
          else if (node.nodeName === "BR") text += "\u2028";
          else add(node);
        }
      };
      add(part);
      return text;
    };
    const lines = (bead) => cells(bead).map((cell) => [...cell.children].map(line));
    const status = (bead) => bead.classList.contains("ok") ? "confirmed" : bead.classList.contains("chg") ? "changed" : "unreviewed";
    const keep = () => {
      const count = Object.keys(mine).length;
      $("save").disabled = !count;
      $("save").querySelector("b").textContent = String(count);
      try { localStorage.setItem(place, JSON.stringify(mine)); } catch { /* the page still saves to a file */ }
    };
    const take = (bead, form) => {
      const id = bead.id.slice(1), was = lines(bead), found = { id, version: Number(bead.dataset.v || 0) };
      data.keys.forEach((key, number) => {
        const text = form.querySelector(`[data-key="${number}"]`).value;
        const now = text.split("\n").filter((each) => each.trim());
        if (now.join("\n") !== was[number].join("\n")) (found.texts ||= {})[key] = now;
      });
      const chosen = form.querySelector("select").value, note = form.querySelector("[data-note]").value.trim();
      if (chosen) found.status = chosen === "flagged" ? `${status(bead)} flagged` : chosen;
      if (note) found.note = note;
      if (found.texts || found.status || found.note) mine[id] = found; else delete mine[id];
      bead.classList.toggle("mine", id in mine);
      keep();
    };
    remark = (bead) => {
      const open = bead.querySelector(".edit");
      if (open) { open.remove(); bead.focus(); return; }
      const id = bead.id.slice(1), kept = mine[id] || {}, form = make("form", undefined, "edit"), was = lines(bead);
      form.setAttribute("aria-label", `Remarks on bead ${id}`);
      const add = (name, field) => { const label = make("label", name); label.append(field); form.append(label); return field; };
      data.keys.forEach((key, number) => {
        const field = add(`${key}, a sentence a line`, make("textarea")), cell = cells(bead)[number];
        field.dataset.key = String(number);
        field.lang = cell.lang;
        if (cell.dir) field.dir = cell.dir;
        field.value = ((kept.texts && kept.texts[key]) || was[number]).join("\n");
      });
      const note = add("Remark", make("textarea"));
      note.dataset.note = "";
      note.value = kept.note || "";
      const choice = add("Verdict", make("select"));
      for (const [value, name] of [["", "leave as it is"], ["confirmed", "confirmed: right"], ["flagged", "flagged: to be looked at"], ["unreviewed", "not confirmed"]]) {
        const option = make("option", name);
        option.value = value;
        choice.append(option);
      }
      choice.value = (kept.status || "").split(" ").pop();
      form.addEventListener("input", () => take(bead, form));
      form.addEventListener("submit", (event) => event.preventDefault());
      form.addEventListener("keydown", (event) => { if (event.key === "Escape") { form.remove(); bead.focus(); } });
      const row = make("div", undefined, "row"), close = make("button", "Close"), drop = make("button", "Drop my remarks");
      close.type = drop.type = "button";
      close.addEventListener("click", () => { form.remove(); bead.focus(); });
      drop.addEventListener("click", () => { delete mine[id]; bead.classList.remove("mine"); keep(); form.remove(); bead.focus(); });
      row.append(close, drop);
      form.append(row);
      bead.append(form);
      note.focus();
    };
    const opener = (bead) => {
      if (bead.querySelector(".g button")) return;
      const button = make("button", "✎");
      button.type = "button";
      button.setAttribute("aria-label", `Remark on bead ${bead.id.slice(1)}`);
      button.addEventListener("click", () => remark(bead));
      button.title = "Remark (r)";
      (bead.querySelector(".g .s") || bead.querySelector(".g a")).after(button);
    };
    // Buttons come when a bead is near, so that fifty thousand need none.
    const near = new IntersectionObserver((seen) => {
      for (const each of seen) if (each.isIntersecting) { opener(each.target); near.unobserve(each.target); }
    }, { rootMargin: "50%" });
    beads.forEach((bead) => { near.observe(bead); if (mine[bead.id.slice(1)]) bead.classList.add("mine"); });
    $("save").addEventListener("click", () => {
      const whole = { kind: "workbench-remarks", project: data.project, name: data.name, languages: data.keys, saved: new Date().toISOString(), beads: Object.values(mine) };
      const link = make("a");
      link.href = URL.createObjectURL(new Blob([JSON.stringify(whole, null, 1) + "\n"], { type: "application/json" }));
      link.download = `${data.name}.remarks.json`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
      saved = JSON.stringify(mine);
      say("Saved.");
    });
    $("open").addEventListener("click", () => $("file").click());
    $("file").addEventListener("change", async () => {
      const file = $("file").files[0];
      if (!file) return;
      try {
        const read = JSON.parse(await file.text());
        if (read.kind !== "workbench-remarks" || read.project !== data.project) throw new Error("other");
        for (const each of read.beads) {
          const bead = $("b" + each.id);
          if (bead) { mine[each.id] = each; bead.classList.add("mine"); }
        }
        keep();
        say("Opened.");
      } catch { alert("These are no remarks on this page."); }
      $("file").value = "";
    });
    addEventListener("beforeunload", (event) => { if (JSON.stringify(mine) !== saved) event.preventDefault(); });
    keep();
  }
})();
