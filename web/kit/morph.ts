import morphdom from 'morphdom';

/** Makes the children of `target` those of `html` and touches only what differs: focus, caret and scroll stay. */
export function morph(target: HTMLElement, html: string): void {
  const active = document.activeElement;
  const wanted = target.cloneNode(false) as HTMLElement;
  wanted.innerHTML = html;
  morphdom(target, wanted, {
    childrenOnly: true,
    onBeforeElUpdated(from, to) {
      if (from.hasAttribute('data-own')) return false;  // drawn by a script of its own
      // What is being typed is the person's; the status line is written by the script.
      if (from.id === 'status') {
        for (const {name, value} of to.attributes) from.setAttribute(name, value);
        return false;
      }
      if (from === document.activeElement && from instanceof HTMLInputElement && isTyped(from)) {
        (to as HTMLInputElement).value = from.value;
      }
      // A picture that a script has put there stays as long as it is the same one.
      const picture = from.dataset['picture'];
      if (from instanceof HTMLImageElement && picture && picture === to.dataset['picture'] && !to.hasAttribute('src'))
        to.setAttribute('src', from.src);
      return !from.isEqualNode(to) || isControl(from);
    },
  });
  // What comes in above a field, like an error, makes the field move, and moving takes the focus away.
  if (active instanceof HTMLElement && active !== document.activeElement && target.contains(active))
    active.focus({preventScroll: true});
}

// isEqualNode compares attributes, not what a person did to a control since.
function isControl(node: HTMLElement): boolean {
  return node.matches('input, select, textarea, option') || node.querySelector('input, select, textarea') !== null;
}

function isTyped(input: HTMLInputElement): boolean {
  return ['text', 'search', 'tel', 'email'].includes(input.type);
}
