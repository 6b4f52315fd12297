/** The one account of the cloud as S3 names it. */
import { element } from '../endpoint/xml.ts';

/** `<Owner>`: a canonical user id has 64 hexadecimal digits. */
export const OWNER = `<Owner>${element('DisplayName', 'local')}${element('ID', '0'.repeat(64))}</Owner>`;
