// Methods, status codes, bodies, headers, problems, and the resources the guide describes.

import { check, entries, isJson, isObject, list, segments, words } from '../lib/contract.mjs';

const hasBody = (view) => entries(view?.content).length > 0;
const headersOf = (response) => new Set(entries(response.headers).map(([name]) => name.toLowerCase()));
const isError = (code) => code === 'default' || /^[45]/.test(code);
const isHealth = ({ path, method }) => path === '/health' && method === 'get';
const query = ({ parameters }) => parameters.filter(({ view }) => view.in === 'query');
const success = (contract, operation) => contract.responsesOf(operation).filter(({ code }) => /^2/.test(code));

// --- methods --------------------------------------------------------------------------------------

const VERBS = new Set(['get', 'update', 'delete', 'query', 'search', 'find', 'send', 'convert', 'validate', 'calculate',
  'compute', 'cancel', 'archive', 'activate', 'deactivate', 'withdraw', 'approve', 'reject', 'confirm', 'submit',
  'merge', 'verify', 'recalculate', 'restore', 'revoke', 'execute', 'start', 'stop', 'create', 'add', 'remove']);

const isController = (path) => {
  const last = segments(path).at(-1) ?? '';
  return !last.startsWith('{') && VERBS.has(words(last)[0]) && !(words(last).length === 1 && /s$/.test(last));
};

export const methods = check(function* (contract) {
  const collections = contract.collections();
  for (const { path, method, view, at } of contract.operations()) {
    const name = method.toUpperCase();
    if (['put', 'patch'].includes(method) && collections.has(path)) {
      yield { at, message: `${name} is for a document, not for a collection.` };
    }
    if (method === 'post' && path.endsWith('}')) {
      yield { at, message: 'POST is for a collection or a controller, not for a document.' };
    }
    if (['get', 'head', 'delete', 'options'].includes(method) && view.requestBody !== undefined) {
      yield { at: [...at, 'requestBody'], message: `${name} should have no request body.` };
    }
    if (['put', 'patch'].includes(method) && view.requestBody === undefined) {
      yield { at, message: `${name} should have a request body.` };
    }
  }
});

export const controllers = check(function* (contract) {
  for (const { path, method, at } of contract.operations()) {
    if (['put', 'patch', 'delete'].includes(method) && isController(path)) {
      yield { at, message: `"${segments(path).at(-1)}" reads as an action, which should be a POST, or a GET without effect.` };
    }
  }
});

// --- status codes -----------------------------------------------------------------------------------

const EXCLUDED = {
  get: ['201', '202', '204', '409', '412', '413'],
  head: ['201', '202', '409', '412', '413'],
  put: ['202', '304'],
  post: ['304'],
  patch: ['201', '202', '304'],
  delete: ['201', '202', '304', '413'],
  options: ['201', '204', '304', '405', '409', '412', '413'],
};

export const statusCodes = check(function* (contract) {
  const collections = contract.collections();
  for (const operation of contract.operations()) {
    const { path, method } = operation;
    for (const { code, view, at } of contract.responsesOf(operation)) {
      if (EXCLUDED[method]?.includes(code)) {
        yield { at, message: `${method.toUpperCase()} should not answer ${code}.` };
      } else if (method === 'post' && code === '200' && collections.has(path)) {
        yield { at, message: 'POST on a collection creates: 201, or 303 for what is there already, not 200.' };
      } else if (code === '200' && method !== 'head' && !hasBody(view)) {
        yield { at, message: '200 should have a body; without one it is 204.' };
      } else if (['204', '304'].includes(code) && hasBody(view)) {
        yield { at, message: `${code} has no body.` };
      } else if (method === 'head' && hasBody(view)) {
        yield { at, message: 'The answer to HEAD has no body.' };
      }
    }
  }
});

export const statusHeaders = check(function* (contract) {
  for (const operation of contract.operations()) {
    for (const { code, view, at } of contract.responsesOf(operation)) {
      const wanted = ['301', '303', '307'].includes(code) || (code === '201' && operation.method === 'post')
        ? 'Location' : code === '405' ? 'Allow' : undefined;
      if (wanted !== undefined && !headersOf(view).has(wanted.toLowerCase())) {
        yield { at, message: `${code} should have the header ${wanted}.` };
      }
    }
  }
});

const CONDITIONS = {
  304: ['if-none-match', 'if-modified-since'],
  412: ['if-match', 'if-none-match', 'if-unmodified-since', 'if-modified-since'],
};

