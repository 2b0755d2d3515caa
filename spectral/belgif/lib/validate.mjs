// Values against the schemas of OpenAPI 3.0, which are not quite JSON Schema.

import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { entries, isObject, isRef, list } from './contract.mjs';

const ANNOTATIONS = new Set(['example', 'examples', 'default', 'discriminator', 'xml', 'externalDocs',
  'deprecated', 'readOnly', 'writeOnly', 'description', 'title']);

const validators = new WeakMap();

function ajv() {
  const made = new (Ajv.default ?? Ajv)({
    strict: false, logger: false, allErrors: true, unicodeRegExp: false, validateSchema: false, addUsedSchema: false,
  });
  (addFormats.default ?? addFormats)(made);
  made.addFormat('number', { type: 'string', validate: (text) => /^[-+]?(\d+\.?\d*|\.\d+)$/.test(text) });
  return made;
}

// What is wrong with a value, in words; nothing where the schema itself cannot be used.
export function faults(contract, schema, value) {
  if (!validators.has(contract)) validators.set(contract, { made: ajv(), compiled: new WeakMap() });
  const { made, compiled } = validators.get(contract);
  const view = contract.mean(schema);
  if (!isObject(view)) return [];
  if (!compiled.has(view)) compiled.set(view, compile(made, contract, view));
  const validate = compiled.get(view);
  if (validate === undefined || validate(value)) return [];
  return [...new Set(validate.errors.map(({ instancePath, message, params }) => {
    const named = params.additionalProperty ?? params.allowedValues?.join(', ');
    return `${instancePath === '' ? 'the value' : instancePath} ${message}${named === undefined ? '' : ` (${named})`}`;
  }))];
}

function compile(made, contract, view) {
  const definitions = {};
  const schema = translate(contract, view, definitions);
  try {
    return made.compile({ ...schema, definitions });
  } catch {
    return undefined; // an unusable pattern and the like: not a fault of the value
  }
}

// A schema of OpenAPI 3.0 as JSON Schema. Circles, the only `$ref` left, become definitions.
function translate(contract, schema, definitions) {
  if (isRef(schema)) {
    if (!schema.$ref.startsWith('#/')) return {};
    const name = encodeURIComponent(schema.$ref.slice(2)).replace(/[^\w]/g, '_');
    if (!(name in definitions)) {
      definitions[name] = {};
      Object.assign(definitions[name], translate(contract, contract.mean(schema), definitions));
    }
    return { $ref: `#/definitions/${name}` };
  }
  if (!isObject(schema)) return {};
  const made = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (ANNOTATIONS.has(keyword) || keyword.startsWith('x-')) continue;
    if (keyword === 'properties') {
      made.properties = Object.fromEntries(
        entries(value).map(([name, inner]) => [name, translate(contract, inner, definitions)]));
    } else if (['allOf', 'oneOf', 'anyOf'].includes(keyword)) {
      made[keyword] = list(value).map((inner) => translate(contract, inner, definitions));
    } else if (['items', 'not', 'additionalProperties'].includes(keyword) && isObject(value)) {
      made[keyword] = translate(contract, value, definitions);
    } else if (!['nullable', 'exclusiveMinimum', 'exclusiveMaximum'].includes(keyword)) {
      made[keyword] = value;
    }
  }
  for (const [flag, bound] of [['exclusiveMinimum', 'minimum'], ['exclusiveMaximum', 'maximum']]) {
    if (schema[flag] === true && typeof schema[bound] === 'number') {
      made[flag] = schema[bound];
      delete made[bound];
    }
  }
  if (schema.nullable !== true) return made;
  return { anyOf: [{ type: 'null' }, made] };
}
