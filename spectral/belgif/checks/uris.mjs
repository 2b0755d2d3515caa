// Addresses: servers, paths, path and query parameters.

import { check, entries, isLowerCamelCase, isObject, list, segments, words } from '../lib/contract.mjs';

const paths = (contract) => entries(contract.written.paths).map(([path]) => path).filter((path) => path.startsWith('/'));
const isParameter = (segment) => segment.startsWith('{');
const literals = (path) => segments(path).filter((segment) => !segment.includes('{'));
const isDocumentation = (path) => path.startsWith('/doc/');

// https://host/pathPrefix/apiName/v1; the prefix and its case are free.
const ADDRESS = /^(https:\/\/[^/]+|http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?)?((?:\/[^/]+)+)\/v([1-9]\d*)$/;

export const servers = check(function* (contract) {
  const { written } = contract;
  if (list(written.servers).length === 0 && contract.operations().length > 0) {
    yield { at: [], message: 'The contract should say the address of the API in servers.' };
  }
  for (const [index, server] of list(written.servers).entries()) {
    const at = ['servers', index, 'url'];
    const url = String(server?.url ?? '').replace(/\{(\w+)\}/g, (whole, name) => server.variables?.[name]?.default ?? whole);
    const found = ADDRESS.exec(url);
    if (found === null) {
      yield { at, message: `"${server?.url}" should be https://host/pathPrefix/apiName/v1, or the same without its host.` };
    } else if (!isLowerCamelCase(segments(found[4]).at(-1))) {
      yield { at, message: `The name of the API in "${server.url}" should be lowerCamelCase.` };
    }
  }
});

export const trailingSlash = check(function* (contract) {
  for (const path of paths(contract)) {
    if (path.length > 1 && path.endsWith('/')) yield { at: ['paths', path], message: `"${path}" must not end in a slash.` };
  }
});

export const notation = check(function* (contract) {
  for (const path of paths(contract)) {
    // What has an extension is another rule's.
    const wrong = literals(path).find((segment) => !isLowerCamelCase(segment.replace(/\.\w+$/, '')));
    if (wrong !== undefined) yield { at: ['paths', path], message: `The path segment "${wrong}" should be lowerCamelCase.` };
  }
  for (const { value, at } of contract.parameters()) {
    if (value.in === 'query' && !isLowerCamelCase(value.name)) {
      yield { at, message: `The query parameter "${value.name}" should be lowerCamelCase.` };
    }
  }
});

export const extensions = check(function* (contract) {
  for (const path of paths(contract)) {
    const last = segments(path).at(-1) ?? '';
    if (/\.\w+$/.test(last) && !isDocumentation(path)) {
      yield { at: ['paths', path], message: `"${last}" should not carry a file extension; media types say what it is.` };
    }
  }
});

export const documentation = check(function* (contract) {
  for (const path of paths(contract)) {
    const steps = segments(path);
    if (/^(openapi|swagger|api-docs)(\.(json|ya?ml))?$/i.test(steps.at(-1) ?? '') && !/^\/doc\/openapi\.(json|yaml)$/.test(path)) {
      yield { at: ['paths', path], message: 'The OpenAPI document should be at /doc/openapi.yaml or /doc/openapi.json.' };
    }
    if (/^(refdata|reference-?data|code-?lists?)$/i.test(steps[0] ?? '') && steps[0] !== 'refData') {
      yield { at: ['paths', path], message: `Reference data should be under /refData, not /${steps[0]}.` };
    }
  }
});

function* templated(contract) {
  for (const path of paths(contract)) {
    for (const [, name] of path.matchAll(/\{([^}]*)\}/g)) yield { name, at: ['paths', path] };
  }
}

export const pathParameters = check(function* (contract) {
  for (const { name, at } of templated(contract)) {
    if (!isLowerCamelCase(name)) yield { at, message: `The path parameter "${name}" should be lowerCamelCase.` };
  }
});

export const identifierNames = check(function* (contract) {
  for (const { name, at } of templated(contract)) {
    if (['id', 'code'].includes(name)) {
      yield { at, message: `The path parameter "${name}" should begin with the kind of resource, such as trainingId.` };
    }
  }
});

