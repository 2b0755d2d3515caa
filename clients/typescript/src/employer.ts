import type { Call, Client, Page } from './client.ts';
import type { components, operations } from './contract.ts';
import { BatchError, ProblemError } from './errors.ts';
import { sleep } from './send.ts';

type Schemas = components['schemas'];
type Query<Operation extends keyof operations> = NonNullable<operations[Operation]['parameters']['query']>;

/** What was read, and its version. */
export interface Versioned<T> {
  value: T;
  /** Hand it over with a change, which is refused (412) when somebody was faster. */
  etag: string;
}

/** The shortest and the longest time between two questions how far a batch is. */
const [SHORTEST_PAUSE_MS, LONGEST_PAUSE_MS] = [200, 30_000];

/** What is done with the people, trainings and rights of one employer. */
export class Employer {
  readonly #path: string;

  constructor(
    private readonly client: Client,
    private readonly number: string,
    private readonly key?: string,
  ) {
    this.#path = `/employers/${encodeURIComponent(number)}`;
  }

  /** With a key of your own for the change that follows: see `Call.key`. Each change has another. */
  under(key: string): Employer {
    return new Employer(this.client, this.number, key);
  }

  /** Name, qualities, and the mandate in force. */
  details(): Promise<Schemas['Employer']> {
    return this.#read('');
  }

  /** The employees. */
  employees(query: Query<'getEmployees'> = {}): AsyncGenerator<Schemas['EmployeeLine'], void, undefined> {
    return this.client.pages(`${this.#path}/employees`, query);
  }

