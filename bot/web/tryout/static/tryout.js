const $ = (id) => document.getElementById(id);
const make = (tag, className, text) => {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
};
const COLOURS = ["#4a6fa5", "#8a5a44", "#5b7553", "#7a4f7d", "#a0522d", "#3d7a82", "#80602a", "#9a4058"];
const SHOWN = 400;
const PAUSE = 5 * 60 * 1000;

const state = {
  language: new URLSearchParams(location.search).get("lang") || localStorage.getItem("lang") || "zh",
  world: null, words: {}, chat: "", group: null, who: {}, quote: null, first: "", last: 0, choice: -1, offset: 0,
  asked: 0, meanwhile: null,
};

const query = (values) => new URLSearchParams({ lang: state.language, ...values }).toString();
async function get(path, values = {}) {
  const answer = await fetch(`/tryout/${path}?${query(values)}`);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}
async function post(path, values, body) {
  const answer = await fetch(`/tryout/${path}?${query(body ? values : {})}`, {
    method: "POST", headers: { "X-Dandelion": "1" }, body: body || JSON.stringify(values),
  });
  const said = await answer.json().catch(() => ({}));
  if (said.slip) tell(said.slip);
  return answer.ok;
}

/** The text with its web addresses as links. */
function linked(text) {
  return text.split(/(https?:\/\/[\w.:/?=&%#~+-]+)/).map((part, n) => {
    if (n % 2 === 0) return part;
    const link = make("a", "", part);
    Object.assign(link, { href: part, target: "_blank", rel: "noopener noreferrer" });
    return link;
  });
}

function tell(text) {
  $("telling").querySelector("p").textContent = text;
  $("telling").showModal();
}
function ask(text, wantsName) {
  const dialog = $("asking"), input = dialog.querySelector("input");
  dialog.querySelector("p").textContent = text;
  input.hidden = !wantsName;
  input.value = "";
  input.setAttribute("aria-label", text);
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      const yes = dialog.returnValue === "yes";
      resolve(wantsName ? (yes ? input.value.trim() : "") : yes);
    }, { once: true });
  });
}

async function load() {
  state.world = await get("world");
  state.words = state.world.words;
  if (!state.world.groups.length) {  // a world is just being made
    setTimeout(load, 500);
    return;
  }
  document.documentElement.lang = state.language === "en" ? "en" : "zh-CN";
  document.title = state.words.title;
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = state.words[node.dataset.word];
  for (const node of document.querySelectorAll("[data-label]")) {
    node.setAttribute("aria-label", state.words[node.dataset.label]);
  }
  $("text").placeholder = state.words.write;
  state.offset = state.world.now - Date.now();
  drawLeaps();
  const known = state.world.groups.find((group) => group.id === state.group?.id);
  await enter(known || state.world.groups[0], state.chat.startsWith("private:"));
}

function drawLeaps() {
  const leaps = [["hour", "+1h"], ["day", "+1d"], ["morning", "明天 8:00"], ["next", "next"], ["sale", sale()]];
  $("leaps").replaceChildren(...leaps.map(([word, to]) => {
    const button = make("button", "", state.words[word]);
    button.type = "button";
    button.dataset.leap = word;
    button.addEventListener("click", () => leap(word === "sale" ? sale() : to));
    return button;
  }));
}
function sale() {
  const local = inZone(new Date(now()));
  const over = local.month > 11 || (local.month === 11 && local.day > 11) ||
    (local.month === 11 && local.day === 11 && local.hour >= 20);
  return `${local.year + (over ? 1 : 0)}-11-11 20:00`;
}
async function leap(to) {
  for (const button of $("leaps").children) button.disabled = true;
  $("now").textContent = state.words.moving;
  await post("move", { to, chat: state.group.id });
  for (const button of $("leaps").children) button.disabled = false;
  drawNow();
  drawComing();
}

