// A contract as the checks read it.
//
// Every check sees the document as it is written (`$ref` and all), so that what is found is found
// once and where it stands. What a `$ref` means, in this file or another, is looked up in the
// document as Spectral resolved it: `view` is always the meaning, never a `$ref`.

export const METHODS = ['get', 'head', 'put', 'post', 'patch', 'delete', 'options', 'trace'];

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const entries = (value) => (isObject(value) ? Object.entries(value) : []);
const list = (value) => (Array.isArray(value) ? value : []);
const isRef = (value) => isObject(value) && typeof value.$ref === 'string';

export { entries, isObject, isRef, list };

export class Contract {
  constructor(written, resolved, source) {
    this.written = isObject(written) ? written : {};
    this.resolved = isObject(resolved) ? resolved : this.written;
    this.source = source;
    this.kept = new Map();
  }

  keep(name, make) {
    if (!this.kept.has(name)) this.kept.set(name, make());
    return this.kept.get(name);
  }

  // What a node means. A `$ref` that is left after resolving closes a circle in this document.
  mean(node) {
    const seen = new Set();
    while (isRef(node) && !seen.has(node.$ref)) {
      seen.add(node.$ref);
      node = node.$ref.startsWith('#/') ? this.at(node.$ref.slice(2).split('/').map(unpoint)) : {};
    }
    return isRef(node) ? {} : node;
  }

  // The meaning of what stands at a path.
  at(path) {
    let node = this.resolved;
    for (const step of path) {
      node = this.mean(node)?.[step];
      if (node === undefined || node === null) return node;
    }
    return this.mean(node);
  }

  // What a reference within this document leads to, as it is written there.
  writtenBy(node, steps = 8) {
    if (!isRef(node) || steps === 0) return node;
    if (!node.$ref.startsWith('#/')) return undefined;
    return this.writtenBy(node.$ref.slice(2).split('/').map(unpoint).reduce((inner, step) => inner?.[step], this.written), steps - 1);
  }

  // --- what is written --------------------------------------------------------------------------

  // All operations, with the parameters of their path.
  operations() {
    return this.keep('operations', () =>
      entries(this.written.paths).flatMap(([path]) => {
        const item = this.at(['paths', path]);
        return METHODS.filter((method) => isObject(this.mean(item?.[method]))).map((method) => {
          const at = ['paths', path, method];
          const view = this.mean(item[method]);
          return { path, method, at, view, parameters: this.parametersOf(path, method, item, view) };
        });
      }));
  }

  parametersOf(path, method, item, view) {
    const found = new Map();
    const add = (parameters, at) => list(parameters).forEach((parameter, index) => {
      const meaning = this.mean(parameter);
      if (isObject(meaning) && typeof meaning.name === 'string') {
        found.set(`${meaning.in} ${meaning.name}`, { view: meaning, at: [...at, 'parameters', index] });
      }
    });
    add(item.parameters, ['paths', path]);
    add(view.parameters, ['paths', path, method]);
    return [...found.values()];
  }

  // The responses of an operation, with their codes.
  responsesOf({ view, at }) {
    return entries(view.responses)
      .filter(([code]) => !code.startsWith('x-'))
      .map(([code, response]) => ({ code, view: this.mean(response) ?? {}, at: [...at, 'responses', code] }));
  }

  // Everything of one kind that is written out in this document: not where it is only referred to.
  parameters() { return this.walked().parameters; }
  requestBodies() { return this.walked().requestBodies; }
  responses() { return this.walked().responses; }
  headers() { return this.walked().headers; }
  media() { return this.walked().media; }
  schemas() { return this.walked().schemas; }

  components() {
    return this.keep('components', () =>
      entries(this.written.components)
        .filter(([kind]) => !kind.startsWith('x-'))
        .flatMap(([kind, named]) =>
          entries(named).map(([name, value]) => ({ kind, name, value, at: ['components', kind, name] }))));
  }

  walked() {
    return this.keep('walked', () => new Walk(this).everything());
  }

  // --- what a schema comes to -------------------------------------------------------------------

  // A schema and what it is composed of by `allOf`.
  parts(schema, seen = new Set()) {
    const view = this.mean(schema);
    if (!isObject(view) || seen.has(view)) return [];
    seen.add(view);
    return [view, ...list(view.allOf).flatMap((part) => this.parts(part, seen))];
  }

