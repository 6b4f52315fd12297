/** What a topic rule hands on from a handset, and the checks that come before anything is believed. */
import * as z from 'zod/mini';
import { Fault } from '#domain/fault.ts';
import type { Enrolment } from '#domain/line/enrolment.ts';
import { SignedEnvelope } from '#domain/protocol/envelope.ts';
import { verifyJws } from '#domain/protocol/signature.ts';
import type { Enrolments } from '../store/enrolments.ts';

/** What is believed is kept as evidence, up to a hundred times in one item, which may have 400 KB in all. */
const LONGEST = 2048;

/** The envelope, with what the rule adds: `topic(2)`, `clientid()`, `principal()`, `timestamp()`. */
const HandsetMessage = z.object({
  ...SignedEnvelope.shape,
  jws: SignedEnvelope.shape.jws.check(z.maxLength(LONGEST)),
  enrolmentId: z.string().check(z.length(43)),
  clientId: z.string(),
  principal: z.string(),
  /** Epoch milliseconds at the broker. */
  receivedAt: z.int(),
});

export type MessageVerdict<Payload> =
  | {
      readonly kind: 'believed';
      readonly payload: Payload;
      readonly jws: string;
      readonly enrolment: Enrolment;
      /** The certificate of the connection that it came over. */
      readonly certificateId: string;
    }
  | { readonly kind: 'dropped'; readonly why: string; readonly enrolmentId?: string };

export interface MessageKind<Schema> {
  readonly typ: string;
  readonly schema: Schema;
  /** How long it may have been under way, milliseconds. */
  readonly oldest: number;
  /** Whether a life that is over may still be heard: its key signed before it was destroyed. */
  readonly posthumous: boolean;
}

/** Reads a message of a kind and verifies it with the enrolment's key. */
export async function readMessage<Schema extends z.ZodMiniType>(
  event: unknown,
  { typ, schema, oldest, posthumous }: MessageKind<Schema>,
  { enrolments, now }: { enrolments: Pick<Enrolments, 'read'>; now: () => number },
): Promise<MessageVerdict<z.output<Schema>>> {
  const parsed = HandsetMessage.safeParse(event);
  if (!parsed.success) return { kind: 'dropped', why: 'malformed' };
  const { jws, enrolmentId, clientId, principal: certificateId, receivedAt } = parsed.data;
  if (clientId !== enrolmentId) return { kind: 'dropped', why: 'foreign-client', enrolmentId };
  if (now() - receivedAt > oldest) return { kind: 'dropped', why: 'too-old', enrolmentId };
  const enrolment = await enrolments.read(enrolmentId);
  if (enrolment === undefined || (enrolment.state === 'over' && !posthumous))
    return { kind: 'dropped', why: 'no-such-enrolment', enrolmentId };
  try {
    const payload = await verifyJws(jws, { typ, key: enrolment.enrolmentKey, schema });
    return { kind: 'believed', payload, jws, enrolment, certificateId };
  } catch (error) {
    if (error instanceof Fault) return { kind: 'dropped', why: error.code, enrolmentId };
    throw error;
  }
}
