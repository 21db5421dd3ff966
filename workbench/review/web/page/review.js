"use strict";

// The token has done its work: it stays neither in the address nor in the history.
history.replaceState(null, "", location.pathname);

const terminal = document.querySelector(".textual-terminal");
const scheme = location.protocol === "https:" ? "wss:" : "ws:";
terminal.dataset.sessionWebsocketUrl = `${scheme}//${location.host}${location.pathname}socket`;

const focus = () => {
  if (document.body.classList.contains("-loaded")) document.querySelector(".xterm-helper-textarea").focus();
};
new MutationObserver(focus).observe(document.body, { attributeFilter: ["class"] });

// terminal.js measures the letters when it begins: it begins once there are letters to measure.
const begin = window.onload;
window.onload = null;
const faces = ["16px 'Roboto Mono'", "bold 16px 'Roboto Mono'"];
Promise.allSettled(faces.map((face) => document.fonts.load(face))).then(begin);
window.addEventListener("focus", focus);
document.addEventListener("click", focus);