export const conditional = check(function* (contract) {
  for (const operation of contract.operations()) {
    const sent = operation.parameters.filter(({ view }) => view.in === 'header').map(({ view }) => view.name.toLowerCase());
    for (const { code, at } of contract.responsesOf(operation)) {
      if (CONDITIONS[code] && !CONDITIONS[code].some((name) => sent.includes(name))) {
        yield { at, message: `${code} answers a conditional request: the operation should have a header such as ${code === '304' ? 'If-None-Match' : 'If-Match'}; otherwise it is ${code === '304' ? '200' : '409'}.` };
      }
    }
  }
});

export const lastModified = check(function* (contract) {
  for (const { view, at } of contract.responses()) {
    const found = headersOf(view);
    if (found.has('last-modified') && !found.has('etag')) {
      yield { at, message: 'Last-Modified knows no fractions of a second: ETag should be there.' };
    }
  }
});

// --- bodies -----------------------------------------------------------------------------------------

const bodies = (contract) => contract.media().filter(({ kind }) => kind === 'request' || kind === 'response');

export const topLevel = check(function* (contract) {
  for (const { type, view, at } of bodies(contract)) {
    if (!isJson(type)) continue;
    const found = view.schema === undefined ? undefined : contract.type(view.schema);
    if (view.schema === undefined) {
      yield { at, message: 'A JSON body must have a schema, and be an object.' };
    } else if (found !== 'object') {
      yield { at: [...at, 'schema'], message: `A JSON body must be an object at the top, not ${found ?? 'of no stated type'}.` };
    }
  }
});

const FORMS = /^(multipart\/|application\/x-www-form-urlencoded)/i;

export const structured = check(function* (contract) {
  for (const { value, view, at } of [...contract.requestBodies(), ...contract.responses()]) {
    if (!isObject(value.content)) continue;
    const types = Object.keys(view.content ?? {});
    if (types.some(isJson)) continue;
    const other = types.find((type) => !FORMS.test(type)
      && ['object', 'array'].includes(contract.type(contract.mean(view.content[type])?.schema)));
    if (other !== undefined) {
      yield { at: [...at, 'content', other], message: 'Structured data must (also) be there as application/json.' };
    }
  }
});

export const charset = check(function* (contract) {
  for (const { type, at } of contract.media()) {
    if (isJson(type) && type.includes(';')) {
      yield { at, message: 'The media type of JSON should have no parameters: JSON is UTF-8.' };
    }
  }
});

export const mergePatch = check(function* (contract) {
  // A component is told by its $ref, so here it is what is written that counts.
  const bodyOf = ({ path, method }) => contract.writtenBy(contract.writtenBy(contract.written.paths[path])?.[method]?.requestBody);
  const refs = (operation) => entries(bodyOf(operation)?.content).map(([, media]) => media?.schema?.$ref).filter(Boolean);
  const others = new Set(contract.operations().filter(({ method }) => method !== 'patch').flatMap(refs));
  for (const operation of contract.operations().filter(({ method }) => method === 'patch')) {
    const body = contract.mean(operation.view.requestBody);
    if (body === undefined) continue;
    const at = [...operation.at, 'requestBody'];
    const types = Object.keys(body.content ?? {}).map((type) => type.split(';')[0].trim().toLowerCase());
    for (const wanted of ['application/merge-patch+json', 'application/json']) {
      if (!types.includes(wanted)) yield { at, message: `PATCH should take ${wanted}.` };
    }
    if (entries(body.content).some(([, media]) => contract.required(contract.mean(media)?.schema).size > 0)) {
      yield { at, message: 'Nothing should be required in a merge patch: what is left out stays as it is.' };
    } else if (refs(operation).some((ref) => others.has(ref))) {
      yield { at, message: 'A merge patch should have a schema of its own, not that of another operation.' };
    }
  }
});

// --- headers ----------------------------------------------------------------------------------------

// Header parameters and response headers, by name.
function headers(contract) {
  return [
    ...contract.parameters().filter(({ value }) => value.in === 'header').map(({ value, at }) => ({ name: value.name, at })),
    // The name of a header component is the component's; a response gives it its name.
    ...contract.headers().filter(({ component }) => !component).map(({ name, at }) => ({ name, at })),
  ];
}

// What is by custom written another way.
const OTHER_CASE = /^(ETag|WWW-Authenticate|DNT|TE|DPoP|DPoP-Nonce|Content-MD5|Accept-CH|NEL|P3P|IM|A-IM|SourceMap|X-XSS-Protection|X-UA-Compatible|X-HTTP-Method-Override|Sec-(CH|GPC|WebSocket)\b.*|traceparent|tracestate|baggage|BelGov-.*)$/;
const KEBAB = /^[A-Z][a-z0-9]*(-[A-Z0-9][a-z0-9]*)*$/;

