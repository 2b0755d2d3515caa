export { Client, type Answer, type Call, type Language, type Options } from './client.ts';
export { Employer, type Versioned } from './employer.ts';
export { AddressError, BatchError, ConnectionError, ProblemError, TokenError } from './errors.ts';
export type { Issue, Problem } from './errors.ts';
export type { PrivateKey } from './key.ts';

import type { components } from './contract.ts';
/** Everything that is sent and answered, by the names of the contract: `Schemas['NewTraining']`. */
export type Schemas = components['schemas'];