// Not every s at the end is a plural.
const SINGULAR_IN_S = /(ss|us|is|news|series|species|basis)$/i;
const PLURAL = /(s|children|people|men|women|feet|teeth|mice|geese|criteria|phenomena|media|data|indices|history)$/i;

export const plurals = check(function* (contract) {
  for (const path of contract.collections()) {
    const name = literals(path).at(-1);
    if (name === undefined || isParameter(segments(path).at(-1))) continue;
    if (!PLURAL.test(name) || /ss$/.test(name)) {
      yield { at: ['paths', path], message: `"${name}" has documents below it: the name of a collection should be a plural.` };
    }
  }
});

export const multipleValues = check(function* (contract) {
  for (const { value, view, at } of contract.parameters()) {
    if (value.in !== 'query' || contract.type(view.schema) !== 'array') continue;
    if ((value.style ?? 'form') !== 'form' || value.explode === false) {
      yield { at, message: `"${value.name}" should be repeated for each of its values: style form and explode true.` };
    }
  }
});

export const multipleValuesSingular = check(function* (contract) {
  for (const { value, view, at } of contract.parameters()) {
    if (value.in !== 'query' || contract.type(view.schema) !== 'array') continue;
    if (/s$/.test(value.name) && !SINGULAR_IN_S.test(value.name)) {
      yield { at, message: `"${value.name}" is repeated for each value, so its name should be in the singular.` };
    }
  }
});

// Reserved query parameters and what they are.
const queryOf = (contract, name) => contract.parameters().filter(({ value }) => value.in === 'query' && value.name === name);

export const sorting = check(function* (contract) {
  for (const { view, at } of queryOf(contract, 'sort')) {
    const schema = contract.mean(view.schema);
    if (contract.type(schema) !== 'array') {
      yield { at, message: '"sort" should take many values: an array of names of properties.' };
    } else if (!view.description && !schema.description && contract.keyword(schema.items, 'enum') === undefined) {
      yield { at, message: '"sort" should say which properties one can sort by: in its description or as an enum.' };
    }
  }
});

const textual = (name, meaning) => check(function* (contract) {
  for (const { view, at } of queryOf(contract, name)) {
    const type = contract.type(view.schema);
    if (type !== 'string' && type !== undefined) yield { at, message: `"${name}" is reserved for ${meaning}: a string.` };
  }
});

export const selecting = textual('select', 'the properties one wants back, such as (name,address(street))');
export const searching = textual('q', 'a search through all the text');

const SENSITIVE = ['ssin', 'insz', 'niss', 'inss', 'rrn', 'nationalnumber', 'nationalregisternumber', 'nationalregistrationnumber',
  'email', 'emailaddress', 'phone', 'phonenumber', 'mobilenumber', 'telephone', 'telephonenumber',
  'birthdate', 'dateofbirth', 'iban', 'bankaccount', 'bankaccountnumber', 'cardnumber', 'idcardnumber',
  'password', 'secret', 'accesstoken', 'refreshtoken', 'apikey', 'pincode'];

export const sensitive = check(function* (contract, { names = SENSITIVE }) {
  const bare = (name) => words(name).join('');
  const known = new Set(names.map((name) => bare(name)));
  // The whole name, or how it ends: `employeeSsin`, `contactEmailAddress`.
  const isSensitive = (name) => {
    const parts = words(name);
    return parts.some((_, index) => known.has(parts.slice(index).join('')));
  };
  for (const { value, at } of contract.parameters()) {
    if (!['path', 'query', 'header'].includes(value.in)) continue;
    if (value.in === 'header' && ['authorization', 'cookie'].includes(String(value.name).toLowerCase())) continue;
    const schemas = [value.schema, value.schema?.items, ...list(value.schema?.allOf)];
    const type = schemas.map((schema) => (isObject(schema) ? String(schema.$ref ?? '') : '').split('/').at(-1))
      .find((name) => name !== '' && isSensitive(name));
    if (isSensitive(value.name) || type !== undefined) {
      const what = type === undefined || isSensitive(value.name) ? value.name : `${value.name} (${type})`;
      yield { at, message: `${what} is sensitive and should travel in a body: POST …/get, /update, /delete or /query, not in the ${value.in}.` };
    }
  }
});
