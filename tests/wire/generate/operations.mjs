// Writes the request, minimal and response body of every operation, as the JavaScript client sends and reads them.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { canonical, facts, fail, shapes, snake, walk, wire } from './facts.mjs';
import { JsClient } from './js_client.mjs';
import { Sampler } from './samples.mjs';

// Full samples of an operation beyond the first, for enums that occur too rarely to be shown in one.
const variants = { DescribeImages: 2, GetLifecyclePolicyPreview: 3, ListImageReferrers: 4, ListImages: 2 };

const rotation = new Map();
const seen = new Set();

function record(shape, value) {
    walk(shape, value, (name, member) => seen.add(`${name}.${member}`), (name, item) => seen.add(`${name}=${item}`));
}

function expected() {
    const result = new Set();
    const visited = new Set();
    const visit = (name) => {
        if (visited.has(name)) return;
        visited.add(name);
        const shape = shapes[name];
        shape.enum?.forEach((value) => result.add(`${name}=${value}`));
        [shape.member, shape.key, shape.value].filter(Boolean).forEach(visit);
        for (const [member, target] of Object.entries(shape.members ?? {})) {
            result.add(`${name}.${member}`);
            visit(target);
        }
    };
    Object.values(facts.operations).forEach((operation) => { visit(operation.input); visit(operation.output); });
    return result;
}

function save(stem, kind, bytes) {
    writeFileSync(new URL(`operations/${stem}.${kind}.json`, wire), bytes);
}

// One exchange; returns the exact bytes of the request.
async function exchange(js, name, input, response) {
    const { input: inputShape, output: outputShape } = facts.operations[name];
    const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': 'sample-request' };
    const { $metadata, ...output } = await js.send(name, input, { status: 200, headers, body: response });
    if ($metadata.requestId !== 'sample-request') fail(`${name}: request id ${$metadata.requestId}`);
    if (canonical(outputShape, output) !== response) fail(`${name}: the client read the response as something else`);
    if (js.seen.method !== 'POST' || js.seen.url !== '/') fail(`${name}: ${js.seen.method} ${js.seen.url}`);
    const ours = canonical(inputShape, input, (shape) => js.order(shape));
    if (js.seen.body.toString('utf8') !== ours) fail(`${name}: unexpected request text ${js.seen.body}`);
    return js.seen.body;
}

async function sendFull(js, name, stem, suffix) {
    const { input, output } = facts.operations[name];
    const full = new Sampler(rotation, false).sample(input);
    const answer = new Sampler(rotation, false).sample(output);
    const response = canonical(output, answer);
    const request = await exchange(js, name, full, response);
    record(input, full);
    record(output, answer);
    save(stem, `request${suffix}`, request);
    save(stem, `response${suffix}`, response);
    return { response, declared: canonical(input, full) === request.toString('utf8') };
}

async function operation(js, name) {
    const stem = snake(name);
    const { response, declared } = await sendFull(js, name, stem, '');
    const { 'x-amz-target': target, 'content-type': contentType } = js.seen.headers;
    const minimal = new Sampler(rotation, true).sample(facts.operations[name].input);
    save(stem, 'minimal', await exchange(js, name, minimal, response));
    record(facts.operations[name].input, minimal);
    const count = variants[name] ?? 1;
    for (let variant = 2; variant <= count; ++variant) await sendFull(js, name, stem, `.${variant}`);
    return {
        stem, target, content_type: contentType, clients: ['js'], variants: count, declaration_order: declared,
    };
}

const js = await JsClient.start();
rmSync(new URL('operations/', wire), { recursive: true, force: true });
mkdirSync(new URL('operations/', wire));
const index = {};
for (const name of Object.keys(facts.operations)) index[name] = await operation(js, name);
js.stop();
const wanted = expected();
const missing = [...wanted].filter((item) => !seen.has(item));
if (missing.length) fail(`not covered: ${missing.join(' ')}`);
writeFileSync(new URL('operations/index.json', wire), JSON.stringify(index, null, 1) + '\n');
const inOrder = Object.values(index).filter((entry) => entry.declaration_order).length;
const values = [...wanted].filter((item) => item.includes('=')).length;
console.log(`${Object.keys(index).length} operations, ${inOrder} requests in declaration order, ` +
    `${wanted.size - values} members and ${values} enum values covered`);
