/** The identity documents that shops take of a contractor, as data (A12). Nobody else may ask: there is no entry for a proxy. */

export const DOCUMENT_TEXTS = {
  'driving-licence': { ja: '運転免許証', en: 'Driving licence' },
  'my-number-card': { ja: 'マイナンバーカード', en: 'My Number card' },
  'physical-disability-certificate': {
    ja: '身体障害者手帳',
    en: 'Physical disability certificate',
  },
  'intellectual-disability-certificate': {
    ja: '療育手帳',
    en: 'Intellectual disability certificate',
  },
  'mental-disability-certificate': {
    ja: '精神障害者保健福祉手帳',
    en: 'Mental disability certificate',
  },
} as const;

export type DocumentType = keyof typeof DOCUMENT_TEXTS;

/** What a clerk may record as seen: types, never what stands in a document. */
export const DOCUMENT_TYPES = [
  'driving-licence',
  'my-number-card',
  'physical-disability-certificate',
  'intellectual-disability-certificate',
  'mental-disability-certificate',
] as const satisfies readonly DocumentType[];
