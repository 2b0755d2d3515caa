// The document as a whole, its operations' descriptions, and security.

import {
  check, entries, isJson, isLowerCamelCase, isObject, isRef, isUpperCamelCase, list, words,
} from '../lib/contract.mjs';
import { faults } from '../lib/validate.mjs';

const repeats = (names) => [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];

export const openApi30 = check(function* ({ written }) {
  if (!/^3\.0\.\d+/.test(String(written.openapi ?? ''))) {
    const found = written.openapi ?? written.swagger;
    yield { at: written.openapi === undefined ? [] : ['openapi'], message: `The contract should be OpenAPI 3.0, not ${found}.` };
  }
});

export const version = check(function* ({ written }) {
  if (String(written.info?.version ?? '') === '') {
    yield { at: ['info'], message: 'The version of the API must stand in info.version.' };
  }
});

export const versionNumber = check(function* ({ written }) {
  const text = written.info?.version;
  if (typeof text !== 'string' || text === '') return;
  const found = /^(\d+)\.\d+(\.\d+)?([-+].*)?$/.exec(text);
  if (found === null) {
    yield { at: ['info', 'version'], message: `"${text}" should have a major, a minor and optionally a patch number.` };
    return;
  }
  for (const [index, server] of list(written.servers).entries()) {
    const inUrl = /\/v(\d+)\/?$/.exec(String(server?.url))?.[1];
    if (inUrl !== undefined && inUrl !== found[1]) {
      yield { at: ['servers', index, 'url'], message: `The address says v${inUrl}, info.version says ${text}.` };
    }
  }
});

export const summaries = check(function* (contract) {
  if (String(contract.written.info?.title ?? '').trim() === '') {
    yield { at: ['info'], message: 'The API needs a title.' };
  }
  for (const { view, at } of contract.operations()) {
    if (String(view.summary ?? '').trim() === '') yield { at, message: 'The operation should have a summary.' };
  }
});

export const titles = check(function* (contract) {
  for (const { value, at, place, name } of contract.schemas()) {
    const { title } = value;
    if (place === 'component') {
      if (title !== undefined && title !== name) {
        yield { at: [...at, 'title'], message: `The title hides the name of the component: leave it out, or make it "${name}".` };
      }
      continue;
    }
    if (value.type !== 'object' && !isObject(value.properties)) continue;
    if (title === undefined) {
      // No class is made of the parts of an allOf, nor of a form.
      if (place !== 'allOf' && place !== 'not' && !(place === 'body' && !isJson(at.at(-2)))) {
        yield { at, message: 'An object schema that is not a component should have an UpperCamelCase title.' };
      }
    } else if (!isUpperCamelCase(title)) {
      yield { at: [...at, 'title'], message: `The title "${title}" of an object schema should be UpperCamelCase.` };
    }
  }
});

// A word or words, the first with a capital: "Reference data", not "referenceData".
const TAG = /^\p{Lu}[\p{L}\p{N}'’-]*( [\p{L}\p{N}'’-]+)*$/u;

export const tags = check(function* (contract, { many = 10 }) {
  const declared = list(contract.written.tags).map((tag) => tag?.name);
  const operations = contract.operations();
  for (const [index, name] of declared.entries()) {
    if (!TAG.test(name) || /\p{Ll}\p{Lu}/u.test(name)) {
      yield { at: ['tags', index], message: `The tag "${name}" should be written as a title: a capital first, spaces between words.` };
    }
  }
  for (const { view, at } of operations) {
    const used = list(view.tags);
    if (used.length > 1) yield { at: [...at, 'tags'], message: 'An operation should have one tag at most.' };
    if (used.length === 0 && operations.length > many) {
      yield { at, message: `With more than ${many} operations each should have a tag.` };
    }
    for (const [index, name] of used.entries()) {
      if (!declared.includes(name)) {
        yield { at: [...at, 'tags', index], message: `The tag "${name}" should be declared in the tags of the document.` };
      }
    }
  }
});

export const operationIds = check(function* (contract) {
  const operations = contract.operations();
  const twice = repeats(operations.map(({ view }) => view.operationId).filter(Boolean));
  for (const { view, at } of operations) {
    if (String(view.operationId ?? '') === '') {
      yield { at, message: 'The operation must have an operationId.' };
    } else if (twice.includes(view.operationId)) {
      yield { at: [...at, 'operationId'], message: `Another operation also has the operationId "${view.operationId}".` };
    }
  }
});

export const operationIdCase = check(function* (contract) {
  for (const { view, at } of contract.operations()) {
    if (view.operationId && !isLowerCamelCase(view.operationId)) {
      yield { at: [...at, 'operationId'], message: `The operationId "${view.operationId}" should be lowerCamelCase.` };
    }
  }
});

export const bodyRequired = check(function* (contract) {
  for (const { value, at } of contract.requestBodies()) {
    if (typeof value.required !== 'boolean') {
      yield { at, message: 'The request body must say whether it is required.' };
    }
  }
});