export const headerCase = check(function* (contract) {
  for (const { name, at } of headers(contract)) {
    if (!KEBAB.test(name) && !OTHER_CASE.test(name)) yield { at, message: `The header "${name}" should be written Upper-Kebab-Case.` };
  }
});

// Registered names, and drafts that are in use.
const REGISTERED = new Set(`accept accept-charset accept-encoding accept-language accept-patch accept-post accept-ranges age
  allow alt-svc authorization cache-control clear-site-data connection content-digest content-disposition content-encoding
  content-language content-length content-location content-range content-security-policy content-type cookie date deprecation
  digest dnt dpop dpop-nonce etag expect expires forwarded from host idempotency-key if-match if-modified-since if-none-match
  if-range if-unmodified-since keep-alive last-modified link location max-forwards origin pragma prefer preference-applied
  priority proxy-authenticate proxy-authorization range ratelimit ratelimit-limit ratelimit-policy ratelimit-remaining
  ratelimit-reset referer referrer-policy refresh repr-digest retry-after server server-timing set-cookie signature
  signature-input strict-transport-security sunset te trailer transfer-encoding upgrade user-agent vary via want-content-digest
  want-digest want-repr-digest warning www-authenticate traceparent tracestate baggage`.split(/\s+/));

export const customHeaders = check(function* (contract, { organizations }) {
  for (const { name, at } of headers(contract)) {
    const lower = name.toLowerCase();
    if (REGISTERED.has(lower) || /^(x|sec|access-control|cross-origin)-/.test(lower)) continue;
    const prefix = lower.includes('-') ? lower.split('-')[0] : undefined;
    const known = organizations === undefined || ['belgov', ...organizations.map((one) => one.toLowerCase())].includes(prefix);
    if (prefix === undefined || !known) {
      yield { at, message: `The header "${name}" is nobody's standard: it should begin with the organization's name.` };
    }
  }
});

const GENERAL = new Set(['accept', 'accept-language', 'authorization', 'content-type', 'belgov-trace-id', 'belgov-related-trace-id']);

export const generalHeaders = check(function* (contract) {
  for (const { name, at } of headers(contract)) {
    if (GENERAL.has(name.toLowerCase())) {
      yield { at, message: `${name} may come with any request or answer: it should not be described for each operation.` };
    }
  }
});

// --- problems ---------------------------------------------------------------------------------------

const PROBLEM = 'application/problem+json';
const isProblem = (type) => type.toLowerCase().startsWith(PROBLEM);
const problemMedia = (contract) => bodies(contract).filter(({ type, view }) => isProblem(type) && isObject(view.schema));

export const problemMediaType = check(function* (contract) {
  for (const operation of contract.operations()) {
    for (const { code, view, at } of contract.responsesOf(operation)) {
      if (!isError(code) || (isHealth(operation) && code === '503')) continue;
      for (const [type] of entries(view.content)) {
        if (!isProblem(type)) yield { at: [...at, 'content', type], message: `A problem should be ${PROBLEM}, not ${type}.` };
      }
    }
  }
});

const MEMBERS = {
  type: { type: 'string', format: 'uri', wanted: true },
  title: { type: 'string', wanted: true },
  status: { type: 'integer', wanted: true },
  detail: { type: 'string' },
  instance: { type: 'string', format: 'uri' },
  href: { type: 'string', format: 'uri' },
};

export const problemMembers = check(function* (contract) {
  for (const { view, at } of problemMedia(contract)) {
    const found = contract.possibleProperties(view.schema);
    for (const [name, member] of Object.entries(MEMBERS)) {
      const schema = found.get(name);
      if (schema === undefined) {
        if (member.wanted) yield { at: [...at, 'schema'], message: `A problem should have "${name}".` };
      } else if ((contract.type(schema) ?? member.type) !== member.type) {
        yield { at: [...at, 'schema'], message: `"${name}" of a problem is of type ${member.type}.` };
      } else if (member.format && contract.keyword(schema, 'format') !== member.format) {
        yield { at: [...at, 'schema'], message: `"${name}" of a problem should have format ${member.format}.` };
      }
    }
  }
});

const PROBLEM_TYPE = /^urn:problem-type:[a-z][\w-]*(:[a-z][\w-]*)*:[a-z][a-zA-Z0-9]*$/;

