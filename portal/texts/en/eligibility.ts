/** Words around the reasons, warnings and referrals of an eligibility; their own are the service's. */
import type { Texts } from '../texts.ts';

export const eligibility: Texts['eligibility'] = {
  refused: 'Remote wipe is not available.',
  warnings: 'You may go on if you accept the following.',
  notices: 'Before you ask',
  next: 'What you can do instead or next',
  booking: 'Book a visit',
  googles: 'Find My Device is a service of Google.',
  googleFind: 'Open Google’s Find My Device',
  apples: 'iCloud (Find My iPhone) is a service of Apple.',
  icloudFind: 'Open iCloud Find My iPhone',
  icloudHelp: 'iCloud: Erase a device',
};
