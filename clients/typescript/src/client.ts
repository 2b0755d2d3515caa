import type { components } from './contract.ts';
import { Employer } from './employer.ts';
import { AddressError, type Problem, ProblemError } from './errors.ts';
import type { PrivateKey } from './key.ts';
import { json, send } from './send.ts';
import { Tokens } from './token.ts';

/** The language of messages. */
export type Language = 'nl' | 'fr' | 'de' | 'en';

/** What is sent in less than a minute also where the line is slow. */
const PIECE_BYTES = 4 * 1024 * 1024;

export interface Options {
  /** The address of the installation, such as `https://fla.example`. */
  installation: string;
  /** The client ID of your software. */
  clientId: string;
  /** Its private key. */
  key: PrivateKey;
  /** Fewer scopes than the software has, such as `scope:fla:register:read`. */
  scope?: string;
  /** English where nothing is said. */
  language?: Language;
  /** How often each call is tried; 6 times where nothing is said. */
  attempts?: number;
  /** Files that are larger go in pieces of so many bytes; 4 MiB where nothing is said. */
  pieceBytes?: number;
  /** Another way to make calls, for proxies. */
  fetch?: typeof fetch;
}

/** A call. It is sent under the same key however often it is tried. */
export interface Call {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH';
  query?: Record<string, string | number | boolean | readonly string[] | undefined>;
  body?: unknown;
  /** A file in place of a body, as it is. */
  file?: { content: Blob | Uint8Array<ArrayBuffer> | string; type: string };
  /**
   * 1 to 100 visible characters of your own in place of a random key: then a call that is made again after
   * your program was ended is still carried out once.
   */
  key?: string | undefined;
  /** Only if this version still stands: an `ETag`. */
  ifMatch?: string;
  /** Further headers of the contract. */
  headers?: Record<string, string>;
}

export interface Answer<T> {
  body: T;
  status: number;
  headers: Headers;
  /** From where it came in the end, after a redirection. */
  address: string;
}

/** The register, for one client. It writes no log, and never shows what was sent. */
export class Client {
  readonly #api: string;
  readonly #tokens: Tokens;
  readonly #language: Language;
  readonly #attempts: number;
  /** Files that are larger go in pieces of so many bytes. */
  readonly pieceBytes: number;
  readonly #fetch: typeof fetch;

  constructor(options: Options) {
    const base = options.installation.replace(/\/+$/, '');
    this.#api = `${base}/fla/v1`;
    this.#language = options.language ?? 'en';
    this.#attempts = options.attempts ?? 6;
    this.pieceBytes = Math.max(1, options.pieceBytes ?? PIECE_BYTES);
    this.#fetch = options.fetch ?? ((...call) => fetch(...call));
    const { clientId, key, scope } = options;
    this.#tokens = new Tokens(`${base}/oauth2/token`, clientId, key, scope, this.#attempts, this.#fetch);
  }

  /** The employers for which this software can act. */
  async employers(): Promise<components['schemas']['EmployerLink'][]> {
    return (await this.request<components['schemas']['Employers']>('/employers')).body.items;
  }

  /** One of them, by its enterprise number. */
  employer(enterpriseNumber: string): Employer {
    return new Employer(this, enterpriseNumber);
  }

  /** A list, from one page to the next, as far as it is asked for. */
  async *pages<T>(address: string, query: Call['query'] = {}): AsyncGenerator<T, void, undefined> {
    yield* this.pagesFrom((await this.request<Page<T>>(address, { query })).body);
  }

  /** A list of which the first page was read. */
  async *pagesFrom<T>(first: Page<T>): AsyncGenerator<T, void, undefined> {
    let page = first;
    yield* page.items;
    while (page.next !== undefined) {
      page = (await this.request<Page<T>>(page.next)).body;
      yield* page.items;
    }
  }

  /** Makes any call of the contract, at a path such as `/employers` or at an address that it gave. */
  async request<T>(address: string, call: Call = {}): Promise<Answer<T>> {
    const { text, ...answer } = await this.#call(address, call);
    return { ...answer, body: json(text) as T };
  }

  /** Asks for something that is not JSON, of the type `accept`. */
  async text(address: string, accept: string): Promise<string> {
    return (await this.#call(address, {}, { accept })).text;
  }

  async #call(address: string, call: Call, more: Record<string, string> = {}): Promise<Answered> {
    const target = this.#address(address, call.query);
    const method = call.method ?? 'GET';
    const headers: Record<string, string> = { ...call.headers, ...more, 'accept-language': this.#language };
    // What changes nothing needs no key.
    if (method !== 'GET') headers['idempotency-key'] = call.key ?? crypto.randomUUID();
    if (call.ifMatch !== undefined) headers['if-match'] = call.ifMatch;
    if (call.body !== undefined) headers['content-type'] = 'application/json';
    if (call.file !== undefined) headers['content-type'] = call.file.type;
    const init: RequestInit = { method, redirect: method === 'GET' ? 'follow' : 'error' };
    if (call.body !== undefined) init.body = JSON.stringify(call.body);
    if (call.file !== undefined) init.body = call.file.content;

    for (let renewed = false; ; renewed = true) {
      const token = await this.#tokens.token();
      const { response, text } = await send(this.#attempts, this.#fetch, async () => {
        const authorization = `Bearer ${token}`;
        return [target, { ...init, headers: { ...headers, authorization } }];
      });
      if (response.status === 401 && !renewed) {
        await this.#tokens.forget(token);
        continue;
      }
      if (!response.ok) throw new ProblemError(response.status, problem(response, text));
      const { status, headers: answered, url } = response;
      return { text, status, headers: answered, address: url };
    }
  }

  /** The address of a call. One that is not of this API gets no token. */
  #address(address: string, query: Call['query'] = {}): string {
    const target = new URL(address.startsWith('/') ? this.#api + address : address);
    if (!target.href.startsWith(`${new URL(this.#api).href}/`)) throw new AddressError(target.origin);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) target.searchParams.append(name, String(value));
    }
    return target.href;
  }
}

/** A page of a list. */
export interface Page<T> {
  items: T[];
  /** The address of the next page. */
  next?: string;
}

/** What came back, before it is read. */
type Answered = Omit<Answer<never>, 'body'> & { text: string };

/** What is said; who stands between may answer otherwise than the register does. */
function problem(response: Response, text: string): Problem {
  const said = json(text) as Partial<Problem> | undefined;
  const { status, statusText } = response;
  return { type: 'about:blank', title: statusText, status, instance: '', ...said };
}