export const problemTypes = check(function* (contract) {
  for (const { value, view, at } of problemMedia(contract)) {
    const said = [];
    const type = contract.possibleProperties(view.schema).get('type') ?? {};
    list(contract.keyword(type, 'enum')).forEach((text) => said.push({ text, at: [...at, 'schema'] }));
    said.push({ text: contract.keyword(type, 'example'), at: [...at, 'schema'] });
    said.push({ text: contract.keyword(view.schema, 'example')?.type, at: [...at, 'schema'] });
    said.push({ text: value.example?.type, at: [...at, 'example'] });
    for (const [name] of entries(value.examples)) {
      said.push({ text: contract.at([...at, 'examples', name])?.value?.type, at: [...at, 'examples', name] });
    }
    for (const { text, at: place } of said) {
      if (text !== undefined && !PROBLEM_TYPE.test(text)) {
        yield { at: place, message: `The problem type "${text}" should be urn:problem-type:<org>:<type> or urn:problem-type:<org>:<api>:<type>.` };
      }
    }
  }
});

const REVEALING = new Set(['stacktrace', 'stack', 'exception', 'exceptionclass', 'exceptionmessage', 'rootcause', 'sql',
  'sqlstate', 'hostname', 'servername', 'nodename', 'classname', 'threadname']);

export const revealing = check(function* (contract) {
  for (const { view, at } of problemMedia(contract)) {
    for (const [name] of contract.possibleProperties(view.schema)) {
      if (REVEALING.has(words(name).join(''))) {
        yield { at: [...at, 'schema'], message: `"${name}" would tell the client how the service is built.` };
      }
    }
  }
});

export const defaultProblem = check(function* (contract) {
  for (const operation of contract.operations()) {
    if (['head', 'options', 'trace'].includes(operation.method)) continue;
    const found = contract.responsesOf(operation).find(({ code }) => code === 'default');
    if (found === undefined || !Object.keys(found.view.content ?? {}).some(isProblem)) {
      yield { at: found?.at ?? operation.at, message: `The operation should have a default response, an ${PROBLEM}.` };
    }
  }
});

export const generalProblems = check(function* (contract, { from = 4 }) {
  const operations = contract.operations();
  const having = (wanted) => operations.filter((operation) => operation.view.responses?.[wanted] !== undefined).length;
  const common = new Set(['400', '401', '403', '429']
    .filter((code) => operations.length >= from && having(code) * 2 > operations.length));
  for (const operation of operations) {
    for (const { code, at } of contract.responsesOf(operation)) {
      if (['500', '502'].includes(code) || (code === '503' && !isHealth(operation)) || common.has(code)) {
        yield { at, message: `${code} may befall ${common.has(code) ? 'most operations' : 'any operation'}: the default response says it.` };
      }
    }
  }
});

// --- health, tasks, collections ---------------------------------------------------------------------

export const health = check(function* (contract) {
  const operations = contract.operations();
  if (operations.length === 0) return; // only definitions for other documents
  const found = operations.find(isHealth);
  if (found === undefined) {
    yield { at: ['paths'], message: 'The API should have the operation GET /health.' };
    return;
  }
  const responses = contract.responsesOf(found);
  for (const code of ['200', '503']) {
    const response = responses.find((one) => one.code === code);
    if (response === undefined) {
      yield { at: found.at, message: `GET /health should answer ${code}.` };
      continue;
    }
    const schema = contract.mean(response.view.content?.['application/json'])?.schema;
    const status = schema && contract.possibleProperties(schema).get('status');
    if (status === undefined || contract.type(status) !== 'string') {
      yield { at: response.at, message: `The ${code} of GET /health should be application/json with "status", a string.` };
    }
  }
  const asked = list(found.view.security ?? contract.written.security);
  if (asked.length > 0 && asked.every((requirement) => entries(requirement).some(([, scopes]) => list(scopes).length > 0))) {
    yield { at: found.at, message: 'Any client should be allowed GET /health: it should ask for no scope.' };
  }
});

export const accepted = check(function* (contract) {
  for (const operation of contract.operations().filter(({ method }) => method === 'post')) {
    for (const { code, view, at } of contract.responsesOf(operation)) {
      if (code === '202' && !headersOf(view).has('location')) {
        yield { at, message: '202 must have the header Location, the address of the task.' };
      }
    }
  }
});

