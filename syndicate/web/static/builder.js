/* The page on which partners choose a list: shows every choice at once, and copies lines. The page works without it. */
const form = document.querySelector("#build"), told = document.querySelector("#told");
let waiting, asking;

const unfold = () => document.querySelectorAll("[data-copy]").forEach((button) => (button.hidden = false));

const say = (sentence) => {
  told.textContent = "";
  requestAnimationFrame(() => (told.textContent = sentence)); // the same sentence is heard again
};

const renew = async () => {
  asking?.abort();
  asking = new AbortController();
  const address = `${location.pathname}?${new URLSearchParams(new FormData(form))}`;
  try {
    const answer = await fetch(address, { signal: asking.signal });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const open = [...document.querySelectorAll("#built details[open] > summary")].map((one) => one.textContent);
    document.querySelector("#built").replaceWith(page.querySelector("#built"));
    for (const one of document.querySelectorAll("#built details > summary")) one.parentElement.open = open.includes(one.textContent);
    history.replaceState(null, "", address);
    unfold();
    say(told.dataset.shown);
  } catch (error) {
    if (error.name !== "AbortError") form.submit();
  }
};

form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(renew, 300);
});

document.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-copy]");
  if (!button) return;
  const text = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(text.value);
  } catch {
    text.select(); // over plain HTTP there is no clipboard
    document.execCommand("copy");
  }
  say(told.dataset.copied);
});

unfold();
