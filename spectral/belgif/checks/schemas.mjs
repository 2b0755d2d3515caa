// Schemas: names, types, composition, links, languages.

import { check, entries, isLowerCamelCase, isObject, isRef, list, words } from '../lib/contract.mjs';
import { faults } from '../lib/validate.mjs';

const VAGUE = ['info', 'information', 'data'];
// Names that other standards fix: OAuth 2, OpenID Connect, JSON Web Keys.
const STANDARD = new Set(`access_token token_type expires_in refresh_token id_token client_id client_secret grant_type
  redirect_uri response_type code_verifier code_challenge code_challenge_method client_assertion client_assertion_type
  subject_token subject_token_type actor_token actor_token_type requested_token_type issued_token_type error_description
  error_uri preferred_username given_name family_name middle_name email_verified phone_number phone_number_verified updated_at
  x5t#S256 token_endpoint jwks_uri authorization_endpoint userinfo_endpoint login_hint id_token_hint post_logout_redirect_uri
  ui_locales acr_values max_age auth_time at_hash c_hash session_state`.split(/\s+/));

export const propertyNames = check(function* (contract) {
  for (const { value, at } of contract.schemas()) {
    for (const [name] of entries(value.properties)) {
      if (STANDARD.has(name)) continue;
      const here = [...at, 'properties', name];
      const vague = words(name).find((word) => VAGUE.includes(word));
      if (!isLowerCamelCase(name)) {
        yield { at: here, message: `The property "${name}" should be lowerCamelCase, abbreviations too.` };
      } else if (vague !== undefined) {
        yield { at: here, message: `The property "${name}" should say what it means, without "${vague}".` };
      }
    }
  }
});

// Merge patches say with null what is to go, so the schemas of PATCH may have it; in a document of
// definitions alone they are told by their name.
function patchSchemas(contract) {
  return contract.keep('patchSchemas', () => {
    const found = new Set();
    const visit = (node) => {
      if (Array.isArray(node)) node.forEach(visit);
      else if (isObject(node) && !found.has(node)) {
        found.add(node);
        if (isRef(node)) visit(contract.writtenBy(node));
        else Object.values(node).forEach(visit);
      }
    };
    for (const [, item] of entries(contract.written.paths)) visit(item?.patch?.requestBody);
    for (const { kind, name, value } of contract.components()) {
      if (kind === 'schemas' && words(name).includes('patch')) visit(value);
    }
    return found;
  });
}

export const nulls = check(function* (contract) {
  const patches = patchSchemas(contract);
  for (const { value, at } of contract.schemas()) {
    if (value.nullable === true && !patches.has(value)) {
      yield { at: [...at, 'nullable'], message: 'What has no value should be left out, not be null; only a merge patch knows null.' };
    }
  }
});

export const maps = check(function* (contract) {
  for (const { value, view, at } of contract.schemas()) {
    const allowed = value.additionalProperties;
    if (allowed === undefined) continue;
    if (allowed === false || contract.properties(view).size > 0) {
      yield { at: [...at, 'additionalProperties'], message: 'additionalProperties is for maps only, or the schema cannot grow.' };
    }
  }
});

// Properties an object is known to have: its own, and where it is a part of a composition, those of
// the whole.
function known(contract, at) {
  const names = new Set();
  for (let end = at.length; end > 0; end -= 1) {
    const path = at.slice(0, end);
    for (const [name] of contract.possibleProperties(contract.at(path))) names.add(name);
    const inComposition = ['allOf', 'oneOf', 'anyOf'].includes(at[end - 2]);
    if (at[end - 1] !== 'not' && !inComposition) break;
    if (inComposition) end -= 1;
  }
  return names;
}

export const requiredNames = check(function* (contract) {
  for (const { value, at } of contract.schemas()) {
    if (!Array.isArray(value.required)) continue;
    const names = known(contract, at);
    for (const [index, name] of value.required.entries()) {
      if (!names.has(name)) yield { at: [...at, 'required', index], message: `"${name}" is required, but there is no such property.` };
    }
  }
});

export const readOnly = check(function* (contract) {
  for (const { value, view, at } of contract.schemas()) {
    for (const [index, name] of list(value.required).entries()) {
      const property = contract.properties(view).get(name);
      if (property !== undefined && contract.keyword(property, 'readOnly') === true) {
        yield { at: [...at, 'required', index], message: `"${name}" is readOnly and should not be required.` };
      }
    }
  }
});

