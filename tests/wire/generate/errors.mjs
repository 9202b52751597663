// Gives every error answer to the JavaScript client and writes the cases with what it reported.
import { writeFileSync } from 'node:fs';
import { cases } from './error_cases.mjs';
import { factsOrder, fail, shapes, wire } from './facts.mjs';
import { JsClient } from './js_client.mjs';

function report(error) {
    if (error.$fault === undefined) return { exception: error.name }; // No error of the service: it failed to read it.
    const members = shapes[error.name]?.error ? factsOrder(error.name).filter((member) => member !== 'message') : [];
    return {
        code: error.name,
        message: error.message,
        request_id: error.$metadata?.requestId ?? null,
        extra: Object.fromEntries(members.filter((member) => member in error).map((member) => [member, error[member]])),
    };
}

const js = await JsClient.start();
const result = [];
for (const { note, ...item } of cases) {
    const { status, headers, body } = item;
    const error = await js.send(item.operation, {}, { status, headers, body }).then(() => undefined, (reason) => reason);
    if (!(error instanceof Error)) fail(`${item.name}: no error`);
    result.push({ ...item, observed: { js: report(error) }, ...(note && { note }) });
}
js.stop();
const names = new Set(result.map((item) => item.name));
if (names.size !== result.length) fail('two cases have one name');
writeFileSync(new URL('errors/cases.json', wire), JSON.stringify(result, null, 1) + '\n');
console.log(`${result.length} error cases`);
