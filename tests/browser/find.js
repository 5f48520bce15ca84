// Finds what a person would find by its words. Arguments: the kind of thing, its words. Returns the element,
// or a text that lists what there is instead.
const [kind, asked] = arguments;
const clean = (text) => (text || '').replace(/\s+/g, ' ').trim();
const same = (shown, wanted) =>
  shown === wanted || (shown.startsWith(wanted) && /^[ （(*：:]/.test(shown.slice(wanted.length)));
const wordsOf = (element) => {
  if (!element) return '';
  const copy = element.cloneNode(true);
  for (const other of copy.querySelectorAll('select, textarea, script, style, [hidden]')) other.remove();
  return clean(copy.textContent);
};
const labelsOf = (field) => [
  ...(field.getAttribute('aria-labelledby') || '').split(' ').filter(Boolean)
    .map((id) => wordsOf(document.getElementById(id))),
  clean(field.getAttribute('aria-label')),
  ...[...(field.labels || [])].map(wordsOf),
].filter(Boolean);
const legendsOf = (field) => {
  const legends = [];
  for (let set = field.closest('fieldset'); set; set = set.parentElement.closest('fieldset'))
    legends.push(wordsOf(set.querySelector(':scope > legend')));
  return legends;
};
const kinds = {
  text: 'input:not([type=hidden], [type=radio], [type=checkbox], [type=file], [type=submit], [type=button]), textarea',
  list: 'select',
  radio: 'input[type=radio]',
  box: 'input[type=checkbox]',
  file: 'input[type=file]',
  button: 'button, input[type=submit], input[type=button], summary, [role=button]',
  link: 'a[href]',
};
const shown = (element) => element.checkVisibility({ visibilityProperty: true });
const all = [...document.querySelectorAll(kinds[kind])].filter((element) => kind === 'file' || shown(element));
const namesOf = (element) =>
  kind === 'button' || kind === 'link'
    ? [clean(element.innerText), clean(element.value), clean(element.getAttribute('aria-label')), wordsOf(element)]
    : labelsOf(element);
const by = (test) => all.filter((element) => namesOf(element).some((name) => test(name, element)));
let found = by((name) => name === asked);
if (!found.length) found = by((name) => same(name, asked));
if (!found.length && asked.includes('/')) {
  const cut = asked.lastIndexOf('/');
  const [legend, label] = [asked.slice(0, cut), asked.slice(cut + 1)];
  found = by((name, element) => same(name, label) && legendsOf(element).some((words) => same(words, legend)));
}
if (found.length === 1 || (found.length && (kind === 'button' || kind === 'link'))) return found[0];
const offered = all.map((element) => [...legendsOf(element).reverse(), namesOf(element)[0]].join('/'));
return `${found.length} of kind ${kind} are called “${asked}”; there are: ${offered.join(', ')}`;