export const taskStatus = check(function* (contract) {
  for (const operation of contract.operations()) {
    const [parent, last] = segments(operation.path).slice(-2);
    if (operation.method !== 'get' || !last?.startsWith('{') || words(parent).at(-1) !== 'tasks') continue;
    const response = contract.responsesOf(operation).find(({ code }) => code === '200');
    const schema = response && contract.json(response.view.content);
    const status = schema && contract.possibleProperties(schema).get('status');
    if (status === undefined || !contract.possibleProperties(status).has('state')) {
      yield { at: response?.at ?? operation.at, message: 'The task should say how far it is: 200 with status.state.' };
    }
  }
});

// The answers to GET that are a collection, by their path or by what they hold.
function* collectionAnswers(contract) {
  const collections = contract.collections();
  for (const operation of contract.operations().filter(({ method }) => method === 'get')) {
    for (const { view, at } of success(contract, operation)) {
      const schema = contract.json(view.content);
      if (schema === undefined) continue;
      const properties = contract.possibleProperties(schema);
      if (contract.type(schema) === 'object' && (collections.has(operation.path) || properties.has('items'))) {
        yield { schema, properties, at };
      }
    }
  }
}

export const collectionItems = check(function* (contract) {
  for (const { schema, properties, at } of collectionAnswers(contract)) {
    const items = properties.get('items');
    const item = contract.keyword(items, 'items');
    if (items === undefined || contract.type(items) !== 'array') {
      yield { at, message: 'A collection must have "items", an array of objects.' };
      continue;
    }
    if (!contract.required(schema).has('items')) {
      yield { at, message: '"items" must be there also when it is empty: it is required.' };
    }
    if (contract.type(item) !== 'object') {
      yield { at, message: 'Each of the "items" must be an object.' };
    } else if (!contract.possibleProperties(item).has('href')) {
      yield { at, message: 'Each of the "items" must have "href", the address of the resource.' };
    }
    const total = properties.get('total');
    if (total !== undefined && contract.type(total) !== 'integer') {
      yield { at, message: '"total" must be the number of items, an integer.' };
    }
  }
});

const isCursor = ({ view }) => /^after[A-Z]/.test(view.name);

function* pagedOperations(contract) {
  for (const operation of contract.operations()) {
    const named = (name) => query(operation).find(({ view }) => view.name === name);
    const found = { operation, page: named('page'), pageSize: named('pageSize'), cursor: query(operation).find(isCursor) };
    if (found.page || found.pageSize || found.cursor) yield found;
  }
}

export const paging = check(function* (contract) {
  for (const { operation, page, pageSize, cursor } of pagedOperations(contract)) {
    if (page) {
      const { schema } = page.view;
      if (contract.type(schema) !== 'integer' || contract.keyword(schema, 'minimum') !== 1 || contract.keyword(schema, 'default') !== 1) {
        yield { at: page.at, message: '"page" must be an integer with minimum 1 and default 1.' };
      }
      if (cursor) yield { at: cursor.at, message: `Pages go either by "page" or by the cursor "${cursor.view.name}".` };
    }
    if (pageSize) {
      const { schema } = pageSize.view;
      if (contract.type(schema) !== 'integer' || contract.keyword(schema, 'default') === undefined) {
        yield { at: pageSize.at, message: '"pageSize" must be an integer with a default.' };
      }
    }
    for (const { view, at } of success(contract, operation)) {
      const schema = contract.json(view.content);
      if (schema === undefined) continue;
      const properties = contract.possibleProperties(schema);
      for (const name of page ? ['next', 'page'] : ['next']) {
        if (!properties.has(name)) yield { at, message: `A page must have "${name}".` };
      }
    }
  }
});

export const pageSize = check(function* (contract) {
  for (const { operation } of pagedOperations(contract)) {
    for (const { view, at } of success(contract, operation)) {
      const schema = contract.json(view.content);
      if (schema !== undefined && !contract.possibleProperties(schema).has('pageSize')) {
        yield { at, message: 'A page should say its "pageSize".' };
      }
    }
  }
});

export const embedding = check(function* (contract) {
  for (const operation of contract.operations()) {
    if (!query(operation).some(({ view }) => view.name === 'embed')) continue;
    for (const { view, at } of success(contract, operation)) {
      const schema = contract.json(view.content);
      if (schema === undefined) continue;
      const embedded = contract.possibleProperties(schema).get('embedded');
      if (embedded === undefined || contract.type(embedded) !== 'object' || contract.properties(embedded).size > 0) {
        yield { at, message: 'With "embed" the answer must have "embedded", a map from address to resource.' };
      }
    }
  }
});
