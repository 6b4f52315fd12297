/** Words of what stands around every page: its name, the ways to others, the small print. */
import type { Texts } from '../texts.ts';

export const frame: Texts['frame'] = {
  service: 'Remote wipe',
  skip: 'Skip to the content',
  languages: { ja: '日本語', en: 'English' },
  languageSwitch: 'Language',
  languagesFailed: {
    ja: '日本語で表示できませんでした。通信を確かめて、再読み込みしてください。',
    en: 'English could not be fetched. Check the connection and reload.',
  },
  menu: 'Guide',
  home: 'Your lines',
  counter: 'Counter',
  approvals: 'Approvals',
  howTo: 'How to use it',
  models: 'Supported models',
  shopVisit: 'At a shop',
  loading: 'Loading',
  opensElsewhere: '(another site, in a new tab)',
  free: 'There is no charge and nothing to sign up for.',
  times: 'All times are Japan time.',
  trademarks: [
    'Android is a trademark or registered trademark of Google LLC.',
    'Apple, iPad and iPhone are trademarks of Apple Inc., registered in the U.S. and other countries. The trademark iPhone is used under a licence from Aiphone K.K. iCloud is a service mark of Apple Inc.',
  ],
};