export const decimals = check(function* (contract) {
  for (const { value, at } of contract.schemas()) {
    if (value.type === 'number' && !['float', 'double'].includes(value.format)) {
      yield { at, message: 'Decimals should be a string with format number, or an integer in a smaller unit; if a floating point number is meant, say so: format double.' };
    }
  }
});

export const enums = check(function* (contract) {
  for (const { value, view, at } of contract.schemas()) {
    if (!Array.isArray(value.enum)) continue;
    const { enum: _, ...rest } = view;
    for (const [index, one] of value.enum.entries()) {
      if (value.enum.indexOf(one) < index) yield { at: [...at, 'enum', index], message: `"${one}" stands there twice.` };
      for (const message of faults(contract, rest, one)) {
        yield { at: [...at, 'enum', index], message: `"${one}" does not fit its schema: ${message}.` };
      }
    }
  }
});

// Health is upper case by the guide itself.
const HEALTH = new Set(['UP', 'DEGRADED', 'DOWN', 'OUT_OF_SERVICE', 'UNKNOWN']);

export const codes = check(function* (contract) {
  for (const { value, at, name } of contract.schemas()) {
    if (Array.isArray(value.enum)) {
      const isHealth = value.enum.includes('UP') && value.enum.every((one) => HEALTH.has(one));
      const isSort = words(name ?? '').some((word) => word.startsWith('sort'));
      for (const [index, one] of value.enum.entries()) {
        const here = [...at, 'enum', index];
        if (typeof one === 'number') {
          yield { at: here, message: `The code ${one} should be a string in lowerCamelCase.` };
        } else if (typeof one === 'string' && !isHealth && !isLowerCamelCase(isSort ? one.replace(/^-/, '') : one) && !isUrn(one)) {
          yield { at: here, message: `The code "${one}" should be lowerCamelCase.` };
        }
      }
    }
    for (const [key] of entries(value.discriminator?.mapping)) {
      if (!isLowerCamelCase(key) && !isUrn(key)) {
        yield { at: [...at, 'discriminator', 'mapping', key], message: `The code "${key}" should be lowerCamelCase.` };
      }
    }
  }
});

// Identifiers may be addresses: problem types, for one.
const isUrn = (text) => /^(urn:|https?:\/\/)/.test(text);

// Numbers that are shown with their leading zeros.
const ZEROS = /(^|[a-z])(ssin|insz|niss|(enterprise|establishmentUnit|cbe|kbo|bce|vat)Number)$/i;
const COUNTED = new Set(['id', 'code', 'number', 'identifier']);

export const numericIdentifiers = check(function* (contract) {
  for (const { value, view, at, place, name } of contract.schemas()) {
    if (['allOf', 'oneOf', 'anyOf', 'not'].includes(place)) continue;
    const type = contract.type(view);
    const examples = [contract.keyword(view, 'example'), contract.keyword(view, 'default')];
    const zeros = ZEROS.test(name ?? '') || examples.some((one) => typeof one === 'string' && /^0\d+$/.test(one));
    const hasFormat = contract.keyword(view, 'format') !== undefined;
    if (zeros && type === 'integer') {
      yield { at, message: `"${name}" is written with its leading zeros: it should be a string with a pattern.` };
    } else if (zeros && type === 'string' && !hasFormat && contract.keyword(view, 'pattern') === undefined && contract.keyword(view, 'enum') === undefined) {
      yield { at, message: 'What is written with leading zeros should have a pattern.' };
    } else if (value.type === 'integer' && COUNTED.has(words(name ?? '').at(-1))
      && ['format', 'minimum', 'maximum', 'enum'].every((keyword) => contract.keyword(view, keyword) === undefined)) {
      yield { at, message: `The number "${name}" should have a format, or a minimum and a maximum.` };
    }
  }
});

export const allOf = check(function* (contract) {
  for (const { value, view, at } of contract.schemas()) {
    if (Array.isArray(value.allOf)) {
      const owners = new Map();
      const types = new Set();
      for (const [index, part] of view.allOf.entries()) {
        const type = contract.type(part);
        if (type !== undefined) types.add(type);
        for (const name of contract.properties(part).keys()) {
          if (owners.has(name)) {
            yield { at: [...at, 'allOf', index], message: `"${name}" is declared by another part of the allOf too.` };
          }
          owners.set(name, index);
        }
      }
      if (typeof value.type === 'string') types.add(value.type);
      if (types.size > 1) yield { at: [...at, 'allOf'], message: `Nothing can be ${[...types].join(' and ')} at once.` };
    }
    const name = value.discriminator?.propertyName;
    if (name !== undefined && !Array.isArray(value.oneOf) && !Array.isArray(value.anyOf)) {
      if (!contract.properties(view).has(name) || !contract.required(view).has(name)) {
        yield { at: [...at, 'discriminator'], message: `The parent should declare "${name}" and require it.` };
      }
    }
  }
});

