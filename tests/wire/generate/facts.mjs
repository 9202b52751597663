// The facts of the API and the one canonical JSON text of a value of one of its shapes.
import { readFileSync } from 'node:fs';

export const wire = new URL('../', import.meta.url);
export const facts = JSON.parse(readFileSync(new URL('ecr-api.json', wire), 'utf8'));
export const shapes = facts.shapes;
export const factsOrder = (name) => Object.keys(shapes[name].members);
export const required = (name) => shapes[name].required ?? [];

export function snake(name) {
    return name.replace(/(?<!^)([A-Z])/g, '_$1').toLowerCase();
}

export function fail(message) {
    throw new Error(message);
}

function quoted(text, where) {
    if (typeof text !== 'string' || !text.isWellFormed()) fail(`${where}: not a well-formed string`);
    return JSON.stringify(text); // Escapes only what JSON demands, in the shortest form.
}

function structure(name, value, order) {
    const unknown = Object.keys(value).filter((key) => !(key in shapes[name].members));
    if (unknown.length) fail(`${name}: unknown members ${unknown}`);
    return '{' + order(name).filter((member) => value[member] !== undefined)
        .map((member) => `"${member}":${canonical(shapes[name].members[member], value[member], order)}`)
        .join(',') + '}';
}

// Compact text of `value`; `order` gives the members of a structure in the order in which they are written.
export function canonical(name, value, order = factsOrder) {
    const shape = shapes[name];
    switch (shape.type) {
        case 'structure': return structure(name, value, order);
        case 'list': return '[' + value.map((item) => canonical(shape.member, item, order)).join(',') + ']';
        case 'map': return '{' + Object.entries(value)
            .map(([key, item]) => `${quoted(key, name)}:${canonical(shape.value, item, order)}`).join(',') + '}';
        case 'string': return quoted(value, name);
        case 'blob': return `"${Buffer.from(value).toString('base64')}"`;
        case 'timestamp': return value instanceof Date ? number(value.getTime() / 1000, name) : fail(`${name}: no date`);
        case 'boolean': return typeof value === 'boolean' ? String(value) : fail(`${name}: no boolean`);
        case 'integer':
        case 'long': return Number.isSafeInteger(value) ? number(value, name) : fail(`${name}: no safe integer`);
        case 'double': return number(value, name);
        default: return fail(`${name}: type ${shape.type}`);
    }
}

function number(value, where) {
    const text = String(value);
    if (typeof value !== 'number' || !/^-?[0-9]+(\.[0-9]+)?$/.test(text)) fail(`${where}: number ${text}`);
    return text;
}

// Calls visit(structure, member) and visitEnum(shape, value) for all that occurs in `value`.
export function walk(name, value, visit, visitEnum) {
    const shape = shapes[name];
    if (shape.enum) visitEnum(name, value);
    if (shape.type === 'list') value.forEach((item) => walk(shape.member, item, visit, visitEnum));
    if (shape.type === 'map') {
        for (const [key, item] of Object.entries(value)) {
            walk(shape.key, key, visit, visitEnum);
            walk(shape.value, item, visit, visitEnum);
        }
    }
    if (shape.type !== 'structure') return;
    for (const [member, item] of Object.entries(value)) {
        visit(name, member);
        walk(shape.members[member], item, visit, visitEnum);
    }
}
