/** `POST /v1/wipes/{wipeId}/approval`: a second person agrees to a wipe, which then goes on. */
import { decideApproval, decidingSources } from './approval/decide.ts';
import { api } from './http/api.ts';
import { signedIn } from './http/signed-in.ts';

export const handler = api(decideApproval('approved', decidingSources('approve-wipe'))).use(
  signedIn(),
);
