/* <feed-embed src="…/embed/CATEGORY.json"> shows a list of news where its fallback link stood. It sets no cookie, keeps
   nothing and asks nobody but the address in `src`. Frames of the same site are given the height that they need. */
const CSS = `
:host { display: grid; }
.box { box-sizing: border-box; display: flex; flex-direction: column; min-inline-size: 0; padding: 1em;
  border: .0625em solid var(--line); border-radius: var(--feed-embed-radius, .5em); overflow: hidden;
  font-family: var(--feed-embed-font, inherit); font-size: 1em; line-height: 1.5; text-align: start; overflow-wrap: anywhere;
  --ink: var(--feed-embed-text, light-dark(#1d2529, #e4e9ea));
  --paper: var(--feed-embed-background, light-dark(#ffffff, #1a2226));
  --accent: var(--feed-embed-accent, light-dark(#0b5566, #86cbd9));
  --soft: var(--feed-embed-soft, var(--feed-embed-text, light-dark(#55626a, #a3b0b6)));
  --line: var(--feed-embed-line, color-mix(in srgb, var(--ink) 18%, var(--paper)));
  color: var(--ink); background: var(--paper); }
.light { color-scheme: light; }
.dark { color-scheme: dark; }
.box * { box-sizing: border-box; }
.heading, .title, .summary { display: -webkit-box; -webkit-box-orient: vertical; overflow: hidden; margin: 0; padding: 0; }
.heading { font-size: 1.25em; font-weight: 700; line-height: 1.3; margin: 0 0 .4em;
  -webkit-line-clamp: 2; flex: none; }
.title { font-size: 1em; font-weight: 600; line-height: 1.4; -webkit-line-clamp: 3; }
.summary { margin: .25em 0 0; -webkit-line-clamp: 4; }
.meta { margin: .25em 0 0; font-size: .875em; line-height: 1.5; color: var(--soft); overflow: hidden;
  display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; }
.list { list-style: none; margin: 0; padding: 0; flex: 1; display: flex; flex-direction: column; }
.full .list { justify-content: space-between; }
.item { padding: .75em 0; border-block-start: .0625em solid var(--line); }
.item:has(> .image) { display: grid; grid-template-columns: auto minmax(0, 1fr); grid-template-rows: auto auto 1fr;
  column-gap: 1em; }
.image { display: block; object-fit: cover; inline-size: 4.5em; block-size: 4.5em; grid-row: 1 / span 3; border-radius: .25em; }
.link, .more a { color: var(--accent); text-decoration: underline; text-decoration-thickness: .0625em;
  text-underline-offset: .18em; }
.link:hover, .more a:hover { text-decoration-thickness: .125em; }
.link:focus-visible, .more a:focus-visible { outline: .1875em solid var(--accent); outline-offset: -.0625em;
  border-radius: .125em; }
.more { margin: auto 0 0; padding: .75em 0 0; border-block-start: .0625em solid var(--line); overflow: hidden;
  white-space: nowrap; text-overflow: ellipsis; flex: none; line-height: 1.5; }
.empty { margin: 0; padding: .75em 0; }
.unseen { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.as-cards .list { display: grid; gap: 1em; padding: 0 0 1em; align-content: start; }
.full.as-cards .list { align-content: stretch; }
.as-cards .item { display: block; padding: 1em; border: .0625em solid var(--line); border-radius: .375em; min-inline-size: 0; }
.as-cards .image { inline-size: 100%; block-size: 9em; margin: 0 0 .75em; }
.as-compact .item { padding: .375em 0; }
.as-compact .title { font-weight: 400; -webkit-line-clamp: 2; }
.as-compact .meta { margin: 0; -webkit-line-clamp: 1; }
@media (min-width: 480px) {
  .heading { -webkit-line-clamp: 1; }
  .title { -webkit-line-clamp: 2; }
  .summary { -webkit-line-clamp: 3; }
  .meta, .as-compact .title { -webkit-line-clamp: 1; }
  .image { inline-size: 6em; }
  .as-cards .list { grid-template-columns: repeat(var(--columns), minmax(0, 1fr)); }
  .full.as-cards .list { grid-auto-rows: 1fr; }
  .as-cards .title { -webkit-line-clamp: 3; }
  .as-cards .meta { -webkit-line-clamp: 2; }
  .as-cards .summary { -webkit-line-clamp: 4; }
}
@media print { .box { break-inside: avoid; } }
`;

