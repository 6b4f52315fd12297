/** The catalogue in Japanese, the first one: its shape is what every language has to fill. */
import { common } from './common.ts';
import { lines } from './lines.ts';
import { welcome } from './welcome.ts';

export const ja = { common, welcome, lines };
