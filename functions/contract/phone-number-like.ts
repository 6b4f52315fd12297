/** What is a phone number by its looks: it must get into no address, and so into no log. */

/** Of Japan, as people write it: with the country's code or a zero, with hyphens or without. */
const PHONE_NUMBER = /^(\+81|0)[0-9-]{9,13}$/;

export function looksLikePhoneNumber(text: string): boolean {
  return PHONE_NUMBER.test(text);
}
