// The Belgif REST guide (https://www.belgif.be/specification/rest/api-guide/) as a Spectral ruleset.
// A rule has the id it has in the guide; `id-detail` is a part of it. What the guide says with MUST
// is an error, what it says with SHOULD a warning.

import { oas } from '@stoplight/spectral-rulesets';
import * as document from './checks/document.mjs';
import * as operations from './checks/operations.mjs';
import * as schemas from './checks/schemas.mjs';
import * as uris from './checks/uris.mjs';

const GUIDE = 'https://www.belgif.be/specification/rest/api-guide/#rule-';

const isApi = (data) => typeof data === 'object' && data !== null && ('openapi' in data || 'swagger' in data);
const isOpenApi30 = (data) => isApi(data) && /^3\.0\.\d+/.test(String(data.openapi));
isApi.displayName = 'an API description';
isOpenApi30.displayName = 'OpenAPI 3.0';

const error = (id, what, check) => rule('error', id, what, check);
const warn = (id, what, check) => rule('warn', id, what, check);
const rule = (severity, id, what, check, formats = [isOpenApi30]) => ({
  description: what,
  message: '{{error}}',
  documentationUrl: GUIDE + id,
  severity,
  formats,
  resolved: false, // the checks look up what a $ref means themselves
  given: '$',
  then: { function: check },
});