const now = () => Date.now() + state.offset;
function inZone(date) {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: state.world.zone, year: "numeric", month: "numeric", day: "numeric", hour: "numeric", hourCycle: "h23",
  }).formatToParts(date);
  return Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]));
}
function moment(at) {
  return new Intl.DateTimeFormat(state.language === "en" ? "en-GB" : "zh-CN", {
    timeZone: state.world.zone, month: "short", day: "numeric", weekday: "short", hour: "2-digit", minute: "2-digit",
    hourCycle: "h23",
  }).format(new Date(at));
}
function drawNow() {
  $("now").textContent = moment(now());
  $("now").dateTime = new Date(now()).toISOString();
}

function drawGroups() {
  const rows = [];
  for (const group of state.world.groups) {
    rows.push(row(group.name, group.last, state.chat === group.id, () => enter(group, false)));
  }
  const me = speaker();
  rows.push(row(state.words.private, nameOf(me), state.chat.startsWith("private:"), () => enter(state.group, true)));
  $("group-list").replaceChildren(...rows);
}
function row(name, small, isHere, onClick) {
  const item = make("li"), button = make("button");
  button.type = "button";
  button.append(make("span", "", name), make("small", "", small));
  button.setAttribute("aria-current", String(isHere));
  button.addEventListener("click", () => { shut(); onClick(); });
  item.append(button);
  return item;
}
const speaker = () => state.who[state.group.id] || state.group.owner;
const nameOf = (id) => state.group.members.find((member) => member.id === id)?.name || id;

async function enter(group, isPrivate) {
  state.group = group;
  state.chat = isPrivate ? `private:${speaker()}` : group.id;
  $("place").textContent = isPrivate ? `${state.words.private} · ${nameOf(speaker())}`
    : `${group.name} (${group.members.length + 1})`;
  setQuote(null);
  drawMembers();
  drawGroups();
  drawNow();
  drawComing();
  const chat = state.chat, meanwhile = state.meanwhile = [];
  const page = await get("chat", { chat });
  if (state.meanwhile !== meanwhile) return;
  state.meanwhile = null;
  $("list").replaceChildren();
  state.last = 0;
  state.first = page.entries[0]?.id || "";
  $("earlier").hidden = !page.more;
  for (const entry of [...page.entries, ...meanwhile]) append(entry);
  toEnd();
}
function drawMembers() {
  $("who").replaceChildren(...state.group.members.map(({ id, name }) => {
    const option = make("option", "", id === state.group.owner ? `${name}（${state.words.owner}）` : name);
    option.value = id;
    option.selected = id === speaker();
    return option;
  }));
}

function append(entry) {
  const list = $("list");
  if (list.querySelector(`[data-id="${CSS.escape(entry.id)}"]`)) return;
  if (entry.at - state.last > PAUSE) list.append(make("li", "when", moment(entry.at)));
  state.last = entry.at;
  list.append(draw(entry));
  while (list.children.length > SHOWN) list.firstChild.remove();
}
function draw(entry) {
  const mine = entry.who === speaker();
  const item = make("li", entry.kind === "note" ? "note" : mine ? "said mine" : "said");
  item.dataset.id = entry.id;
  if (entry.kind === "note") {
    item.textContent = entry.text;
    return item;
  }
  item.dataset.who = entry.who;
  const face = make("button", "face", [...entry.name][0] || "?");
  face.type = "button";
  face.setAttribute("aria-label", `${state.words.mention} ${entry.name}`);
  face.style.setProperty("background", colour(entry.who));
  face.addEventListener("click", () => mention(entry.name));
  const body = make("div", "body"), bubble = make("button", "bubble");
  bubble.type = "button";
  if (entry.kind === "image") {
    const picture = make("img");
    picture.alt = entry.text;
    picture.loading = "lazy";
    picture.src = `/tryout/picture?${query({ id: entry.id })}`;
    bubble.append(picture);
  } else {
    bubble.append(...linked(entry.kind === "text" ? entry.text : `[${entry.kind}] ${entry.text}`));
  }
  bubble.addEventListener("click", () => { if (!String(getSelection())) toggle(item, entry); });
  body.append(make("div", "name", entry.name), bubble);
  if (entry.quote) body.append(make("div", "quoted", entry.quote));
  if (entry.why) body.append(make("small", "why", entry.why));
  item.append(face, body);
  return item;
}
function colour(who) {
  if (who === state.world.bot) return "#07803f";
  return COLOURS[[...who].reduce((sum, char) => sum + char.codePointAt(0), 0) % COLOURS.length];
}
function toggle(item, entry) {
  const open = item.classList.toggle("open");
  let tools = item.querySelector(".tools");
  if (!open || tools) return;
  tools = make("div", "tools");
  const act = (word, what) => {
    const button = make("button", "", state.words[word]);
    button.type = "button";
    button.addEventListener("click", () => { item.classList.remove("open"); what(); });
    tools.append(button);
  };
  act("quote", () => setQuote(entry));
  if (!state.chat.startsWith("private:")) act("mention", () => mention(entry.name));
  if (entry.who === state.world.bot) {
    act("why", async () => tell((await get("why", { id: entry.id }).catch(() => ({ text: entry.why }))).text));
  }
  item.querySelector(".body").append(tools);
}
function setQuote(entry) {
  state.quote = entry;
  $("quoting").hidden = !entry;
  if (entry) {
    $("quoting").querySelector("span").textContent = `${entry.name}：${entry.text}`;
    $("text").focus();
  }
}
function mention(name) {
  const text = $("text"), gap = text.value && !text.value.endsWith(" ") ? " " : "";
  text.value += `${gap}@${name} `;
  text.focus();
}
const isAtEnd = () => $("entries").scrollHeight - $("entries").scrollTop - $("entries").clientHeight < 120;
function toEnd() {
  const box = $("entries");
  box.scrollTop = box.scrollHeight;
  requestAnimationFrame(() => { box.scrollTop = box.scrollHeight; });
}