const SIMPLE = new Set(['string', 'integer', 'number', 'boolean']);
const BESIDE_REQUIRED = new Set(['required', 'description', 'title', 'example', 'not']);

export const oneOf = check(function* (contract) {
  for (const { value, view, at } of contract.schemas()) {
    if (!Array.isArray(value.oneOf)) continue;
    const here = [...at, 'oneOf'];
    const parts = view.oneOf.map((part) => contract.mean(part) ?? {});
    const types = parts.map((part) => contract.type(part));
    const onlyRequired = parts.every((part) =>
      Object.keys(part).every((keyword) => BESIDE_REQUIRED.has(keyword) || keyword.startsWith('x-')));
    const enumerated = parts.every((part) => Array.isArray(contract.keyword(part, 'enum')))
      && new Set(types).size === 1 && SIMPLE.has(types[0]);
    if (onlyRequired || enumerated) continue;
    if (value.discriminator === undefined || types.some((type) => type !== 'object')) {
      yield { at: here, message: 'oneOf should be: parts with "required" alone, enums of one simple type, or objects with a discriminator.' };
      continue;
    }
    if (entries(value.properties).length > 0) {
      yield { at: [...at, 'properties'], message: 'Beside oneOf there should be no properties: they are the parts\'.' };
    }
    const name = value.discriminator.propertyName;
    const mapped = new Set(entries(value.discriminator.mapping).map(([, target]) => target));
    for (const [index, part] of value.oneOf.entries()) {
      if (!contract.properties(parts[index]).has(name) || !contract.required(parts[index]).has(name)) {
        yield { at: [...here, index], message: `The part should declare "${name}" and require it.` };
      }
      // Without any mapping, or with names in place of addresses, it is another rule's.
      if (isRef(part) && mapped.size > 0 && !mapped.has(part.$ref) && !mapped.has(part.$ref.split('/').at(-1))) {
        yield { at: [...here, index], message: `The mapping of the discriminator should have ${part.$ref}.` };
      }
    }
  }
});

export const discriminators = check(function* (contract) {
  for (const { value, at } of contract.schemas()) {
    if (!isObject(value.discriminator)) continue;
    const here = [...at, 'discriminator'];
    const mapping = entries(value.discriminator.mapping);
    if (mapping.length === 0) yield { at: here, message: 'The discriminator should have a mapping.' };
    for (const [key, target] of mapping) {
      if (!/[/#]/.test(target)) {
        yield { at: [...here, 'mapping', key], message: `"${target}" should be an address such as #/components/schemas/${target}.` };
      }
    }
  }
});

const PAGES = ['next', 'prev', 'first', 'last'];

export const links = check(function* (contract) {
  for (const { value, view, at } of contract.schemas()) {
    const isPage = contract.properties(view).has('items');
    for (const [name] of entries(value.properties)) {
      const here = [...at, 'properties', name];
      const schema = contract.at(here);
      if (name === 'links' && contract.type(schema) === 'object' && contract.possibleProperties(schema).has('self')) {
        yield { at: here, message: 'Links should stand where they belong, as href and self; HAL is not for here.' };
      } else if (['href', 'self'].includes(name) || (isPage && PAGES.includes(name))) {
        if (contract.type(schema) !== 'string' || contract.keyword(schema, 'format') !== 'uri') {
          yield { at: here, message: `"${name}" should be an absolute address: a string with format uri.` };
        }
      }
    }
  }
});

const LANGUAGE = /^(.+)(Nl|Fr|De|En)$/;

export const languages = check(function* (contract) {
  for (const { value, at } of contract.schemas()) {
    const stems = new Map();
    for (const [name] of entries(value.properties)) {
      const stem = LANGUAGE.exec(name)?.[1];
      if (stem !== undefined) stems.set(stem, [...(stems.get(stem) ?? []), name]);
    }
    for (const [stem, names] of stems) {
      if (names.length > 1) {
        yield { at: [...at, 'properties', names[0]], message: `${names.join(', ')} should be one object "${stem}" with the languages as its properties.` };
      }
    }
  }
});
