// The error answers and what a client makes of them. The rule for the code: header, then `code`, then `__type`; cut at
// the first `:`, then take what follows the first `#`; with none of the three the code is the status.
// A case whose `expect` has no message leaves the message open.
import { facts, shapes } from './facts.mjs';
import { strings, text } from './values.mjs';

const id = 'c4b2e0f3-7a1d-4e52-9b60-sample000001';
const json = { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-RequestId': id };
const html = { 'content-type': 'text/html' };
const plain = 'DescribeRepositories';

function answer(name, status, headers, body, expect, note) {
    const raw = typeof body === 'string' ? body : JSON.stringify(body);
    return { name, operation: plain, status, headers, body: raw, expect: { request_id: null, extra: {}, ...expect }, note };
}

function coded(name, headers, body, code, note, message = 'The text.') {
    return answer(name, 400, { ...json, ...headers }, body, { code, message, request_id: id }, note);
}

function extras(shape) {
    const members = Object.entries(shapes[shape].members).filter(([member]) => member !== 'message');
    return Object.fromEntries(members.map(([member, target], n) => [
        member, shapes[target].type === 'long' ? 5368709120 : (strings[target] ?? text)(n),
    ]));
}

const byName = (name) => name.replace(/(?<!^)([A-Z])/g, '_$1').toLowerCase();

function modelled() {
    return Object.keys(shapes).filter((name) => shapes[name].error).sort().map((name, n) => {
        const operation = Object.entries(facts.operations).find(([, item]) => item.errors.includes(name))?.[0] ?? plain;
        const extra = extras(name);
        const message = text(n);
        const body = { __type: name, ...extra, message };
        const status = shapes[name].error === 'server' ? 500 : 400;
        const expect = { code: name, message, request_id: id, extra };
        return { ...answer(`modelled_${byName(name)}`, status, json, body, expect), operation };
    });
}

const typed = { message: 'The text.', __type: 'RepositoryNotFoundException' };
const untyped = { message: 'The text.' };
const noHeader = 'botocore takes the code from the body alone.';
const uri = 'http://internal.example.com/coral/com.amazonaws.ecr/';
const space = 'com.amazonaws.ecr#RepositoryNotFoundException';
const errorType = (value) => ({ 'X-Amzn-Errortype': value });

function codes() {
    const want = 'RepositoryNotFoundException';
    const noUri = 'botocore keeps what follows the colon.';
    const order = 'Both clients prefer __type to the header.';
    const noCode = 'botocore does not read the member code.';
    return [
        coded('header_plain', errorType(want), untyped, want, noHeader),
        coded('header_with_uri', errorType(`${want}:${uri}`), untyped, want, noHeader),
        coded('header_with_namespace', errorType(space), untyped, want, noHeader),
        coded('header_with_namespace_and_uri', errorType(`${space}:${uri}`), untyped, want, noHeader),
        coded('header_in_lower_case', { 'x-amzn-errortype': want }, untyped, want, noHeader),
        coded('header_beats_type', errorType('ServerException'), typed, 'ServerException', order),
        coded('header_beats_code', errorType('ServerException'), { ...untyped, code: want }, 'ServerException',
            'The JavaScript client prefers code to the header; botocore reads neither.'),
        coded('body_code', {}, { ...untyped, code: want }, want, noCode),
        coded('body_code_with_namespace_and_uri', {}, { ...untyped, code: `${space}:${uri}` }, want, noCode),
        coded('body_code_beats_type', {}, { ...typed, code: 'ServerException' }, 'ServerException',
            'Both clients prefer __type to code.'),
        coded('type_with_namespace', {}, { ...untyped, __type: space }, want),
        coded('type_with_uri', {}, { ...untyped, __type: `${want}:${uri}` }, want, noUri),
        coded('type_with_namespace_and_uri', {}, { ...untyped, __type: `${space}:${uri}` }, want, noUri),
        coded('type_with_hash_in_uri', {}, { ...untyped, __type: `${want}:${uri}#Other` }, want,
            'botocore takes what follows the last hash sign of the whole.'),
        coded('type_after_nested_type', {}, { detail: { __type: 'ServerException' }, ...typed }, want),
    ];
}

const status = (code) => `No code anywhere: the code is the status ${code}.`;

function odd() {
    const nested = { detail: { __type: 'RepositoryNotFoundException', code: 'ServerException', message: 'Inner.' } };
    const openMessage = 'the message is left open';
    return [
        coded('nested_type_ignored', {}, { ...nested, ...untyped }, '400', status(400)),
        coded('no_code', {}, untyped, '400', status(400)),
        coded('message_capital', {}, { __type: 'ServerException', Message: 'The text.' }, 'ServerException'),
        coded('message_both', {}, { __type: 'ServerException', Message: 'Other.', message: 'The text.' }, 'ServerException'),
        coded('message_error_message', {}, { __type: 'ServerException', errorMessage: 'The text.' }, 'ServerException',
            'Neither client reads errorMessage.'),
        coded('unmodelled_expired_token', {}, { ...untyped, __type: 'ExpiredTokenException' }, 'ExpiredTokenException'),
        coded('unmodelled_throttling', {}, { ...untyped, __type: 'ThrottlingException' }, 'ThrottlingException'),
        coded('unmodelled_lower_case', {}, { ...untyped, __type: 'some.new-code' }, 'some.new-code'),
        coded('unmodelled_with_unknown_members', {}, { ...untyped, __type: 'NewException', retry: [1, null, {}] }, 'NewException'),
        coded('modelled_with_unknown_members', {}, { ...typed, retry: [1, null, {}] }, typed.__type),
        coded('content_type_with_charset', { 'content-type': 'application/x-amz-json-1.1; charset=utf-8' }, typed, typed.__type),
        answer('no_request_id', 400, { 'content-type': json['content-type'] }, typed,
            { code: typed.__type, message: 'The text.' }),
        answer('request_id_of_storage', 400, { 'content-type': json['content-type'], 'x-amz-request-id': id }, typed,
            { code: typed.__type, message: 'The text.', request_id: id }, 'botocore does not read x-amz-request-id here.'),
        answer('html_503', 503, html, '<html><body><b>Http/1.1 Service Unavailable</b></body></html>', { code: '503' },
            `${status(503)} The clients disagree: ${openMessage}.`),
        answer('html_403_from_proxy', 403, html, '<!DOCTYPE html>\n<html><body>Access denied by \u00e9</body></html>\n',
            { code: '403' }, `${status(403)} The clients disagree: ${openMessage}.`),
        answer('html_413_from_proxy', 413, html, '<html><body>413 Request Entity Too Large</body></html>', { code: '413' },
            `${status(413)} The clients disagree: ${openMessage}.`),
        answer('text_502', 502, { 'content-type': 'text/plain' }, 'upstream connect error', { code: '502' },
            `${status(502)} The clients disagree: ${openMessage}.`),
        answer('header_with_html_503', 503, { ...html, ...errorType('ServerException') }, '<html></html>',
            { code: 'ServerException' }, 'Neither client reads the header when the body is no JSON.'),
        answer('truncated_500', 500, json, '{"__type":"ServerExc', { code: '500', request_id: id },
            `${status(500)} The clients disagree: ${openMessage}.`),
        answer('array_500', 500, json, '["ServerException"]', { code: '500', request_id: id },
            `${status(500)} botocore fails on a body that is no object: ${openMessage}.`),
        answer('empty_500', 500, json, '', { code: '500', request_id: id }, `${status(500)} The clients disagree: ${openMessage}.`),
        answer('empty_403', 403, { 'x-amzn-RequestId': id }, '', { code: '403', request_id: id },
            `${status(403)} The clients disagree: ${openMessage}.`),
        answer('empty_object_400', 400, json, '{}', { code: '400', request_id: id },
            `${status(400)} The clients disagree: ${openMessage}.`),
    ];
}

export const cases = [...modelled(), ...codes(), ...odd()];
