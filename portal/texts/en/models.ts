/** Words of the list of supported models. */
import type { Texts } from '../texts.ts';

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

export const models: Texts['models'] = {
  title: 'Supported models',
  lead: 'See whether a device is covered, and under which conditions.',
  search: 'Name, model code or maker',
  searchHint: 'For instance SO-51D, AQUOS, Sony. Case and width do not matter.',
  kind: 'Kind',
  allKinds: 'All',
  kinds: {
    smartphone: 'Smartphones',
    tablet: 'Tablets',
    keitai: 'Keitai',
    kids_keitai: 'Kids keitai',
    iphone: 'iPhone',
    ipad: 'iPad',
  },
  count: (found, all) => (found === all ? `All ${all} models` : `${found} of ${all} models`),
  none: 'No model found',
  noneText:
    'The model code stands on the box, in the manual and in the papers of the purchase. Even for a model that is not listed, sign in to see whether the device on your line is covered.',
  columns: { model: 'Model', supported: 'Covered', conditions: 'Conditions' },
  supported: {
    yes: 'Yes',
    assumed: 'Assumed',
    unknown: 'Not known',
    no: 'No',
  },
  legendTitle: 'How to read the table',
  legend: {
    yes: 'It is public that this model is covered.',
    assumed: 'Nothing public says so, but requests for it are taken.',
    unknown: 'No requests are taken until it is listed in public.',
    no: 'It is not covered.',
  },
  legendMark:
    'For models marked ※1 to ※3 the wipe is not guaranteed while nanoSIM and eSIM are both in use.',
  released: (year, month) => `Sold from ${MONTHS[Number(month) - 1] ?? month} ${year}`,
  mark: (mark) => `※${mark} Not guaranteed while nanoSIM and eSIM are both in use`,
  markUnknown:
    'May not work while nanoSIM and eSIM are both in use (whether it has a mark is not known)',
  noEsimOnly: 'Not available with eSIM only',
  preset: 'Needs a setting made on the device before the loss',
  update: (day) => `Since ${day} some functions fail without the latest software`,
  apple: 'Use iCloud Find My iPhone (a service of Apple)',
  kids: (covered) => `The kids keitai covered is ${covered}`,
  more: 'Source',
  moreOf: (model) => `Source for ${model}`,
  dualSim: 'Dual SIM',
  known: { yes: 'yes', no: 'no', unknown: 'not known' },
  confidence: 'How sure name and month are',
  confidences: { high: 'high', medium: 'medium', low: 'low' },
  source: 'Source',
  version: (version) => `Version of the list: ${version}`,
};
