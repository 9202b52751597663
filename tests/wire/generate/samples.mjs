// Builds a full or a minimal sample of a shape and checks it against the bounds and patterns of the facts.
import { fail, factsOrder, required, shapes } from './facts.mjs';
import { numbers, special, strings, text } from './values.mjs';

// Lists that need more than two elements to show every value of an enum below them.
const lengths = {
    ImageDetailList: 8,
    ImageFailureList: 6,
    ImageReferrerList: 3,
    ImageReplicationStatusList: 3,
    ImageSigningStatusList: 3,
    LayerList: 3,
    PullThroughCacheRuleList: 7,
    ReplicationBackfillSummaryList: 4,
};

export class Sampler {
    #next = 0;
    #flags = 0;
    #rotation;

    // `rotation` is shared by all samplers of a run: it remembers the next value of each enum.
    constructor(rotation, minimal) {
        this.#rotation = rotation;
        this.minimal = minimal;
    }

    sample(name) {
        const value = this.#build(name);
        check(name, value);
        return value;
    }

    #build(name) {
        const shape = shapes[name];
        if (shape.enum) return this.#rotate(name, shape.enum);
        switch (shape.type) {
            case 'structure': return this.#structure(name);
            case 'list': return Array.from({ length: this.#length(name) }, () => this.sample(shape.member));
            case 'map': return this.#map(name);
            case 'boolean': return this.#flags++ % 2 === 0;
            case 'blob': return Uint8Array.from({ length: this.minimal ? 2 : 256 }, (_, byte) => 255 - byte);
            case 'string': return (strings[name] ?? text)(this.#next++);
            default: return this.#number(name);
        }
    }

    #rotate(name, values) {
        const turn = this.#rotation.get(name) ?? 0;
        this.#rotation.set(name, turn + 1);
        return values[turn % values.length];
    }

    #structure(name) {
        const members = this.minimal ? factsOrder(name).filter((m) => required(name).includes(m)) : factsOrder(name);
        return Object.fromEntries(members.map((member) => [member, this.sample(shapes[name].members[member])]));
    }

    #length(name) {
        if (this.minimal) return Math.max(1, shapes[name].min ?? 0);
        return Math.min(lengths[name] ?? 2, shapes[name].max ?? Infinity);
    }

    // Keys are sorted, so that a client with an ordered map writes the same text.
    #map(name) {
        const { key, value } = shapes[name];
        const keys = shapes[key].enum ?? [this.sample(key), this.sample(key)];
        return Object.fromEntries([...keys].sort().map((item) => [item, this.sample(value)]));
    }

    #number(name) {
        const n = this.#next++;
        const { type, max } = shapes[name];
        if (special[name]) return special[name](n);
        return max === undefined ? numbers[type](n) : max - n;
    }
}

function size(shape, value) {
    if (shape.type === 'string') return [...value].length;
    return value.length ?? value;
}

function check(name, value) {
    const shape = shapes[name];
    if (shape.min !== undefined && size(shape, value) < shape.min) fail(`${name}: ${value} is below ${shape.min}`);
    if (shape.max !== undefined && size(shape, value) > shape.max) fail(`${name}: ${value} is above ${shape.max}`);
    if (shape.pattern && !new RegExp(`^(?:${shape.pattern})$`).test(value)) fail(`${name}: ${value} has a bad form`);
}
