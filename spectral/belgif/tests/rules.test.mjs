// Each rule has a file in cases/ with what it lets pass and what it finds, and where.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { promisify } from 'node:util';
import core from '@stoplight/spectral-core';
import parsers from '@stoplight/spectral-parsers';
import YAML from 'yaml';
import ruleset from '../ruleset.mjs';

const here = import.meta.dirname;
const read = (path) => YAML.parse(readFileSync(join(here, path), 'utf8'), { merge: true });
const base = read('base.yaml');
const names = Object.keys(ruleset.rules);
const files = readdirSync(join(here, 'cases'));

// RFC 7386
function merge(target, patch) {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch;
  const merged = typeof target === 'object' && target !== null && !Array.isArray(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else merged[key] = merge(merged[key], value);
  }
  return merged;
}

const pointer = (path) => path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

const spectral = new core.Spectral();
spectral.setRuleset(ruleset);

async function lint(contract, source) {
  const found = await spectral.run(new core.Document(YAML.stringify(contract), parsers.Yaml, source));
  return found.map(({ code, path, message }) => ({ code, at: pointer(path), message }));
}

test('the base has no fault', async () => {
  assert.deepEqual(await lint(base), []);
});

test('no rule is without a case, and no case without a rule', () => {
  assert.deepEqual(files.toSorted(), names.map((name) => `${name}.yaml`).toSorted());
});

test('every rule says what it checks, where the guide has it, and is in the README', () => {
  const readme = readFileSync(join(here, '../README.md'), 'utf8');
  const inReadme = [...readme.matchAll(/^\| `([a-z-]+)` \| .+ \| (error|warn) \|.*\|$/gm)].map(([, name, severity]) => `${name} ${severity}`);
  assert.deepEqual(inReadme.toSorted(), names.map((name) => `${name} ${ruleset.rules[name].severity}`).toSorted());
  for (const [name, rule] of Object.entries(ruleset.rules)) {
    const id = rule.documentationUrl.split('#rule-')[1];
    assert.ok(name === id || name.startsWith(`${id}-`), `${name} is of ${id}`);
    assert.ok(rule.description.length > 0, name);
  }
});

for (const name of names.filter((one) => files.includes(`${one}.yaml`))) {
  describe(name, () => {
    const { good, bad } = read(`cases/${name}.yaml`);
    test('has a good contract and a bad one', () => assert.ok(good.length > 0 && bad.length > 0));
    for (const { why, patch } of good) {
      test(`lets pass: ${why}`, async () => assert.deepEqual(await lint(merge(base, patch)), []));
    }
    for (const { why, patch, finds } of bad) {
      test(`finds: ${why}`, async () => {
        const found = await lint(merge(base, patch));
        assert.deepEqual(
          found.map(({ code, at }) => `${code} ${at}`).toSorted(),
          finds.map((at) => `${name} ${at}`).toSorted(),
          JSON.stringify(found, null, 2));
      });
    }
  });
}

describe('an exception', () => {
  const withUnit = (unit) => merge(base, { components: { schemas: { Unit: { type: 'string', enum: ['MB'], ...unit } } } });
  const found = async (unit) => (await lint(withUnit(unit))).map(({ code }) => code);

  test('is made with a reason', async () => {
    assert.deepEqual(await found({ 'x-ignore-rules': { 'cod-design': 'Symbols of ISO 80000' } }), []);
  });
  test('is not made without one', async () => {
    assert.deepEqual(await found({ 'x-ignore-rules': { 'cod-design': ' ' } }), ['cod-design']);
  });
  test('is made for the rule it names only', async () => {
    assert.deepEqual(await found({ 'x-ignore-rules': { 'oas-enum': 'Another rule' } }), ['cod-design']);
  });
});

describe('from the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'spectral-belgif-'));
  after(() => rmSync(folder, { recursive: true }));
  const write = (name, content) => writeFileSync(join(folder, name), YAML.stringify(content));
  const spectralCli = (contract) => promisify(execFile)(
    process.execPath,
    [join(here, '../node_modules/@stoplight/spectral-cli/dist/index.js'), 'lint', '--ruleset', join(here, '../ruleset.mjs'),
      '--fail-severity', 'hint', '--format', 'json', '--quiet', join(folder, contract)])
    .then(({ stdout }) => ({ code: 0, stdout }), ({ code, stdout }) => ({ code, stdout }));
  const codes = ({ stdout }) => JSON.parse(stdout).map(({ code }) => code);

  test('a good contract passes', async () => {
    write('good.yaml', base);
    const result = await spectralCli('good.yaml');
    assert.equal(result.code, 0, result.stdout);
  });

  test('a contract of several files is read whole, each of its own faults told once', async () => {
    const { Book, ...schemas } = base.components.schemas;
    write('types.yaml', {
      openapi: '3.0.3', info: { title: 'Types', version: '1.0.0' }, paths: {}, components: { schemas: { Book } },
    });
    const elsewhere = { $ref: './types.yaml#/components/schemas/Book' };
    const contract = JSON.parse(JSON.stringify({ ...base, components: { ...base.components, schemas } })
      .replaceAll('#/components/schemas/Book"', `${elsewhere.$ref}"`));
    write('several.yaml', contract);
    assert.equal((await spectralCli('several.yaml')).stdout.trim(), '[]');

    contract.components.schemas.Shelf = { type: 'object', allOf: [elsewhere, { type: 'object', properties: { name: { type: 'string' } } }] };
    write('several.yaml', contract);
    const result = await spectralCli('several.yaml');
    assert.equal(result.code, 1);
    assert.deepEqual(codes(result), ['sch-allof']);
  });
});
