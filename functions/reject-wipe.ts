/** `POST /v1/wipes/{wipeId}/rejection`: a second person does not agree to a wipe, which ends it. */
import { decideApproval, decidingSources } from './approval/decide.ts';
import { api } from './http/api.ts';
import { signedIn } from './http/signed-in.ts';

export const handler = api(decideApproval('rejected', decidingSources('reject-wipe'))).use(
  signedIn(),
);