async function drawComing() {
  const asked = ++state.asked;
  const plans = await get("coming", { chat: state.group.id }).catch(() => []);
  if (asked !== state.asked) return;
  $("plans").replaceChildren(...(plans.length ? plans.map((plan) => {
    const item = make("li");
    item.append(make("small", "", plan.shown), make("span", "", `${plan.kind} #${plan.number} ${plan.title}`));
    return item;
  }) : [make("li", "", state.words.nothing)]));
}

async function complete() {
  const text = $("text").value, line = text.split("\n")[0];
  if (!/^[/／]/.test(line) || text.includes("\n")) return showCompletions([]);
  const found = await get("complete", { text: line, chat: state.group.id, who: speaker() }).catch(() => []);
  if ($("text").value === text) showCompletions(found.filter((each) => each.insert !== line.trim() || each.usage !== line));
}
function showCompletions(found) {
  state.choice = -1;
  $("completions").hidden = !found.length;
  $("completions").replaceChildren(...found.map((each) => {
    const option = make("button");
    option.type = "button";
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.append(make("span", "", each.usage), make("small", "", `${each.summary} · ${each.example.split("\n")[0]}`));
    option.addEventListener("click", () => {
      const text = $("text");
      text.value = text.value.trim() === each.insert ? each.example : `${each.insert} `;
      text.focus();
      grow();
      complete();
    });
    return option;
  }));
}
function choose(step) {
  const options = [...$("completions").children];
  if (!options.length || $("completions").hidden) return false;
  state.choice = (state.choice + step + options.length) % options.length;
  options.forEach((option, n) => option.setAttribute("aria-selected", String(n === state.choice)));
  options[state.choice].scrollIntoView({ block: "nearest" });
  return true;
}
function grow() {
  const text = $("text");
  text.style.setProperty("height", "auto");
  text.style.setProperty("height", `${Math.min(text.scrollHeight + 2, 160)}px`);
}

async function send(event) {
  event?.preventDefault();
  const text = $("text").value;
  if (!text.trim()) return;
  const quote = state.quote?.id || "";
  $("text").value = "";
  showCompletions([]);
  setQuote(null);
  grow();
  if (!await post("say", { chat: state.chat, who: speaker(), text, quote })) $("text").value ||= text;
}

