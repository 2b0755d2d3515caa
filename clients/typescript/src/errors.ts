import type { components } from './contract.ts';

/** What the register answers where something is not done (RFC 9457, Belgif). */
export type Problem = components['schemas']['Problem'];

/** One thing that is wrong with the input. */
export interface Issue {
  /** What it is, as a URN that stays. */
  type: string;
  /** Where. */
  in: 'body' | 'header' | 'path' | 'query';
  /** A parameter, or a path in the body, such as `participants[0].ssin`. */
  name: string | undefined;
  /** The code in the catalogue, such as `SSIN-004`; it stays. */
  code: string | undefined;
  /** Why, in the language asked for. */
  message: string;
  /** What to do, in the language asked for. */
  mend: string | undefined;
  /** Where the catalogue explains it. */
  href: string | undefined;
}

/** The register refused it, and says why. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly issues: Issue[];

  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    const issues = (problem.issues ?? []).map((issue) => ({
      type: issue.type,
      in: issue.in,
      name: issue.name,
      code: issue.anomalyCode,
      message: issue.detail ?? issue.title,
      mend: issue.mend,
      href: issue.href,
    }));
    const lines = issues.map((issue) => `; ${issue.name ?? issue.in}: ${issue.code ?? ''} ${issue.message}`);
    super(`${problem.title} (${status})${lines.join('')}`);
    this.issues = issues;
  }
}

/** No token was given (RFC 6749 section 5.2). */
export class TokenError extends Error {
  override readonly name = 'TokenError';

  constructor(
    readonly status: number,
    /** Such as `invalid_client`. */
    readonly code: string,
    description: string,
  ) {
    super(`no token: ${code} (${status}): ${description}`);
  }
}

/**
 * No answer came, however often it was tried; what was sent may have been carried out. The same call under
 * the same key finds out.
 */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
}

/** An address that is not one of the register; the token is not sent there. */
export class AddressError extends Error {
  override readonly name = 'AddressError';
}

/** A batch ended before its end; what was carried out before stays, and stands in the outcome. */
export class BatchError extends Error {
  override readonly name = 'BatchError';

  constructor(readonly problem: components['schemas']['BatchProblem'] | undefined) {
    super(`the batch ended early: ${problem?.title ?? 'no reason given'}`);
  }
}
