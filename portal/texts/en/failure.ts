/** Words of what went wrong, whatever somebody did, and of the way on. */
import type { Texts } from '../texts.ts';

export const failure: Texts['failure'] = {
  retry: 'Try again',
  reload: 'Reload',
  unreachable: 'No connection. Check the network; you can go on here once it is back.',
  notFetched: 'A part of the page could not be fetched. Check the connection and reload.',
  notSure:
    'No answer came back. Whether it arrived is not known. Pressing again never does it twice.',
  unreadable: 'No answer just now. Please wait a little and try again.',
  internal: 'Something went wrong on our side. Please wait a little and try again.',
  busy: 'The service is busy just now. Please wait a little and try again.',
  unknown: 'That could not be done.',
  lastSeen: (time) => `Last confirmed: ${time}.`,
  retryAfter: (wait) => `Please try again in ${wait}.`,
  seconds: (count) => (count === 1 ? '1 second' : `${count} seconds`),
  minutes: (count) => (count === 1 ? '1 minute' : `${count} minutes`),
  hours: (count) => (count === 1 ? '1 hour' : `${count} hours`),
  code: (code) => `Code: ${code}`,
};