function listen() {
  const stream = new EventSource(`/tryout/stream?${query({})}`);
  let waiting = 0;
  stream.onopen = () => { $("trouble").hidden = true; load(); };
  stream.onerror = () => {
    if (!state.world) return;
    $("trouble").textContent = state.words.lost;
    $("trouble").hidden = false;
  };
  stream.onmessage = ({ data }) => {
    const news = JSON.parse(data);
    if (!state.world) return;
    if (news.is === "reset") { state.chat = ""; state.who = {}; load(); return; }
    if (news.is === "time") { state.offset = news.now - Date.now(); drawNow(); return; }
    const { chat, entry } = news, group = state.world.groups.find((each) => each.id === chat);
    if (group) group.last = entry.name ? `${entry.name}：${entry.text.slice(0, 40)}` : entry.text;
    if (chat === state.chat && state.meanwhile) {
      state.meanwhile.push(entry);
    } else if (chat === state.chat) {
      const follow = isAtEnd();
      append(entry);
      if (follow || entry.who === speaker()) toEnd();
    }
    clearTimeout(waiting);
    waiting = setTimeout(() => { if (entry.kind === "note") members(); drawGroups(); drawComing(); }, 150);
  };
}
async function members() {
  const world = await get("world");
  state.world = world;
  state.group = world.groups.find((group) => group.id === state.group.id) || world.groups[0];
  if (!state.group.members.some(({ id }) => id === speaker())) delete state.who[state.group.id];
  drawMembers();
  drawGroups();
  if (!state.chat.startsWith("private:")) $("place").textContent = `${state.group.name} (${state.group.members.length + 1})`;
}

function open(id) { $(id).classList.add("open"); $("shade").hidden = false; $(id).querySelector("button")?.focus(); }
function shut() { $("groups").classList.remove("open"); $("coming").classList.remove("open"); $("shade").hidden = true; }

$("language").addEventListener("click", () => {
  state.language = state.language === "en" ? "zh" : "en";
  localStorage.setItem("lang", state.language);
  state.chat = "";
  load();
});
$("reset").addEventListener("click", async () => { shut(); if (await ask(state.words.sure, false)) await post("reset", {}); });
$("open-groups").addEventListener("click", () => open("groups"));
$("open-coming").addEventListener("click", () => open("coming"));
document.querySelector("#coming .close").addEventListener("click", shut);
$("shade").addEventListener("click", shut);
$("who").addEventListener("change", () => {
  state.who[state.group.id] = $("who").value;
  enter(state.group, state.chat.startsWith("private:"));
});
$("writing").addEventListener("submit", send);
$("text").addEventListener("input", () => { grow(); complete(); });
$("text").addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (choose(event.key === "ArrowDown" ? 1 : -1)) event.preventDefault();
  } else if (event.key === "Escape") {
    showCompletions([]);
  } else if ((event.key === "Enter" || event.key === "Tab") && state.choice >= 0 && !$("completions").hidden) {
    event.preventDefault();
    $("completions").children[state.choice].click();
  } else if (event.key === "Enter" && !event.shiftKey && matchMedia("(pointer: fine)").matches) {
    send(event);
  }
});
$("quoting").querySelector("button").addEventListener("click", () => setQuote(null));
$("more").addEventListener("click", () => {
  $("acts").hidden = !$("acts").hidden;
  $("more").setAttribute("aria-expanded", String(!$("acts").hidden));
});
$("picture").addEventListener("click", () => $("file").click());
$("file").addEventListener("change", async () => {
  const [file] = $("file").files;
  if (file) await post("send", { chat: state.chat, who: speaker() }, file);
  $("file").value = "";
});
$("join").addEventListener("click", async () => {
  const name = await ask(state.words.name, true);
  if (name) await post("join", { chat: state.group.id, name, by: speaker() });
});
$("leave").addEventListener("click", () => post("leave", { chat: state.group.id, who: speaker() }));
$("earlier").addEventListener("click", async () => {
  const page = await get("chat", { chat: state.chat, before: state.first });
  const box = $("entries"), below = box.scrollHeight - box.scrollTop;
  $("list").prepend(...page.entries.map(draw));
  state.first = page.entries[0]?.id || "";
  $("earlier").hidden = !page.more;
  box.scrollTop = box.scrollHeight - below;
});
setInterval(() => { if (state.world && !$("leaps").querySelector(":disabled")) drawNow(); }, 20000);

listen();
