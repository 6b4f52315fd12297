/** The catalogue in English. */
import type { Texts } from '../texts.ts';
import { common } from './common.ts';
import { lines } from './lines.ts';
import { welcome } from './welcome.ts';

export const en: Texts = { common, welcome, lines };