export const security = check(function* (contract) {
  const schemes = contract.at(['components', 'securitySchemes']);
  const places = [{ value: contract.written.security, at: ['security'] },
    ...contract.operations().map(({ view, at }) => ({ value: view.security, at: [...at, 'security'] }))];
  for (const { value, at } of places) {
    for (const [index, requirement] of list(value).entries()) {
      for (const [name, scopes] of entries(requirement)) {
        const here = [...at, index, name];
        const scheme = contract.mean(schemes?.[name]);
        if (!isObject(scheme)) {
          yield { at: here, message: `There is no security scheme "${name}".` };
        } else if (scheme.type === 'oauth2') {
          const known = new Set(entries(scheme.flows).flatMap(([, flow]) => Object.keys(flow?.scopes ?? {})));
          for (const scope of list(scopes)) {
            if (!known.has(scope)) yield { at: here, message: `No flow of "${name}" has the scope "${scope}".` };
          }
        } else if (scheme.type !== 'openIdConnect' && list(scopes).length > 0) {
          yield { at: here, message: `A security scheme of type ${scheme.type} has no scopes.` };
        }
      }
    }
  }
});

export const defaults = check(function* (contract) {
  for (const { value, view, at } of contract.schemas()) {
    if (value.default === undefined) continue;
    for (const message of faults(contract, view, value.default)) {
      yield { at: [...at, 'default'], message: `The default does not fit its schema: ${message}.` };
    }
  }
});

// Every example that is written, with the schema it is of.
function* examples(contract) {
  for (const { value, view, at } of contract.schemas()) {
    if (value.example !== undefined) yield { at: [...at, 'example'], schema: view, example: value.example };
  }
  const holders = [...contract.media(), ...contract.parameters(), ...contract.headers().filter(({ value }) => !isRef(value))];
  for (const { value, view, at, type } of holders) {
    // What stands for a body that is not JSON is text, whatever the schema.
    const schema = type === undefined || isJson(type) ? view.schema : undefined;
    if (value.example !== undefined) yield { at: [...at, 'example'], schema, example: value.example };
    for (const [name] of entries(value.examples)) {
      const example = contract.at([...at, 'examples', name])?.value;
      if (example !== undefined) yield { at: [...at, 'examples', name], schema, example };
    }
  }
}

export const examplesFit = check(function* (contract) {
  for (const { at, schema, example } of examples(contract)) {
    for (const message of schema === undefined ? [] : faults(contract, schema, example)) {
      yield { at, message: `The example does not fit its schema: ${message}.` };
    }
  }
});

export const examplesThere = check(function* (contract) {
  if (contract.operations().length > 0 && examples(contract).next().done) {
    yield { at: [], message: 'The contract should have examples.' };
  }
});

export const componentNames = check(function* (contract) {
  for (const { name, at } of contract.components()) {
    if (!isUpperCamelCase(name)) {
      yield { at, message: `The component name "${name}" should be UpperCamelCase, abbreviations too, without _ - or a dot.` };
    }
  }
});

export const duplicates = check(function* (contract) {
  const inline = ({ at }) => at[0] !== 'components' || at.length > 3;
  const candidates = [
    ...contract.parameters().filter(inline).map((found) => ({ ...found, what: 'parameter' })),
    ...contract.responses().filter(inline).filter(({ value }) => value.content !== undefined)
      .map((found) => ({ ...found, what: 'response' })),
    ...contract.schemas().filter(inline).filter(({ value }) => Object.keys(value.properties ?? {}).length > 0)
      .map((found) => ({ ...found, what: 'schema' })),
  ];
  const firsts = new Map();
  const reported = [];
  for (const { value, at, what } of candidates) {
    const text = `${what} ${JSON.stringify(value)}`;
    if (!firsts.has(text)) {
      firsts.set(text, at);
    } else if (!reported.some((outer) => outer.every((step, index) => step === at[index]))) {
      reported.push(at);
      yield { at, message: `The same ${what} stands at /${firsts.get(text).join('/')}: make it a component.` };
    }
  }
});

export const schemaNames = check(function* (contract, { vague = ['info', 'information', 'data', 'enum', 'enumeration'] }) {
  for (const { kind, name, at } of contract.components()) {
    const found = kind === 'schemas' && words(name).find((word) => vague.includes(word));
    if (found) yield { at, message: `The schema name "${name}" should say what it means in the business, without "${found}".` };
  }
});

// `deprecated` exists on operations, parameters, headers and schemas; there it is the word to use.
export const deprecation = check(function* (contract) {
  const places = [...contract.operations().map(({ view, at }) => ({ value: view, at })),
    ...contract.parameters(), ...contract.headers().filter(({ value }) => !isRef(value)), ...contract.schemas()];
  for (const { value, at } of places) {
    if (value['x-deprecated'] !== undefined) {
      yield { at: [...at, 'x-deprecated'], message: 'OpenAPI has "deprecated" for this: use it in place of x-deprecated.' };
    }
  }
});
