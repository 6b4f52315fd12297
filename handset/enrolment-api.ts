/** The service's HTTP API as a handset uses it: a code, an enrolment, a new certificate. */
import * as z from 'zod';
import { Fault } from '#domain/fault.ts';
import { PublicJwk } from '#domain/protocol/signature.ts';

const Certificate = z.object({ certificate: z.string(), ca: z.string(), endpoint: z.string() });
const Enrolment = Certificate.extend({
  enrolmentId: z.string().length(43),
  handsetId: z.string().length(43),
  keys: z.array(z.object({ kid: z.string(), jwk: PublicJwk })).min(1),
});
const Anything = z.unknown();
/** RFC 9457. */
const Problem = z.object({ code: z.string().regex(/^[a-z0-9-]{1,64}$/) });

/** A problem that the API answered; `code` is the problem's. */
export class ApiProblem extends Fault {
  readonly status: number;

  constructor(code: string, status: number) {
    super(code, `the API answers ${status} ${code}`);
    this.status = status;
  }

  /** Whether the same request may succeed later. */
  get passing(): boolean {
    return this.status === 429 || this.status >= 500;
  }
}

export interface EnrolmentApi {
  sendCode(number: string): Promise<void>;
  enrol(request: {
    number: string;
    code: string;
    csr: string;
    statement: string;
  }): Promise<z.infer<typeof Enrolment>>;
  renew(
    enrolmentId: string,
    request: { csr: string; statement: string },
  ): Promise<z.infer<typeof Certificate>>;
}

const TIMEOUT = 30_000;

/** A client of the API at `base`. Every call throws ApiProblem for a refusal, and ends with `signal`. */
export function enrolmentApi(base: string, signal: AbortSignal): EnrolmentApi {
  async function post<Schema extends z.ZodType>(
    path: string,
    body: unknown,
    schema: Schema,
  ): Promise<z.output<Schema>> {
    const response = await fetch(new URL(path, base.endsWith('/') ? base : `${base}/`), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]),
    });
    const answer: unknown = await response.json().catch(() => undefined);
    if (response.ok) return schema.parse(answer);
    throw new ApiProblem(Problem.safeParse(answer).data?.code ?? 'unknown', response.status);
  }

  return {
    async sendCode(number) {
      await post('v1/enrolments/code', { number }, Anything);
    },
    enrol: (request) => post('v1/enrolments', request, Enrolment),
    renew: (enrolmentId, request) =>
      post(`v1/enrolments/${enrolmentId}/certificate`, request, Certificate),
  };
}
