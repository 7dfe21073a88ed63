// Runs in the browser's page: both engines do the same with the same household, one after the other.
import {loadForm} from '@getodk/xforms-engine';

const rounds = 5;

/** Microseconds a call takes: median of rounds of at least `ms`. */
function microsOf(call, ms = 400) {
  const found = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    let calls = 0;
    do {
      call();
      calls += 1;
    } while (performance.now() - start < ms);
    found.push((performance.now() - start) * 1000 / calls);
  }
  return found.sort((a, b) => a - b)[rounds >> 1];
}

async function microsOfAwaited(call, times) {
  const found = [];
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    await call();
    found.push((performance.now() - start) * 1000);
  }
  return found.sort((a, b) => a - b)[times >> 1];
}

// ---- the peer

const nameOf = (node) => node.currentState.reference.split('/').pop().replace(/\[\d+\]$/, '');

function leaves(node, out = new Map()) {
  for (const child of node.currentState.children ?? []) {
    if (child.nodeType.startsWith('repeat-range')) continue;
    if (child.currentState.children) leaves(child, out);
    else out.set(nameOf(child), child);
  }
  return out;
}

function ranges(node, out = []) {
  for (const child of node.currentState.children ?? []) {
    if (child.nodeType.startsWith('repeat-range')) out.push(child);
    else if (child.currentState.children) ranges(child, out);
  }
  return out;
}

function put(node, text) {
  if (node.nodeType === 'select') node.selectValues(text.split(' '));
  else if (node.nodeType === 'input') node.setValue(text);
  else return false;
  return true;
}

/** Answers in the order of the form, again until nothing more comes on the path. How many were put. */
function fill(owner, answers) {
  const done = new Set();
  for (let before = -1; before !== done.size;) {
    before = done.size;
    for (const [name, node] of leaves(owner)) {
      if (done.has(name) || answers[name] === undefined || !node.currentState.relevant || node.currentState.readonly) continue;
      try {
        if (put(node, answers[name])) done.add(name);
      } catch (error) {
        throw new Error(`${name} (${node.nodeType}): ${error.message}`);
      }
    }
  }
  return done.size;
}

async function openPeer(xml, lists) {
  const fetchFormAttachment = async (url) =>
      new Response(lists[String(url).split('/').pop()], {status: 200, headers: {'content-type': 'text/csv'}});
  const form = await loadForm(xml, {fetchFormAttachment, missingResourceBehavior: 'BLANK'});
  if (form.status === 'failure') throw new Error(String(form.error));
  return form;
}

function fillHousehold(root, household) {
  let put = fill(root, household.answers);
  const range = ranges(root).find((r) => nameOf(r) === 'members');
  const members = household.lists.members;
  while (range.currentState.children.length < members.length) range.addInstances(range.currentState.children.length - 1);
  members.forEach((member, i) => { put += fill(range.currentState.children[i], member.answers); });
  return {put, range};
}

export async function measurePeer({xml, lists, household, loads}) {
  const form = await openPeer(xml, lists);
  const instance = form.createInstance();
  const began = performance.now();
  const {put: answers, range} = fillHousehold(instance.root, household);
  const filled = (performance.now() - began) / 1000;
  console.log(`filled ${answers} answers in ${filled.toFixed(1)} s`);
  const birth = leaves(range.currentState.children[1]).get('birth_date');
  const heap = performance.memory?.usedJSHeapSize ?? 0;
  let odd = false;
  const set = microsOf(() => {
    odd = !odd;
    birth.setValue(odd ? '1988-05-04' : '1987-05-04');
    void instance.root.validationState.violations.length;
  });
  console.log(`set ${set.toFixed(0)} µs`);
  const payload = await instance.root.prepareInstancePayload({payloadType: 'monolithic'});
  const data = Array.isArray(payload.data) ? payload.data : [payload.data];
  const validate = loads === 0 ? 0 : await microsOfAwaited(async () => {
    const opened = await form.editInstance({inputType: 'FORM_INSTANCE_INPUT_RESOLVED', data});
    void opened.root.validationState.violations.length;
  }, loads);
  return {answers, violations: instance.root.validationState.violations.length, filled, set, validate, heap,
          stored: birth.currentState.instanceValue};
}

// ---- our engine in WebAssembly

async function startEngine() {
  const nothing = new Proxy({}, {get: () => () => 0});
  const {instance} = await WebAssembly.instantiateStreaming(fetch('/engine.wasm'), {wasi_snapshot_preview1: nothing});
  const e = instance.exports;
  e._initialize();
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  return (name, input) => {
    const bytes = encoder.encode(name + input);
    const at = e.sanaq_input(bytes.length);
    new Uint8Array(e.memory.buffer, at, bytes.length).set(bytes);
    const failed = e.sanaq_call(name.length);
    const out = decoder.decode(new Uint8Array(e.memory.buffer, e.sanaq_output(), e.sanaq_output_size()));
    if (failed) throw new Error(`${name}: ${out}`);
    return out;
  };
}

export async function measureEngine({bundle, household}) {
  const call = await startEngine();
  call('load', bundle);
  const text = JSON.stringify(household);
  call('open', text);
  const apply = ['1988-05-04', '1987-05-04'].map((value) =>
      JSON.stringify({operations: [{op: 'answer', question: 'birth_date', item: 'p1', value}]}));
  let odd = 0;
  const set = microsOf(() => {
    odd ^= 1;
    call('apply', apply[odd]);
    call('findings', 'null');
  });
  const validate = microsOf(() => {
    call('open', text);
    call('findings', 'null');
  });
  return {set, validate, findings: JSON.parse(call('findings', 'null')).length};
}

globalThis.perf = {measurePeer, measureEngine};