const h = (tag, name, attributes, ...children) => {
  const made = document.createElement(tag);
  made.className = name;
  if (name) made.setAttribute("part", name.split(" ")[0]);
  for (const [key, value] of Object.entries(attributes)) if (value) made.setAttribute(key, value);
  made.append(...children.filter(Boolean));
  return made;
};

const link = (data, { url, ...said }, name, text) => h("a", name, {
  href: /^https?:/i.test(url) && url, lang: said.lang, dir: said.dir,
  ...(data.newtab && { target: "_blank", rel: "noopener" }),
}, text, data.newtab && h("span", "unseen", { lang: data.lang, dir: data.dir }, ` ${data.newtab}`));

const item = (data, one) => {
  const { lang, dir, image } = one;
  const inside = link(data, one, "link", one.title);
  const meta = [
    one.date && h("time", "date", { datetime: one.date }, one.day),
    one.source && h("span", "source", { dir: "auto" }, one.source),
    one.tongue && h("span", "tongue", { lang, dir }, one.tongue),
  ].filter(Boolean);
  return h("li", "item", {},
    image && h("img", "image", { src: image.url, width: image.width, height: image.height, alt: "", loading: "lazy" }),
    data.level ? h(`h${Math.min(data.level + 1, 6)}`, "title", { lang, dir }, inside) : h("div", "title", { lang, dir }, inside),
    meta.length && h("p", "meta", {}, ...meta.flatMap((part, place) => (place ? [" · ", part] : [part]))),
    one.summary && h("p", "summary", { lang, dir }, one.summary));
};

const box = (data) => {
  const made = h("section", `box as-${data.layout} ${data.theme} ${data.full ? "full" : ""}`, { lang: data.lang, dir: data.dir },
    data.level && h(`h${data.level}`, "heading", data.heading, data.heading.text),
    data.items.length ? h("ul", "list", { role: "list" }, ...data.items.map((one) => item(data, one)))
      : h("p", "empty", { dir: "auto" }, data.empty),
    h("p", "more", {}, link(data, data.more, "", data.more.text)));
  made.style.setProperty("--columns", data.columns);
  for (const [name, value] of Object.entries(data.colours)) made.style.setProperty(`--feed-embed-${name}`, value);
  return made;
};

class FeedEmbed extends HTMLElement {
  static observedAttributes = ["src"];

  connectedCallback() { this.load(); }
  attributeChangedCallback(name, before) { if (before !== null && this.isConnected) this.load(); }
  disconnectedCallback() { this.ending?.abort(); }

  /* What the browser kept is shown at once, whatever its age. A fault would take its place there, so it is asked first
     whether there is one. */
  async load() {
    this.ending?.abort();
    const { signal } = this.ending = new AbortController();
    const ask = (cache, method = "GET") => fetch(this.getAttribute("src"),
      { cache, method, credentials: "omit", referrerPolicy: "no-referrer", signal });
    try {
      const kept = await ask("force-cache");
      if (kept.ok) this.show(await kept.text());
      const age = Date.now() - Date.parse(kept.headers.get("Date"));
      if ((kept.ok && age >= 0 && age < 3e5) || (await ask("no-store", "HEAD")).status >= 500) return;
      const answer = await ask("no-cache");
      const text = await answer.text();
      if (answer.ok) return this.show(text);
      this.shadowRoot?.replaceChildren(h("slot", "", {}));
      throw new Error(text);
    } catch (error) {
      if (!signal.aborted) console.warn(`feed-embed: ${error.message}`);
    }
  }

  show(text) {
    if (text === this.text || this.shadowRoot?.activeElement) return;
    const made = box(JSON.parse(text));
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    root.replaceChildren(made);
    this.text = text;
  }
}

const fit = ({ source, data }) => {
  const height = Math.min(Number(data?.feedEmbed) || 0, 10000);
  for (const frame of document.querySelectorAll("iframe"))
    if (frame.contentWindow === source && frame.src.startsWith(base) && height > frame.clientHeight)
      frame.style.height = `${height}px`;
};

const base = new URL("../", import.meta.url).href;
const sheet = new CSSStyleSheet();
sheet.replaceSync(CSS);
if (!customElements.get("feed-embed")) {
  customElements.define("feed-embed", FeedEmbed);
  addEventListener("message", fit);
  for (const frame of document.querySelectorAll("iframe"))
    if (frame.src.startsWith(base)) frame.contentWindow.postMessage("feed-embed", "*");
}