  // Properties by name, those of `allOf` included.
  properties(schema) {
    const found = new Map();
    for (const part of this.parts(schema)) {
      for (const [name, value] of entries(part.properties)) {
        if (!found.has(name)) found.set(name, this.mean(value) ?? {});
      }
    }
    return found;
  }

  // Also those that only one of the alternatives has.
  possibleProperties(schema, seen = new Set()) {
    const found = new Map();
    for (const part of this.parts(schema)) {
      if (seen.has(part)) continue;
      seen.add(part);
      for (const [name, value] of entries(part.properties)) found.set(name, this.mean(value) ?? {});
      for (const alternative of [...list(part.oneOf), ...list(part.anyOf)]) {
        for (const [name, value] of this.possibleProperties(alternative, seen)) found.set(name, value);
      }
    }
    return found;
  }

  required(schema) {
    return new Set(this.parts(schema).flatMap((part) => list(part.required)));
  }

  // The type a schema is of, or undefined where it does not say.
  type(schema, seen = new Set()) {
    const parts = this.parts(schema);
    for (const part of parts) if (typeof part.type === 'string') return part.type;
    if (parts.some((part) => isObject(part.properties))) return 'object';
    for (const part of parts) {
      if (seen.has(part)) continue;
      seen.add(part);
      const types = new Set([...list(part.oneOf), ...list(part.anyOf)].map((one) => this.type(one, seen)));
      if (types.size === 1) return [...types][0];
    }
    return undefined;
  }

  // The first value of a keyword among the parts of a schema.
  keyword(schema, name) {
    return this.parts(schema).find((part) => part[name] !== undefined)?.[name];
  }

  // The schema of a body as JSON that is no problem, or undefined.
  json(content) {
    const [, media] = entries(content).find(([type]) => isJson(type) && !/problem\+json/i.test(type)) ?? [];
    return this.mean(media)?.schema;
  }

  // --- paths ------------------------------------------------------------------------------------

  // Collections have a document below them: `/trainings` where there is `/trainings/{trainingId}`.
  collections() {
    return this.keep('collections', () => {
      const paths = Object.keys(isObject(this.written.paths) ? this.written.paths : {});
      return new Set(paths.filter((path) => !path.endsWith('}')
        && paths.some((other) => other.startsWith(`${path}/{`) && !other.slice(path.length + 1).includes('/'))));
    });
  }
}

class Walk {
  constructor(contract) {
    this.contract = contract;
    Object.assign(this, { parameters: [], requestBodies: [], responses: [], headers: [], media: [], schemas: [] });
  }

  everything() {
    const { written } = this.contract;
    for (const [path, item] of entries(written.paths)) {
      if (!isObject(item) || isRef(item)) continue;
      this.pathItem(item, ['paths', path]);
    }
    const kinds = {
      schemas: (value, at, name) => this.schema(value, at, { place: 'component', name }),
      parameters: (value, at) => this.parameter(value, at),
      headers: (value, at, name) => this.header(value, at, name, true),
      requestBodies: (value, at) => this.requestBody(value, at),
      responses: (value, at) => this.response(value, at),
    };
    for (const [kind, visit] of Object.entries(kinds)) {
      for (const [name, value] of entries(written.components?.[kind])) {
        visit(value, ['components', kind, name], name);
      }
    }
    return this;
  }

  pathItem(item, at) {
    list(item.parameters).forEach((one, index) => this.parameter(one, [...at, 'parameters', index]));
    for (const method of METHODS) {
      const operation = item[method];
      if (!isObject(operation)) continue;
      const here = [...at, method];
      list(operation.parameters).forEach((one, index) => this.parameter(one, [...here, 'parameters', index]));
      this.requestBody(operation.requestBody, [...here, 'requestBody']);
      for (const [code, response] of entries(operation.responses)) {
        if (!code.startsWith('x-')) this.response(response, [...here, 'responses', code]);
      }
      for (const [name, callback] of entries(operation.callbacks)) {
        if (isRef(callback)) continue;
        for (const [url, inner] of entries(callback)) {
          if (isObject(inner)) this.pathItem(inner, [...here, 'callbacks', name, url]);
        }
      }
    }
  }

