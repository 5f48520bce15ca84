// Measures the page for those who see or touch less well: whether it scrolls sideways, its smallest text, its targets.
const shown = (element) => {
  const box = element.getBoundingClientRect();
  return box.width > 1 && box.height > 1 && element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
};
let smallest = { size: 1e6, text: '' };
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (texts.nextNode()) {
  const node = texts.currentNode;
  const element = node.parentElement;
  if (!node.data.trim() || !shown(element) || element.closest('script, style, noscript, option')) continue;
  const size = parseFloat(getComputedStyle(element).fontSize);
  if (size < smallest.size) smallest = { size, text: node.data.trim().slice(0, 40) };
}
const targets = [];
for (const element of document.querySelectorAll(
  'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [tabindex="0"]')) {
  const around = [element, ...(/^(radio|checkbox|file)$/.test(element.type) ? element.labels : [])].filter(shown);
  if (!around.length) continue;
  // A link within a sentence is as high as its line (WCAG 2.5.8 excepts it).
  const inSentence = element.matches('a') && getComputedStyle(element).display === 'inline'
    && element.parentElement.textContent.trim().length > element.textContent.trim().length;
  if (inSentence) continue;
  const boxes = around.map((part) => part.getBoundingClientRect());
  const width = Math.max(...boxes.map((box) => box.width));
  const height = Math.max(...boxes.map((box) => box.height));
  const words = (element.innerText || element.value || element.getAttribute('aria-label') || element.name || '').trim();
  targets.push({ size: Math.min(width, height), words: `${element.localName} ${words.slice(0, 40)}` });
}
const page = document.scrollingElement;
return { over: page.scrollWidth - page.clientWidth, smallest, targets };
