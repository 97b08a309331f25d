"use strict";
// Follows an item to its words. Without this script the page shows everything, and the links between items and words still lead.
(() => {
  const told = document.getElementById("told");
  // Item id -> the pieces of text that it covers, each with its role.
  const pieces = new Map();
  for (const el of document.querySelectorAll("[data-i]")) {
    for (const token of el.dataset.i.split(" ")) {
      const dot = token.lastIndexOf(".");
      const id = token.slice(0, dot);
      if (!pieces.has(id)) pieces.set(id, []);
      pieces.get(id).push([el, token.slice(dot + 1)]);
    }
  }
  const cards = new Map();
  for (const el of document.querySelectorAll("[data-id],[data-ids]")) {
    for (const id of (el.dataset.id || el.dataset.ids).split(" ")) {
      if (!cards.has(id)) cards.set(id, []);
      cards.get(id).push(el);
    }
  }
  if (!cards.size) return;
  let lit = [];
  let pinned = null;

  function show(ids) {
    for (const [el, name] of lit) el.classList.remove(name);
    lit = [];
    for (const id of ids) {
      for (const [el, role] of pieces.get(id) || []) lit.push([el, "on-" + role]);
      for (const el of cards.get(id) || []) lit.push([el, "on"]);
    }
    for (const [el, name] of lit) el.classList.add(name);
    document.body.classList.toggle("lit", lit.length > 0);
  }
  const rest = () => show(pinned ? [pinned] : []);

  function into(el) {
    if (el) el.scrollIntoView({ block: "nearest", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  }
  function pin(id, from) {
    pinned = id;
    rest();
    if (!id) { told.textContent = ""; return; }
    const words = (pieces.get(id) || []).find((p) => p[1] === "t" || p[1] === "c") || (pieces.get(id) || [])[0];
    const card = document.getElementById(id);
    if (from !== "text" && words) into(words[0]);
    if (from === "text" && card) into(card);
    if (card) told.textContent = card.innerText.replace(/\s+/g, " ").slice(0, 240);
  }
  // Of all that covers a piece of text, the event whose word it is; else the narrowest other.
  function of(el) {
    const tokens = el.dataset.i.split(" ");
    const rank = (t) => "tkcm".indexOf(t.slice(-1));
    const known = tokens.filter((t) => rank(t) >= 0 && cards.has(t.slice(0, -2)));
    known.sort((a, b) => rank(a) - rank(b));
    return known.length ? known[0].slice(0, -2) : null;
  }
  const ids = (el) => (el.dataset.id ? [el.dataset.id] : el.dataset.ids.split(" "));

  document.addEventListener("pointerover", (e) => {
    if (e.pointerType === "touch") return;
    const card = e.target.closest("[data-id],[data-ids]");
    if (card) return show(ids(card));
    const piece = e.target.closest("[data-i]");
    const id = piece && of(piece);
    if (id) show([id]); else rest();
  });
  document.addEventListener("focusin", (e) => {
    const card = e.target.closest("[data-id],[data-ids]");
    const piece = e.target.closest("[data-i]");
    const list = card ? ids(card) : piece && of(piece) ? [of(piece)] : null;
    if (list) show(list);
  });
  document.addEventListener("click", (e) => {
    const link = e.target.closest("a");
    const card = e.target.closest("[data-id],[data-ids]");
    const piece = e.target.closest("[data-i]");
    if (e.ctrlKey || e.metaKey || e.shiftKey) return;
    if (link && !link.classList.contains("go") && !link.dataset.i && !link.dataset.ids && !link.dataset.id) {
      const id = (link.getAttribute("href") || "").slice(1);
      if (cards.has(id)) pin(id);
      return;
    }
    const id = card ? ids(card)[0] : piece && of(piece);
    if (!id) return;
    if (link) e.preventDefault();
    pin(pinned === id && !link ? null : id, piece ? "text" : "card");
  });
  document.addEventListener("keydown", (e) => {
    if (e.key === "Escape") return pin(null);
    const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    const card = step && e.target.closest("li.card, tr[data-id], .who li, .timeline li");
    if (!card || !e.target.classList.contains("go")) return;
    const all = [...card.parentElement.children];
    const next = all[all.indexOf(card) + step];
    const link = next && next.querySelector("a.go");
    if (!link) return;
    e.preventDefault();
    link.focus();
    pin(next.dataset.id);
  });
  const start = location.hash.slice(1).replace(/^w-/, "");
  if (cards.has(start)) pin(start);
})();