  note(kind, value, at, more) {
    this[kind].push({ value, at, view: this.contract.at(at) ?? value, ...more });
  }

  parameter(value, at) {
    if (!isObject(value) || typeof value.name !== 'string') return;
    this.note('parameters', value, at);
    this.schema(value.schema, [...at, 'schema'], { place: 'parameter', name: value.name });
    this.content(value.content, [...at, 'content'], 'parameter');
  }

  requestBody(value, at) {
    if (!isObject(value) || isRef(value)) return;
    this.note('requestBodies', value, at);
    this.content(value.content, [...at, 'content'], 'request');
  }

  response(value, at) {
    if (!isObject(value) || isRef(value)) return;
    this.note('responses', value, at);
    for (const [name, header] of entries(value.headers)) this.header(header, [...at, 'headers', name], name, false);
    this.content(value.content, [...at, 'content'], 'response');
  }

  header(value, at, name, component) {
    if (!isObject(value)) return;
    this.note('headers', value, at, { name, component });
    if (isRef(value)) return;
    this.schema(value.schema, [...at, 'schema'], { place: 'header', name });
    this.content(value.content, [...at, 'content'], 'header');
  }

  content(content, at, kind) {
    for (const [type, media] of entries(content)) {
      if (!isObject(media)) continue;
      const here = [...at, type];
      this.note('media', media, here, { type, kind });
      this.schema(media.schema, [...here, 'schema'], { place: 'body', name: undefined });
      for (const [property, encoding] of entries(media.encoding)) {
        for (const [name, header] of entries(encoding?.headers)) {
          this.header(header, [...here, 'encoding', property, 'headers', name], name, false);
        }
      }
    }
  }

  schema(value, at, { place, name }) {
    if (!isObject(value) || isRef(value)) return;
    this.note('schemas', value, at, { place, name });
    for (const [property, inner] of entries(value.properties)) {
      this.schema(inner, [...at, 'properties', property], { place: 'properties', name: property });
    }
    for (const keyword of ['items', 'additionalProperties', 'not']) {
      this.schema(value[keyword], [...at, keyword], { place: keyword, name: keyword === 'items' ? name : undefined });
    }
    for (const keyword of ['allOf', 'oneOf', 'anyOf']) {
      list(value[keyword]).forEach((inner, index) =>
        this.schema(inner, [...at, keyword, index], { place: keyword, name }));
    }
  }
}

function unpoint(step) {
  return decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
}

export function isJson(type) {
  return /^application\/([^;]+\+)?json\s*(;|$)/i.test(type);
}

// --- names ----------------------------------------------------------------------------------------

// Abbreviations are words: `ssin`, `Ssin`; two capitals never follow each other.
const LOWER = /^[a-z][a-z0-9]*([A-Z][a-z0-9]+)*[A-Z]?$/;
const UPPER = /^[A-Z]([a-z0-9]+([A-Z][a-z0-9]+)*[A-Z]?)?$/;

export const isLowerCamelCase = (name) => LOWER.test(name);
export const isUpperCamelCase = (name) => UPPER.test(name);

// The words of a name, in small letters.
export function words(name) {
  return (String(name).match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+/g) ?? []).map((word) => word.toLowerCase());
}

export function segments(path) {
  return path.split('/').filter((segment) => segment !== '');
}

// --- from a question to a Spectral function -------------------------------------------------------

const contracts = new WeakMap();

// check(find): `find(contract, options)` yields { at, message }; what an object excuses itself from
// with `x-ignore-rules: { <rule>: <reason> }` is left out.
export function check(find) {
  return function belgif(_target, options, { documentInventory, document, rule }) {
    let contract = contracts.get(documentInventory);
    if (contract === undefined) {
      contract = new Contract(documentInventory.unresolved, documentInventory.resolved, document.source);
      contracts.set(documentInventory, contract);
    }
    return [...find(contract, options ?? {})]
      .filter(({ at }) => !excused(contract.written, at, rule.name))
      .map(({ at, message }) => ({ path: at, message }));
  };
}

function excused(node, at, rule) {
  for (const step of [undefined, ...at]) {
    if (step !== undefined) node = node?.[step];
    if (!isObject(node)) continue;
    const reason = node['x-ignore-rules']?.[rule];
    if (typeof reason === 'string' && reason.trim() !== '') return true;
  }
  return false;
}