  /** Those who are found of up to 1,000 SSINs, each with its position in the list. */
  async findEmployees(ssins: string[]): Promise<Schemas['FoundEmployee'][]> {
    return (await this.#post<Schemas['FoundEmployees']>('/employees/query', { ssins })).items;
  }

  /** One employee, with the time line of the employment. */
  employee(id: string): Promise<Versioned<Schemas['Employee']>> {
    return this.#versioned(`/employees/${encodeURIComponent(id)}`);
  }

  /** Adds an employee. */
  addEmployee(employee: Schemas['NewEmployee']): Promise<Schemas['EmployeeReceipt']> {
    return this.#post('/employees', employee);
  }

  /**
   * Corrects what is known of a person: all of it, as it should stand. What is left out is taken away, but
   * for the SSIN.
   */
  correctEmployee(
    id: string,
    etag: string,
    correction: Schemas['PersonCorrection'],
  ): Promise<Schemas['EmployeeOutcome']> {
    const path = `/employees/${encodeURIComponent(id)}`;
    return this.#change(path, { method: 'PUT', body: correction, ifMatch: etag });
  }

  /** Rights, credit and ledger of an employee, of all years or of one. */
  account(id: string, year?: number): Promise<Schemas['Account']> {
    return this.#read(`/employees/${encodeURIComponent(id)}/account`, { year });
  }

  /** The trainings, those that begin last first. */
  trainings(query: Query<'getTrainings'> = {}): AsyncGenerator<Schemas['TrainingLine'], void, undefined> {
    return this.client.pages(`${this.#path}/trainings`, query);
  }

  /** One training with its participations. */
  training(id: string): Promise<Versioned<Schemas['Training']>> {
    return this.#versioned(`/trainings/${encodeURIComponent(id)}`);
  }

  /** Registers a training for one or many employees. */
  registerTraining(training: Schemas['NewTraining']): Promise<Schemas['TrainingReceipt']> {
    return this.#post('/trainings', training);
  }

  /** Corrects a training: all that is said of it, as it should stand. */
  correctTraining(
    id: string,
    etag: string,
    correction: Schemas['TrainingCorrection'],
  ): Promise<Schemas['TrainingReceipt']> {
    const path = `/trainings/${encodeURIComponent(id)}`;
    return this.#change(path, { method: 'PUT', body: correction, ifMatch: etag });
  }

  /** Makes planned participations completed. */
  completeTraining(
    id: string,
    etag: string,
    completion: Schemas['Completion'] = {},
  ): Promise<Schemas['TrainingReceipt']> {
    return this.#onTraining(id, 'complete', etag, completion);
  }

  /** Withdraws a training, or some participations. */
  withdrawTraining(
    id: string,
    etag: string,
    withdrawal: Schemas['Withdrawal'],
  ): Promise<Schemas['TrainingReceipt']> {
    return this.#onTraining(id, 'withdraw', etag, withdrawal);
  }

  /** Takes a withdrawal back. */
  restoreTraining(
    id: string,
    etag: string,
    selection: Schemas['Selection'] = {},
  ): Promise<Schemas['TrainingReceipt']> {
    return this.#onTraining(id, 'restore', etag, selection);
  }

  /** Sets a right by hand. */
  setRights(rights: Schemas['RightOverride']): Promise<Schemas['ChangeOutcome']> {
    return this.#post('/rightOverrides', rights);
  }

  /** Goes back to the calculated right. */
  calculateRights(rights: Schemas['RightOverrideWithdrawal']): Promise<Schemas['ChangeOutcome']> {
    return this.#post('/rightOverrides/withdraw', rights);
  }

  /** Gives extra days. */
  giveCompanyDays(days: Schemas['NewCompanyDays']): Promise<Schemas['ChangeOutcome']> {
    return this.#post('/companyDays', days);
  }

  /** Adds to the credit of an employee, or takes from it. */
  adjustCredit(
    employeeId: string,
    adjustment: Schemas['NewCreditAdjustment'],
  ): Promise<Schemas['CreditAdjustmentOutcome']> {
    return this.#post(`/employees/${encodeURIComponent(employeeId)}/creditAdjustments`, adjustment);
  }

  /** Sends up to 10,000 changes at once. */
  sendBatch(items: Schemas['NewBatchItem'][]): Promise<Schemas['BatchReceipt']> {
    return this.#post('/batches', { items });
  }

  /** Checks up to 10,000 changes, and changes nothing. */
  tryBatch(items: Schemas['NewBatchItem'][]): Promise<Schemas['BatchReceipt']> {
    return this.#change('/batches', { method: 'POST', body: { items }, query: { validateOnly: true } });
  }

  /** Waits until a batch is done, asking as often as the register says, and gives what came of each. */
  async *outcomeOf(batchId: string): AsyncGenerator<Schemas['BatchItem'], void, undefined> {
    const address = `${this.#path}/batches/${encodeURIComponent(batchId)}`;
    yield* this.client.pagesFrom(await this.#follow<Page<Schemas['BatchItem']>>(address));
  }

  /** The batch files that this organisation sent, the latest first. */
  batchFiles(query: Query<'getBatchFiles'> = {}): AsyncGenerator<Schemas['BatchFile'], void, undefined> {
    return this.client.pages(`${this.#path}/batchFiles`, query);
  }

  /**
   * Sends a batch file under a name of its own. This is your own organisation: each form of the file names
   * the employer that it is about. A large one goes in pieces, and on from where it was when a connection
   * breaks.
   *
   * The signature is what stands in a file `FS`: a detached CMS signature of the whole file, in base64. Where it
   * does not hold, the file is refused as a whole, which its outcome says.
   */
  async sendFile(
    name: string,
    content: Blob | Uint8Array<ArrayBuffer> | string,
    environment: Schemas['BatchFileEnvironment'] = 'real',
    signature?: string,
  ): Promise<Schemas['BatchFileReceipt']> {
    const [method, query, type] = ['POST' as const, { name, environment }, 'application/xml'];
    const file = new Blob([content]);
    if (signature === undefined && file.size <= this.client.pieceBytes) {
      return this.#change('/batchFiles', { method, query, file: { content: file, type } });
    }
    const headers = { 'upload-complete': '?0', 'upload-length': String(file.size) };
    const call = { method, query, headers, file: { content: '', type } };
    const begun = await this.#change<Schemas['BatchFileUpload']>('/batchFileUploads', call);
    if (begun.batchFile !== undefined) return begun.batchFile;
    if (signature !== undefined) {
      const signed = { content: signature, type: 'text/plain' };
      await this.client.request(`${begun.href}/signature`, { method: 'PUT', file: signed });
    }
    return this.#sendPieces(begun, file);
  }

  /** Sends what is missing of an upload. */
  async #sendPieces(begun: Schemas['BatchFileUpload'], file: Blob): Promise<Schemas['BatchFileReceipt']> {
    for (let first = begun.offset; ;) {
      const end = Math.min(first + this.client.pieceBytes, file.size);
      const last = end === file.size;
      const headers = { 'upload-complete': last ? '?1' : '?0', 'upload-offset': String(first) };
      const piece = { content: file.slice(first, end), type: 'application/partial-upload' };
      try {
        const call = { method: 'PATCH' as const, headers, file: piece };
        const answer = await this.client.request<Schemas['BatchFileReceipt']>(begun.href, call);
        if (last) return answer.body;
        first = end;
      } catch (fault) {
        // A part of it came before the connection broke.
        const expected = fault instanceof ProblemError ? fault.problem.expectedOffset : undefined;
        if (expected === undefined) throw fault;
        first = expected;
      }
    }
  }

  /**
   * Waits until a batch file is done, asking as often as the register says; then how it stands, and what
   * came of each of its forms. A file that was refused as a whole has none.
   */
  async outcomeOfFile(batchFileId: string): Promise<{
    batchFile: Schemas['BatchFile'];
    forms: AsyncGenerator<Schemas['BatchFileForm'], void, undefined>;
  }> {
    const address = `${this.#path}/batchFiles/${encodeURIComponent(batchFileId)}`;
    const outcome = await this.#follow<Schemas['BatchFileOutcome']>(address);
    return { batchFile: outcome.batchFile, forms: this.client.pagesFrom(outcome) };
  }

  /**
   * What the register holds of the employer as a batch file, which changes nothing where it is sent in
   * again. It stands in memory as a whole.
   */
  export(): Promise<string> {
    return this.client.text(`${this.#path}/batchFileExport`, 'application/xml');
  }

  /** Waits until something that takes long is done, and gives what came of it. */
  async #follow<T extends { items: unknown[] }>(address: string): Promise<T> {
    for (;;) {
      const answer = await this.client.request<{ status: Schemas['BatchStatus'] } | T>(address);
      // When it is done the answer leads to the outcome.
      if ('items' in answer.body) return answer.body;
      const { state, pollAfter, problem } = answer.body.status;
      if (state === 'failed') throw new BatchError(problem);
      // By the clock of the register, where it tells.
      const now = Date.parse(answer.headers.get('date') ?? '') || Date.now();
      const pause = Date.parse(pollAfter ?? '') - now || 1000;
      await sleep(Math.min(Math.max(pause, SHORTEST_PAUSE_MS), LONGEST_PAUSE_MS));
    }
  }

  async #read<T>(path: string, query: Call['query'] = {}): Promise<T> {
    return (await this.client.request<T>(this.#path + path, { query })).body;
  }

  async #versioned<T>(path: string): Promise<Versioned<T>> {
    const { body, headers } = await this.client.request<T>(this.#path + path);
    return { value: body, etag: headers.get('etag') ?? '' };
  }

  #post<T>(path: string, body: object): Promise<T> {
    return this.#change(path, { method: 'POST', body });
  }

  #onTraining(id: string, verb: string, etag: string, body: object): Promise<Schemas['TrainingReceipt']> {
    const path = `/trainings/${encodeURIComponent(id)}/${verb}`;
    return this.#change(path, { method: 'POST', body, ifMatch: etag });
  }

  async #change<T>(path: string, call: Call): Promise<T> {
    return (await this.client.request<T>(this.#path + path, { ...call, key: this.key })).body;
  }
}