export default {
  formats: [isApi, isOpenApi30],
  rules: {
    // The document
    'oas-contra': rule('warn', 'oas-contra', 'OpenAPI 3.0', document.openApi30, [isApi]),
    'oas-contra-schema': {
      ...oas.rules['oas3-schema'],
      description: 'A valid OpenAPI 3.0 document; nothing else means much on one that is not',
      documentationUrl: `${GUIDE}oas-contra`,
      severity: 'error',
      formats: [isOpenApi30],
    },
    'api-version': error('api-version', 'info.version is there', document.version),
    'api-version-number': warn('api-version', 'info.version is major.minor(.patch), its major that of the servers', document.versionNumber),
    'oas-descr': warn('oas-descr', 'A title for the API, a summary for each operation', document.summaries),
    'oas-descr-title': warn('oas-descr', 'Titles of schemas', document.titles),
    'oas-tags': warn('oas-tags', 'One declared tag at most, written as a title', document.tags),
    'openapi-opid': error('openapi-opid', 'A unique operationId on each operation', document.operationIds),
    'openapi-opid-case': warn('openapi-opid', 'operationId in lowerCamelCase', document.operationIdCase),
    'opbody-req': error('opbody-req', 'requestBody.required is written', document.bodyRequired),
    'sec-req': error('sec-req', 'Security requirements name schemes and scopes that exist', document.security),
    'evo-deprec': warn('evo-deprec', 'deprecated where OpenAPI has it', document.deprecation),
    'oas-defaul': error('oas-defaul', 'Defaults fit their schema', document.defaults),
    'oas-exampl': error('oas-exampl', 'Examples fit their schema', document.examplesFit),
    'oas-exampl-any': warn('oas-exampl', 'There are examples', document.examplesThere),
    'oas-comp': warn('oas-comp', 'Component names in UpperCamelCase', document.componentNames),
    'oas-comp-reuse': warn('oas-comp', 'Nothing is defined twice', document.duplicates),
    'oas-types': warn('oas-types', 'Schema names say what they mean', document.schemaNames),

    // Addresses
    'uri-format': warn('uri-format', 'https://host/pathPrefix/apiName/v1', uris.servers),
    'uri-notat': warn('uri-notat', 'Path segments and query parameters in lowerCamelCase', uris.notation),
    'uri-notat-slash': error('uri-notat', 'No trailing slash', uris.trailingSlash),
    'uri-extens': warn('uri-extens', 'No file extensions', uris.extensions),
    'doc-refdata': warn('doc-refdata', 'Documentation under /doc, code lists under /refData', uris.documentation),
    'path-param': warn('path-param', 'Path parameters in lowerCamelCase', uris.pathParameters),
    'id-name': warn('id-name', 'Path parameters say whose id or code they are', uris.identifierNames),
    'sens-dat': warn('sens-dat', 'Nothing sensitive in path, query or headers', uris.sensitive),
    'qry-multi': warn('qry-multi', 'Query parameters are repeated for each value', uris.multipleValues),
    'qry-multi-singular': warn('qry-multi', 'Repeated query parameters have a singular name', uris.multipleValuesSingular),
    'col-name': warn('col-name', 'Collections have a plural name', uris.plurals),
    'col-sort': warn('col-sort', 'sort takes many values and says which', uris.sorting),
    'col-filter': warn('col-filter', 'q is a string', uris.searching),
    'res-repres': warn('res-repres', 'select is a string', uris.selecting),

    // Operations
    'meth-http': warn('meth-http', 'Methods fit the resource, and have a body or not', operations.methods),
    'ctl-res': warn('ctl-res', 'Actions are POST or GET', operations.controllers),
    'stat-codes': warn('stat-codes', 'Status codes fit the method, and have a body or not', operations.statusCodes),
    'stat-codes-header': warn('stat-codes', 'Location and Allow where the status code wants them', operations.statusHeaders),
    'stat-codes-condition': warn('stat-codes', '304 and 412 only for conditional requests', operations.conditional),
    'evo-object': error('evo-object', 'JSON bodies are objects', operations.topLevel),
    'rep-struct': error('rep-struct', 'Structured data is there as JSON', operations.structured),
    'rep-struct-charset': warn('rep-struct', 'No charset in the media type of JSON', operations.charset),
    'doc-patch': warn('doc-patch', 'PATCH is a JSON Merge Patch', operations.mergePatch),
    'lng-task': error('lng-task', '202 has a Location', operations.accepted),
    'lng-task-status': warn('lng-task', 'Tasks have a status', operations.taskStatus),
    'hlth-res': warn('hlth-res', 'GET /health', operations.health),
    'col-repres': error('col-repres', 'Collections have items with href', operations.collectionItems),
    'col-paging': error('col-paging', 'page, pageSize, cursor and next', operations.paging),
    'col-paging-size': warn('col-paging', 'Pages say their size', operations.pageSize),
    'prf-embed': error('prf-embed', 'embed goes with embedded', operations.embedding),
    'prf-lstmod': warn('prf-lstmod', 'ETag rather than Last-Modified', operations.lastModified),

    // Headers
    'hdr-case': warn('hdr-case', 'Headers in Upper-Kebab-Case', operations.headerCase),
    'cst-header': warn('cst-header', 'Own headers begin with the organization', operations.customHeaders),
    'gen-header': warn('gen-header', 'General headers are not described', operations.generalHeaders),

    // Problems
    'err-problem': warn('err-problem', 'Problems are application/problem+json', operations.problemMediaType),
    'err-problem-member': warn('err-problem', 'Problems have the members of RFC 9457', operations.problemMembers),
    'err-sanit': error('err-sanit', 'Problems do not reveal the implementation', operations.revealing),
    'prb-type': warn('prb-type', 'Problem types are urn:problem-type:…', operations.problemTypes),
    'prb-defaul': warn('prb-defaul', 'A default problem response on each operation', operations.defaultProblem),
    'prb-defaul-general': warn('prb-defaul', 'General problems are left to the default response', operations.generalProblems),

    // Schemas
    'jsn-naming': warn('jsn-naming', 'Properties in lowerCamelCase, with a meaning', schemas.propertyNames),
    'jsn-null': warn('jsn-null', 'No null but in merge patches', schemas.nulls),
    'addi-prop': warn('addi-prop', 'additionalProperties only for maps', schemas.maps),
    'prop-req': error('prop-req', 'Required properties are declared', schemas.requiredNames),
    'oas-rdonly': warn('oas-rdonly', 'readOnly properties are not required', schemas.readOnly),
    'oas-enum': warn('oas-enum', 'Enum values fit their schema', schemas.enums),
    'cod-design': warn('cod-design', 'Codes are lowerCamelCase strings', schemas.codes),
    'id-numer': warn('id-numer', 'Numbers with leading zeros are strings; other identifying numbers have bounds', schemas.numericIdentifiers),
    'dec-type': warn('dec-type', 'Decimals are no floating point numbers', schemas.decimals),
    'sch-allof': warn('sch-allof', 'allOf without repeated properties', schemas.allOf),
    'sch-oneof': warn('sch-oneof', 'The uses of oneOf that tools understand', schemas.oneOf),
    'sch-discr': warn('sch-discr', 'Discriminators map to addresses', schemas.discriminators),
    'hyp-links': warn('hyp-links', 'Links are absolute addresses', schemas.links),
    'multi-lang': warn('multi-lang', 'Languages are properties of one object', schemas.languages),
  },
};
